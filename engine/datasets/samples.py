"""The points of an experiment: drawn, split, turned into features and normalised (notes 2.1, 2.1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.datasets import SOURCES, Circles
from engine.datasets.features import FEATURES, feature_rows
from engine.values.bounds import Refused, brief
from engine.values.fields import check, choices, flag, one_of, whole
from engine.values.randomness import generator

Array = np.ndarray
SPLITS = ("train", "dev", "test")


@dataclass(frozen=True)
class Data:
    """Which points, how many, how they are split, and what the network is shown of them."""

    source: object = one_of(Circles(), SOURCES, help="The problem to be learned")
    points: int = whole(300, 1, 5000, symbol="m", help="Points in all, over train, dev and test")
    train_percent: int = whole(60, 1, 100, help="Share of the points to train on")
    dev_percent: int = whole(20, 0, 99, help="Share of the points to compare models with; the rest is the test set")
    features: tuple[str, ...] = choices(("x1", "x2"), FEATURES, help="Inputs of the network")
    normalize: bool = flag(True, help="Give every input mean 0 and variance 1 over the training set")
    seed: int = whole(0, 0, 999_999, help="Another seed draws other points of the same problem")

    def __post_init__(self) -> None:
        check(self)
        if self.train_percent + self.dev_percent > 100:
            raise Refused("Data.dev_percent", f"train {self.train_percent} % and dev {self.dev_percent} % exceed 100 %")
        for name in self.features:
            if FEATURES[name].dimensions > self.source.dimensions:
                raise Refused("Data.features", f"{name} needs a second coordinate, which {self.source.label} has not")

    @property
    def m(self) -> int:
        """How many points there are: as many as wished, or all of a set that has fewer."""
        return min(self.points, self.source.most)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many points train, dev and test have."""
        m = self.m
        train = max(1, round(m * self.train_percent / 100))
        dev = min(m - train, round(m * self.dev_percent / 100))
        if self.train_percent + self.dev_percent == 100:
            dev = m - train
        return train, dev, m - train - dev

    @property
    def sizes(self) -> tuple[int, int]:
        """(n_x, n_y): inputs and outputs of a network for these points."""
        return len(self.features), self.source.classes if self.source.task == "multiclass" else 1


@dataclass(frozen=True)
class Samples:
    """Arrays of one data set; columns run train, then dev, then test.

    Shapes: points (n, m), values (1, m), rows (m, n_x + 1) normalised features and a last column of ones,
    targets (n_y, m) (one-hot for more than two classes), mean and deviation (n_x, 1), counts of the three splits.
    """

    task: str
    points: Array
    values: Array
    rows: Array
    targets: Array
    mean: Array
    deviation: Array
    counts: tuple[int, int, int]
    features: tuple[str, ...]

    @property
    def sizes(self) -> tuple[int, int]:
        """(n_x, n_y): inputs and outputs of a network for these samples."""
        return self.rows.shape[-1] - 1, self.targets.shape[0]

    @property
    def bounds(self) -> dict[str, slice]:
        """Columns of each split."""
        train, dev, _ = self.counts
        return dict(zip(SPLITS, (slice(0, train), slice(train, train + dev), slice(train + dev, None)), strict=True))

    def inputs(self, points: Array) -> Array:
        """What the network reads at any points (n, m): rows (m, n_x + 1), by the training set's mean and deviation."""
        x = feature_rows(self.features, points) if self.features else points
        x = (x - self.mean) / self.deviation
        return np.concatenate([x, np.ones((1, x.shape[1]))]).T.copy()


def draw(data: Data) -> Samples:
    """The samples of ``data``: the same value gives the same points, to the bit."""
    points, values = data.source.sample(generator(data.seed, "points"), data.m)
    return prepare(data.source.task, points, values, data.counts, data.source.classes, data.features, data.normalize)


def from_arrays(x: Array, y: Array, task: str, counts: tuple[int, int, int] | None = None, normalize: bool = False):
    """Samples of one's own arrays x (n_x, m) and y (1, m): class numbers from 0, or real values.

    Raises: Refused where shapes do not fit, a number is not finite (naming its place) or a class is no whole number.
    """
    x, y = np.atleast_2d(numbers("x", x)), np.atleast_2d(numbers("y", y))
    if task not in ("binary", "multiclass", "regression"):
        raise Refused("task", f"{task!r} is unknown; allowed are binary, multiclass, regression")
    if x.ndim != 2 or y.shape != (1, x.shape[1]) or not x.size:
        raise Refused("y", f"shape {y.shape} does not fit x {x.shape}; wanted are x (n_x, m) and y (1, m)")
    for name, array in (("x", x), ("y", y)):
        if not np.isfinite(array).all():
            row, column = np.argwhere(~np.isfinite(array))[0]
            raise Refused(
                name, f"row {row}, column {column} holds {array[row, column]}; only finite numbers are allowed"
            )
    classes = 1 if task == "regression" else int(y.max()) + 1
    if task != "regression" and (np.any(y != np.floor(y)) or y.min() < 0 or classes > (2 if task == "binary" else 100)):
        raise Refused("y", "classes are whole numbers from 0, below 2 for a binary task and below 100 otherwise")
    counts = counts or (x.shape[1], 0, 0)
    if sum(counts) != x.shape[1] or min(counts) < 0 or counts[0] < 1:
        raise Refused("counts", f"{counts} does not add up to {x.shape[1]} points with at least one to train on")
    return prepare(task, x, y, counts, max(classes, 2), (), normalize)


def numbers(name: str, values: Any) -> Array:
    """Anything array-like as float64.

    Raises: Refused where it holds something else than numbers.
    """
    try:
        return np.asarray(values, float)
    except (TypeError, ValueError):
        raise Refused(name, f"{brief(values)} is not an array of numbers") from None


def prepare(task: str, points: Array, values: Array, counts: tuple, classes: int, features: tuple, normalize: bool):
    """Features, normalisation by the training columns, and targets."""
    x = feature_rows(features, points) if features else points
    mean, deviation = np.zeros((len(x), 1)), np.ones((len(x), 1))
    if normalize:
        training = x[:, : counts[0]]
        mean, deviation = training.mean(axis=1, keepdims=True), training.std(axis=1, keepdims=True)
        deviation[deviation < 1e-12] = 1  # a constant input stays constant instead of being divided by 0
    rows = np.concatenate([(x - mean) / deviation, np.ones((1, x.shape[1]))]).T.copy()
    targets = (values == np.arange(classes)[:, None]).astype(float) if task == "multiclass" else values
    return Samples(task, points, values, rows, targets, mean, deviation, counts, features)
