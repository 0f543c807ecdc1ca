"""One moment of a sweep, as its views want it: what is finished, what is in training, and the pictures of its fits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.datasets.truth import truth
from engine.studies.bias_variance.examiner import Marks, Summary
from engine.studies.bias_variance.sweep import Sweep

Array = np.ndarray
PARTS_OF_A_VALUE = 12  # moments of each value's training; the first lie closer, since most happens early
ALONG, ACROSS = 73, 44  # points of a picture: along a line, and on a side of the plane
WIDTH = 0.55  # of a boundary in the fog, in picture points


@dataclass(frozen=True)
class Moment:
    """What a value's networks are worth at one moment, and what their answers look like.

    ``fits`` (R, Q) are curves along a line; of a plane, ``fog`` (ACROSS, ACROSS) is the share of networks whose
    boundary runs there, and ``mean`` (n_y, ACROSS, ACROSS) their mean answer.
    """

    summary: Summary
    fits: Array | None
    mean: Array
    fog: Array | None

    @property
    def nbytes(self) -> int:
        return 4000 + sum(each.nbytes for each in (self.fits, self.mean, self.fog) if each is not None)


@dataclass(frozen=True)
class Glance:
    """A sweep at one moment: that of each finished value, in order, and last the moment of the present one."""

    sweep: Sweep
    moments: tuple[Moment, ...]

    @property
    def now(self) -> Moment:
        return self.moments[-1]

    @property
    def x(self) -> list[float]:
        """Where the moments stand on the axis."""
        return [self.sweep.shown(value) for value in self.sweep.values[: len(self.moments)]]


def picture_points(source: Any) -> Array:
    """Points (n, Q) over the whole picture of a problem."""
    (left, right), (bottom, top) = source.bounds
    if source.dimensions == 1:
        return np.linspace(left, right, ALONG)[None]
    across = left + (np.arange(ACROSS) + 0.5) * (right - left) / ACROSS
    down = top - (np.arange(ACROSS) + 0.5) * (top - bottom) / ACROSS
    return np.stack([np.tile(across, ACROSS), np.repeat(down, ACROSS)])


def moment(marks: Marks, summary: Summary, source: Any) -> Moment:
    """What is kept of an examination."""
    answers = marks.picture[marks.sound].astype(np.float32)
    if not len(answers):
        answers = np.full((1, *marks.picture.shape[1:]), np.nan, np.float32)
    if source.dimensions == 1:
        return Moment(summary, answers[:, 0], answers.mean(axis=0), None)
    square = answers.reshape(*answers.shape[:2], ACROSS, ACROSS)
    fog = (255 * np.mean([line(leads(each, source.task)[0]) for each in square], axis=0)).astype(np.uint8)
    return Moment(summary, None, square.mean(axis=0), fog)


def leads(answer: Array, task: str) -> Array:
    """Fields (n, height, width) that are 0 where one class gives way to another, or a real target changes its sign."""
    if task == "regression":
        return answer
    if task == "binary":
        return answer - 0.5
    first, second = np.sort(answer, axis=0)[[-1, -2]]
    return np.concatenate([[first - second], answer - np.where(answer == first, second, first)])


def line(field: Array) -> Array:
    """How strongly the zero line of a field (height, width) passes each point, from 0 to 1: its distance, blurred."""
    down, across = np.gradient(field)
    square = field**2 / np.maximum(down**2 + across**2, 1e-12)
    return np.exp(square / (-2 * WIDTH**2))


@lru_cache(maxsize=32)
def true_answer(source: Any) -> Array:
    """The truth at the points of the picture: (1, ALONG), or (n_y, ACROSS, ACROSS)."""
    answer = truth(source, picture_points(source))
    if source.task == "binary":
        answer = answer[1:]
    return answer if source.dimensions == 1 else answer.reshape(-1, ACROSS, ACROSS)
