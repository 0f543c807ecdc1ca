"""A kind of run: how its codes are read, how it is recorded, and what can be watched of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.training.cost import Bill
from engine.values.bounds import Refused, brief
from engine.values.codec import decode, encode
from pages.live.limit import Limit
from pages.live.recording import Recording
from pages.plots.view import View, patches


def same(value: Any) -> Any:
    """A value as it is."""
    return value


@dataclass(frozen=True)
class Kind:
    """One kind of run, known by the version that its codes begin with.

    ``cost`` says what a value costs before it runs, and ``limit`` what this kind takes on; ``playable`` gives back a
    value that a page can show and refuses what only this kind must. ``record`` makes a recording at step 0; its second
    argument is the recording of a run that is the same but for the last change of a knob, if the store holds one.
    """

    version: str
    cost: Callable[[Any], Bill]
    record: Callable[[Any, Recording | None], Recording]
    views: Mapping[str, View]
    limit: Limit = Limit()
    playable: Callable[[Any], Any] = same
    read: Callable[[str], Any] = decode  # of a code: what is played
    shown: Callable[[Any], Any] = same  # of what is played: the value that controls show
    cold: Callable[[Any], str] = encode  # of a value: equal for values that may follow each other in one run
    patches: Mapping[str, Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "patches", patches(self.views))

    def open(self, code: str) -> Any:
        """What a code plays.

        Raises: Refused.
        """
        if code.partition(".")[0] != self.version:
            raise Refused("link", f"{brief(code.partition('.')[0])} is unknown here; this page reads {self.version}")
        value = self.read(code)
        self.limit.refuse(self.cost(value))
        return self.playable(value)

    def recording(self, code: str, parent: Recording | None, admit: Callable[[Bill], None] = same) -> Recording:
        """A recording of a run at step 0, or as far as its parent has come; ``admit`` may refuse what it will cost.

        Raises: Refused, with a sentence, for a code that is not one of a run; and what ``admit`` raises.
        """
        value = self.open(code)
        admit(self.cost(value))
        return self.record(value, parent)

    def frame(self, recording: Recording, step: int, names: Iterable[str]) -> dict[str, Any]:
        """What the views show at a step that was reached."""
        moment = recording.moment(step)
        return {"step": step, **moment.facts, "views": {name: self.patches[name](moment) for name in names}}


def together(kinds: Iterable[Kind]) -> dict[str, Kind]:
    """Kinds by version; where several pages play one kind, it has the views of all of them."""
    found: dict[str, Kind] = {}
    for kind in kinds:
        known = found.get(kind.version, kind)
        found[kind.version] = dataclasses.replace(known, views={**known.views, **kind.views})
    return found
