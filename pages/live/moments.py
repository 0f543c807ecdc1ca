"""The recording of what is made one moment after the other: a generator, and what it has made so far."""

from __future__ import annotations

import time
from collections.abc import Generator

from engine.networks.propagation import Propagation
from pages.live.reach import reached, weight
from pages.live.recording import MOST_BYTES, Moment

FULL = f"the run ends here: it has come to {MOST_BYTES / 2**20:.0f} MiB, as much as this page keeps"
Making = Generator[Moment | None, None, str]


class Moments:
    """The moments of a generator in order; frame k shows the k-th.

    The generator yields a moment when it is done, and None as a breath between small pieces of work, so that the
    deadline can be looked at. It returns the sentence with which the run ends. A moment has ``nbytes`` of its own; one
    that serves for many steps is counted once. What the generator works in is weighed as it is.
    """

    def __init__(self, generator: Making):
        self.generator = generator
        self.made: list[Moment] = []
        self.held = self.working = self.turns = 0
        self.end: tuple[int, str] | None = None

    @property
    def nbytes(self) -> int:
        return self.held + 8 * len(self.made) + self.working

    def advance(self, step: int, deadline: float) -> int:
        """Make moments up to ``step``, to the last or until the deadline; the step reached."""
        while len(self.made) <= step and not self.end:
            try:
                self.add(next(self.generator))
            except StopIteration as finished:
                self.end = len(self.made) - 1, finished.value or ""
            if self.held > MOST_BYTES:
                self.end = len(self.made) - 1, FULL
                self.generator.close()
            if time.monotonic() > deadline:
                break
        self.weigh()
        return min(step, len(self.made) - 1)

    def weigh(self) -> None:
        """Weigh what the generator works in, at the 1st, 2nd, 4th, 8th turn: it is soon there, and seldom grows."""
        if self.end:
            self.working = 0
        elif not self.turns & (self.turns + 1):
            self.working = weight(self.generator, self.counted)
        self.turns += 1

    @property
    def counted(self) -> set[int]:
        """The moments, which are weighed by themselves."""
        return set(map(id, self.made))

    def add(self, moment: Moment | None) -> None:
        if moment is None:
            return
        if not self.made or moment is not self.made[-1]:
            self.held += moment.nbytes
        self.made.append(moment)

    def moment(self, step: int) -> Moment:
        """The moment at a step that was reached."""
        return self.made[step]

    def rest(self) -> None:
        """Let go of the arrays that networks work in; what they have come to is kept."""
        for network in [each for each in reached(self.generator, self.counted) if isinstance(each, Propagation)]:
            network.rest()
        self.turns = 0
        self.weigh()
