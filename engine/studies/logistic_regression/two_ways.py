"""One update of the notes' algorithm in two ways: a loop over the examples, and a product of matrices (notes 1.2.2).

How long each takes is told by a clock that is given: the engine has none.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

import numpy as np

from engine.studies.logistic_regression.neuron import Neuron
from engine.training.cost import Cost, work
from engine.training.pieces import Work
from engine.values.randomness import generator

Array = np.ndarray
Clock = Callable[[], float]  # seconds
SIZES = (10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000)
PIECE = 5000  # examples of the loop between two breaths
LEAST = 1e-300  # of what a logarithm is taken of
CALLS_OF_A_LOOPED_EXAMPLE, CALLS_OF_A_PRODUCT, ON_A_MULTIPLIED_EXAMPLE = 0.6, 25, 120


class Sums(NamedTuple):
    """What the loop adds up: J, dw₁, dw₂, db, not yet divided by m."""

    cost: float = 0.0
    dw1: float = 0.0
    dw2: float = 0.0
    db: float = 0.0


def looped(sums: Sums, examples: list[tuple[float, float, float]], theta: tuple[float, float, float]) -> Sums:
    """The notes' loop over some more examples (x₁, x₂, y)."""
    cost, dw1, dw2, db = sums
    w1, w2, b = theta
    for x1, x2, y in examples:
        z = w1 * x1 + w2 * x2 + b
        a = 1 / (1 + math.exp(-z))
        cost -= y * math.log(max(a, LEAST)) + (1 - y) * math.log(max(1 - a, LEAST))
        dz = a - y
        dw1 += x1 * dz
        dw2 += x2 * dz
        db += dz
    return Sums(cost, dw1, dw2, db)


def multiplied(x: Array, y: Array, w: Array, b: float) -> tuple[float, Array, float]:
    """The same in whole arrays: J, dw (2, 1), db. Shapes: x (2, m), y (1, m), w (2, 1)."""
    m = x.shape[1]
    z = np.dot(w.T, x) + b
    a = 1 / (1 + np.exp(-z))
    cost = -np.sum(y * np.log(np.maximum(a, LEAST)) + (1 - y) * np.log(np.maximum(1 - a, LEAST))) / m
    dz = a - y
    return float(cost), np.dot(x, dz.T) / m, float(np.sum(dz) / m)


@dataclass(frozen=True)
class Times:
    """Median seconds of an update in both ways, by the number of examples; the largest difference of the results."""

    sizes: tuple[int, ...]
    loop: tuple[float, ...]
    product: tuple[float, ...]
    difference: float

    @property
    def ratios(self) -> list[float]:
        """How many times as long the loop takes."""
        return [slow / fast for slow, fast in zip(self.loop, self.product, strict=True)]


def timing(neuron: Neuron, clock: Clock, sizes: tuple[int, ...] = SIZES, seeds: range = range(5)) -> Work:
    """Both ways on so many draws of each size. Returns: Times."""
    total, done = sum(sizes) * len(seeds), 0
    loops, products, difference = [], [], 0.0
    for size in sizes:
        slow, fast = [], []
        for seed in seeds:
            x, y = neuron.source.sample(generator(neuron.seed + seed, "points"), size)
            taken, sums = yield from timed_loop(x, y, neuron, clock, done, total)
            began = clock()
            cost, dw, db = multiplied(x, y, neuron.start[:2, np.newaxis], neuron.b)
            fast.append(clock() - began)
            slow.append(taken)
            found = np.array([cost, *dw[:, 0], db])
            difference = max(difference, float(np.abs(np.array(sums) / size - found).max()))
            done += size
            yield done / total
        loops.append(median(slow))
        products.append(median(fast))
    return Times(sizes, tuple(loops), tuple(products), difference)


def timed_loop(x: Array, y: Array, neuron: Neuron, clock: Clock, done: int, total: int) -> Work:
    """The loop over all examples, with breaths that are not timed. Returns: (seconds, Sums)."""
    examples, theta = list(zip(*x.tolist(), *y.tolist(), strict=True)), (neuron.w1, neuron.w2, neuron.b)
    taken, sums = 0.0, Sums()
    for first in range(0, len(examples), PIECE):
        piece = examples[first : first + PIECE]
        began = clock()
        sums = looped(sums, piece, theta)
        taken += clock() - began
        yield (done + first + len(piece)) / total
    return taken, sums


def timing_cost(sizes: tuple[int, ...] = SIZES, draws: int = 5) -> Cost:
    """What timing takes."""
    examples = sum(sizes) * draws
    looping = work(CALLS_OF_A_LOOPED_EXAMPLE * examples, held=200 * max(sizes))
    return looping + work(CALLS_OF_A_PRODUCT * draws * len(sizes), ON_A_MULTIPLIED_EXAMPLE * examples)
