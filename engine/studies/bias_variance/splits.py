"""What a dev set can tell: how far its estimate strays with its size, and what it measures when it is of another kind.

Axes: R redraws of the training set.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.experiment import Experiment
from engine.studies.bias_variance.examiner import wrong
from engine.studies.bias_variance.sweep import Cell, redrawn
from engine.training.pieces import Work, outcome, part
from engine.values.randomness import generator

Array = np.ndarray
POOL = 20_000  # fresh examples that stand for all there are
PIECE = 1000  # of them that are judged at once
TRAINED = 0.9  # of the work is done, about, when the networks have learned
TIMES = 200  # dev sets drawn of each size


@dataclass(frozen=True)
class Estimates:
    """One network's true error, and what dev sets of each size (S,) say of it: between two quantiles, (S,) each.

    All are NaN of a network that has diverged.
    """

    error: float
    sizes: tuple[int, ...]
    low: Array
    high: Array


@dataclass(frozen=True)
class Mismatch:
    """Errors, means over redraws: on the training set, on fresh examples of its kind (train-dev), and of another.

    Redraws that have diverged are left out; where all of them have, the errors are NaN.
    """

    train: float
    train_dev: float
    dev: float

    @property
    def variance(self) -> float:
        """Train-dev error − training error."""
        return self.train_dev - self.train

    @property
    def gap(self) -> float:
        """Dev error − train-dev error: what only the other kind of examples costs."""
        return self.dev - self.train_dev


def dev_estimates(experiment: Experiment, epochs: int, sizes: tuple[int, ...]) -> Estimates:
    """Train one network, then judge it by many dev sets of each size, drawn from a pool of fresh examples."""
    return outcome(dev_estimating(experiment, epochs, sizes))


def dev_estimating(experiment: Experiment, epochs: int, sizes: tuple[int, ...]) -> Work:
    """``dev_estimates`` in pieces."""
    cell = yield from part(training([experiment], epochs), 0.0, TRAINED)
    errors = (yield from part(judging(cell, experiment.data.source), TRAINED, 1.0))[0]
    if not np.isfinite(errors).all():
        return Estimates(np.nan, sizes, *np.full((2, len(sizes)), np.nan))
    rng, means = generator(experiment.seed, "split"), []
    for size in sizes:
        yield 1.0
        means.append(errors[rng.integers(0, POOL, (TIMES, size))].mean(axis=1))
    low, high = np.quantile(np.stack(means), (0.1, 0.9), axis=1)
    return Estimates(float(errors.mean()), sizes, low, high)


def mismatch(experiment: Experiment, epochs: int, other: Any, redraws: int) -> Mismatch:
    """Train on one kind of examples; judge on the same kind and on those of another source."""
    return outcome(mismatching(experiment, epochs, other, redraws))


def mismatching(experiment: Experiment, epochs: int, other: Any, redraws: int) -> Work:
    """``mismatch`` in pieces."""
    cell = yield from part(training(redrawn(experiment, redraws), epochs), 0.0, TRAINED)
    marks = cell.examiner.examine(cell.state)
    kept = marks.sound
    if not kept.any():
        return Mismatch(np.nan, np.nan, np.nan)
    errors = yield from part(judging(cell, other), TRAINED, 1.0)
    train, _, train_dev = marks.errors[kept].mean(axis=0)
    return Mismatch(float(train), float(train_dev), float(errors[kept].mean()))


def training(replicas: list[Experiment], epochs: int) -> Work:
    """Networks after their training, as a cell; in pieces."""
    cell = Cell(replicas, (0, epochs))
    yield from cell.training()
    return cell


def judging(cell: Cell, source: Any) -> Work:
    """The error of each of POOL examples of a source, (R, POOL); in pieces."""
    points, values = source.sample(generator(cell.trainer.each[0].data.seed, "truth", 2), POOL)
    errors = []
    for first in range(0, POOL, PIECE):
        answers = cell.examiner.at(cell.state, points[:, first : first + PIECE])
        errors.append(wrong(answers, values[0, first : first + PIECE], source.task))
        yield (first + PIECE) / POOL
    return np.concatenate(errors, axis=1)
