"""A claim of the notes, and the verdict that measuring it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.training.pieces import Work, outcome

HOLDS, HOLDS_IF, FAILS = "holds", "holds if", "does not hold"
Clock = Callable[[], float]  # seconds
VERDICTS = (HOLDS, HOLDS_IF, FAILS)
EXACT = 1e-12  # what is said to be equal differs by no more
ALMOST_ALWAYS = 0.9  # of the seeds
SEEDS = 30


@dataclass(frozen=True)
class Figure:
    """One number that was measured, and what it is; shares have the unit "%"."""

    name: str
    value: float
    unit: str = ""

    def __str__(self) -> str:
        value = f"{100 * self.value:.0f}" if self.unit == "%" else f"{self.value:.3g}"
        return f"{value} {self.unit}".strip()


@dataclass(frozen=True)
class Verdict:
    """What came out: one of VERDICTS, the figures behind it, and all in words; with "holds if" they say if what."""

    holds: str
    figures: tuple[Figure, ...]
    sentence: str


def nothing(value: Any) -> None:
    """Of a claim that is measured on its own value only."""


@dataclass(frozen=True)
class Claim:
    """What the notes say, where, and how it is measured.

    ``measure(on, seeds)`` draws ``on`` anew for each of the seeds, which are counted from those that it has. It works
    in pieces, comes to a verdict, and may refuse a value on which nothing can be measured.
    ``fits`` gives what a page's value offers to be measured on, or None: then the claim's own value stands in.
    """

    section: str  # of the notes
    words: str  # of the notes, as far as they are right
    on: Any  # an experiment or a study
    measure: Callable[[Any, range], Work]
    slip: str = ""  # of the notes, where these words differ from theirs
    fits: Callable[[Any], Any | None] = nothing
    count: int = SEEDS  # seeds, usually

    def work(self, on: Any, seeds: range, clock: Clock | None = None) -> Work:
        """The work of measuring it; no clock is read."""
        return self.measure(on, seeds)

    def verdict(self, on: Any = None, seeds: range | None = None, clock: Clock | None = None) -> Verdict:
        """Measured on a value that fits, by default the claim's own, over its usual seeds."""
        chosen = range(self.count) if seeds is None else seeds
        return outcome(self.work(self.on if on is None else on, chosen, clock))


@dataclass(frozen=True)
class Timed(Claim):
    """A claim on how long something takes: ``measure(on, seeds, clock)`` reads the clock of whoever runs it."""

    def work(self, on: Any, seeds: range, clock: Clock | None = None) -> Work:
        """The work of measuring it."""
        return self.measure(on, seeds, clock)


def exact(largest: float, figures: tuple[Figure, ...], sentence: str) -> Verdict:
    """The verdict on an equality, of which ``largest`` is the largest difference found."""
    return Verdict(HOLDS if largest <= EXACT else FAILS, figures, sentence)
