"""The notes' algorithm on one neuron, update by update: the whole path, and what one update did with its numbers."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.studies.logistic_regression.contours import WEIGHT_AND_BIAS, WEIGHTS, Landscape, Path
from engine.studies.logistic_regression.neuron import Neuron, Points, draw
from engine.studies.logistic_regression.objective import activation, cost, slopes, smallest_curvature
from engine.values.randomness import generator

Array = np.ndarray
AT_ONCE = 100  # updates between two breaths


@dataclass(frozen=True)
class Update:
    """The neuron after so many updates, and the whole of which that is a part."""

    neuron: Neuron
    points: Points
    path: Path
    index: int
    landscapes: tuple[Landscape, Landscape]  # over both weights, and over a weight and the bias

    nbytes = 200  # all updates share their arrays

    @property
    def theta(self) -> Array:
        """(w₁, w₂, b) now, (3,)."""
        return self.path.theta[self.index]

    @property
    def curvature(self) -> float:
        """The smallest eigenvalue of the Hessian here."""
        here = self.theta[np.newaxis]
        return float(smallest_curvature(self.neuron.loss, here, self.points.rows, self.points.y)[0])

    @property
    def right(self) -> float:
        """Share of the points on their own side of the line."""
        return float(np.mean((self.theta @ self.points.rows >= 0) == (self.points.y == 1)))

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        numbers = {"J": float(self.path.costs[self.index]), "right": f"{100 * self.right:.0f} %"}
        return {"epoch": self.index, "numbers": numbers | {"λ min": f"{self.curvature:.1e}"}}


def batch(neuron: Neuron, update: int) -> Array | slice:
    """Which examples an update sees: all, or the next of an order that is drawn anew when all were seen."""
    if neuron.full:
        return slice(None)
    per_epoch = -(-neuron.points // neuron.batch_size)
    epoch, place = divmod(update, per_epoch)
    order = generator(neuron.seed, "order", epoch).permutation(neuron.points)
    return order[place * neuron.batch_size : (place + 1) * neuron.batch_size]


def gradient(loss: str, theta: Array, rows: Array, y: Array) -> Array:
    """(dw₁, dw₂, db) = 1/m Σ dz (x₁, x₂, 1), (3,)."""
    a = activation(theta @ rows)
    return rows @ slopes(loss, a, y) / len(y)


def descending(neuron: Neuron) -> Generator[None, None, Path]:
    """Every update of a run, with a breath now and then."""
    points, theta = draw(neuron), np.empty((neuron.updates + 1, 3))
    theta[0], gradients = neuron.start, np.empty((neuron.updates + 1, 3))
    for t in range(neuron.updates + 1):
        seen = batch(neuron, t)
        gradients[t] = gradient(neuron.loss, theta[t], points.rows[:, seen], points.y[seen])
        if t < neuron.updates:
            theta[t + 1] = theta[t] - neuron.rate * gradients[t]
        if t % AT_ONCE == AT_ONCE - 1:
            yield None
    return Path(theta, gradients, cost(neuron.loss, theta, points.rows, points.y))


def updates(neuron: Neuron) -> Generator[Update | None, None, str]:
    """The moments of a run. Returns: how it ended."""
    path = yield from descending(neuron)
    points = draw(neuron)
    seen = tuple(Landscape(neuron.loss, points, path, pair) for pair in (WEIGHTS, WEIGHT_AND_BIAS))
    for index in range(neuron.updates + 1):
        yield (last := Update(neuron, points, path, index, seen))
    return f"after {neuron.updates} updates J is {path.costs[-1]:.3g}, and {100 * last.right:.0f} % are on their side"


@lru_cache(maxsize=32)
def path(neuron: Neuron) -> Path:
    """The path of a run at once, for what must be known of it beforehand."""
    pieces = descending(neuron)
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            return end.value
