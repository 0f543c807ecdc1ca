"""A kind of run for tests: each step takes as long as it is told, and a moment is its step."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from engine.training.cost import Bill
from pages.live.kind import Kind
from pages.plots.view import View


@dataclass(frozen=True)
class Shown:
    """A moment of a made-up run."""

    step: int

    @property
    def facts(self) -> dict[str, Any]:
        return {"epoch": self.step, "numbers": {}}


class MadeUp:
    """A recording: ``seconds`` for each step, so many bytes, some of them quickly made again."""

    def __init__(self, seconds: float = 0.0, nbytes: int = 1000, resting: int = 0, last: int | None = None):
        self.seconds, self.own, self.quick, self.last = seconds, nbytes, resting, last
        self.made = self.worked = self.rests = 0
        self.rested = False
        self.gate = threading.Event()  # work waits before it while it is closed
        self.gate.set()

    @property
    def nbytes(self) -> int:
        return self.own + (0 if self.rested else self.quick)

    @property
    def end(self) -> tuple[int, str] | None:
        return (self.last, "it is done") if self.last is not None and self.made >= self.last else None

    def advance(self, step: int, deadline: float) -> int:
        self.rested = False
        self.gate.wait()
        goal = step if self.last is None else min(step, self.last)
        while self.made < goal:
            time.sleep(self.seconds)
            self.made, self.worked = self.made + 1, self.worked + 1
            if time.monotonic() > deadline:
                break
        return min(self.made, goal)

    def moment(self, step: int) -> Shown:
        return Shown(step)

    def rest(self) -> None:
        self.rested, self.rests = True, self.rests + 1


def kind(recordings: dict[str, MadeUp], opened: list[str] | None = None, **views: View) -> Kind:
    """The kind that plays some made-up recordings by their codes, ``up1.<name>``."""

    def record(code: str, parent: Any) -> MadeUp:
        (opened if opened is not None else []).append(code)
        return recordings[code]

    shown = views or {"step": View(lambda value: {}, lambda moment: {"step": moment.step})}
    return Kind("up1", lambda value: Bill(), record, shown, read=lambda code: code, cold=str)
