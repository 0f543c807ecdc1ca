"""What the frame route asks of a run: as far as it has been computed, and what it was like at a step."""

from __future__ import annotations

from typing import Any, Protocol

MOST_BYTES = 64 * 2**20  # that a recording keeps of what it has made


class Recording(Protocol):
    """A run as far as it has been computed; one thread at a time works on it (the store sees to that).

    Two serve all kinds of run: ``Checkpointed`` for what is trained step by step, ``Moments`` for what is made one
    moment after the other.
    """

    nbytes: int  # memory held; may grow with every call of ``advance``
    end: tuple[int, str] | None  # (step, reason) once the run is known to stop there

    def advance(self, step: int, deadline: float) -> int:
        """Compute up to ``step`` or until ``time.monotonic()`` passes ``deadline``; the step reached so far.

        What is reached can be looked at; before the first moment is made, that is −1.
        """

    def moment(self, step: int) -> Moment:
        """The moment at a step that the last call of ``advance`` has reached."""

    def rest(self) -> None:
        """Let go of what is quickly made again: memory is short, and others are asked for."""


class Moment(Protocol):
    """What views may ask of one moment of a run."""

    facts: dict[str, Any]  # what every frame says beside its views: ``{"epoch", "numbers": {name: value}}``
