"""One moment of a sweep, as its views want it: where each finished value stands, and where the present one does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.datasets.truth import truth
from engine.studies.bias_variance.examiner import Summary
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE, Look
from engine.studies.bias_variance.sweep import Sweep
from pages.plots.fog import fog
from pages.plots.snapshot import finite

Array = np.ndarray
ALONG, ACROSS = 73, 44  # points of a picture: along a line, and on a side of the plane


@dataclass(frozen=True)
class Standing:
    """What one value's networks are worth after some of their training, and what their answers look like.

    ``fits`` (R, Q) are curves along a line; of a plane, ``fog`` (ACROSS, ACROSS) is the share of networks whose
    boundary runs there, and ``mean`` (n_y, ACROSS, ACROSS) their mean answer.
    """

    summary: Summary
    fits: Array | None
    mean: Array
    fog: Array | None

    @property
    def nbytes(self) -> int:
        parts = [vars(each).values() for each in (self.summary.squared, self.summary.zero_one) if each]
        arrays = (self.fits, self.mean, self.fog, *(each for part in parts for each in part))
        return 1000 + sum(each.nbytes for each in arrays if each is not None)


@dataclass(frozen=True)
class Reached:
    """Some neighbouring values: where they lie on the axis, and how their networks stand."""

    x: list[float]
    standings: tuple[Standing, ...]

    def three(self, measure: Callable[[Summary], Iterable[float]]) -> list[list[float | None]]:
        """What a measure tells of each value: three numbers, and a list for each of them."""
        rows = [[finite(each, 4) for each in measure(standing.summary)] for standing in self.standings]
        return [list(each) for each in zip(*rows, strict=True)] if rows else [[], [], []]


@dataclass(frozen=True)
class SweepMoment:
    """A sweep after a part of one value's training: the standing of each finished value, in order, and last its own."""

    sweep: Sweep
    standings: tuple[Standing, ...]
    part: int

    @property
    def now(self) -> Standing:
        return self.standings[-1]

    @property
    def finished(self) -> bool:
        """Whether the newest value's networks are trained to their end."""
        return self.part >= PARTS_OF_A_VALUE

    @property
    def x(self) -> list[float]:
        """Where the standings lie on the axis."""
        return [self.sweep.shown(value) for value in self.sweep.values[: len(self.standings)]]

    @property
    def known(self) -> Reached:
        """The values whose networks are trained to their end."""
        count = len(self.standings) - (not self.finished)
        return Reached(self.x[:count], self.standings[:count])

    @property
    def growing(self) -> Reached:
        """The value that is still in training, after the finished one before it; of finished ones alone, nothing."""
        first = len(self.standings) if self.finished else max(0, len(self.standings) - 2)
        return Reached(self.x[first:], self.standings[first:])

    @property
    def facts(self) -> dict[str, Any]:
        """What the bar shows: how many values are done, and the errors of the present one."""
        done = ((len(self.standings) - 1) * PARTS_OF_A_VALUE + self.part) / PARTS_OF_A_VALUE
        train, dev = (finite(error, 4) for error in self.now.summary.mean[:2])
        return {"epoch": done, "numbers": {"train error": train, "dev error": dev}}

    @property
    def nbytes(self) -> int:
        """Bytes of what this moment alone holds; the standings of finished values are those of earlier ones."""
        return self.now.nbytes + 8 * len(self.standings)


def picture_points(source: Any) -> Array:
    """Points (n, Q) over the whole picture of a problem."""
    (left, right), (bottom, top) = source.bounds
    if source.dimensions == 1:
        return np.linspace(left, right, ALONG)[None]
    across = left + (np.arange(ACROSS) + 0.5) * (right - left) / ACROSS
    down = top - (np.arange(ACROSS) + 0.5) * (top - bottom) / ACROSS
    return np.stack([np.tile(across, ACROSS), np.repeat(down, ACROSS)])


def standing(look: Look, source: Any) -> Standing:
    """What is kept of the engine's look at one value."""
    marks, summary = look.marks, look.summary
    answers = marks.picture[marks.sound].astype(np.float32)
    if not len(answers):
        answers = np.full((1, *marks.picture.shape[1:]), np.nan, np.float32)
    if source.dimensions == 1:
        return Standing(summary, answers[:, 0], answers.mean(axis=0), None)
    square = answers.reshape(*answers.shape[:2], ACROSS, ACROSS)
    return Standing(summary, None, square.mean(axis=0), fog(square, source.task))


@lru_cache(maxsize=32)
def true_answer(source: Any) -> Array:
    """The truth at the points of the picture: (1, ALONG), or (n_y, ACROSS, ACROSS)."""
    answer = truth(source, picture_points(source))
    if source.task == "binary":
        answer = answer[1:]
    return answer if source.dimensions == 1 else answer.reshape(-1, ACROSS, ACROSS)
