"""The cost over two of a neuron's three parameters, the third held, and where it is bent downwards.

Axes: G points a side of the grid, m examples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.studies.logistic_regression.neuron import Points
from engine.studies.logistic_regression.objective import CURVATURES, activation, losses, outer_mean

Array = np.ndarray
SIDE, LEVELS = 33, 13
WEIGHTS, WEIGHT_AND_BIAS = (0, 1), (0, 2)  # of (w₁, w₂, b): which two lie across and up
LEAST_REACH, AROUND = 2.0, 1.25


@dataclass(frozen=True)
class Path:
    """All of a run: theta (T+1, 3), gradients (T+1, 3) at them, costs (T+1,) over all points."""

    theta: Array
    gradients: Array
    costs: Array


@dataclass(frozen=True)
class Grid:
    """J and the smaller eigenvalue of its Hessian in the two parameters, both (G, G), the first row at the bottom."""

    cost: Array
    bend: Array


class Landscape:
    """The cost around 0 over two parameters, while a run moves the third one.

    Exact grids are made at some values of the third, when they are wanted; between two of them grids are mixed.
    """

    def __init__(self, loss: str, points: Points, path: Path, pair: tuple[int, int]):
        self.loss, self.points, self.pair = loss, points, pair
        self.third = next(each for each in range(3) if each not in pair)
        self.half = reach(path, pair)
        moved = path.theta[:, self.third]
        self.levels = np.linspace(moved.min(), moved.max(), LEVELS)
        self.known: dict[int, Grid] = {}

    def level(self, index: int) -> Grid:
        """The grid at one of the levels."""
        if index not in self.known:
            theta = np.full(3, self.levels[index])
            self.known[index] = grid(self.loss, self.points, theta, self.pair, self.half)
        return self.known[index]

    def at(self, theta: Array) -> Grid:
        """The grid at a place (3,) of the run: those of the levels around it, mixed."""
        width = self.levels[-1] - self.levels[0]
        place = (LEVELS - 1) * (theta[self.third] - self.levels[0]) / width if width > 0 else 0.0
        below = min(int(place), LEVELS - 2)
        share = place - below
        if share < 1e-9:
            return self.level(below)
        low, high = self.level(below), self.level(below + 1)
        return Grid(mixed(low.cost, high.cost, share), mixed(low.bend, high.bend, share))


def mixed(low: Array, high: Array, share: float) -> Array:
    """Between two arrays."""
    return (1 - share) * low + share * high


def reach(path: Path, pair: tuple[int, int]) -> float:
    """How far the axes go on both sides of 0, so that all of a path is seen."""
    return max(LEAST_REACH, AROUND * float(np.abs(path.theta[:, pair]).max()))


def grid(loss: str, points: Points, theta: Array, pair: tuple[int, int], half: float, side: int = SIDE) -> Grid:
    """The cost around 0 over two parameters, the third as in theta (3,)."""
    values = np.linspace(-half, half, side)
    plane = np.repeat(theta[np.newaxis], side * side, axis=0)
    plane[:, pair[0]], plane[:, pair[1]] = np.tile(values, side), np.repeat(values, side)
    z = plane @ points.rows
    second = CURVATURES[loss].second(activation(z), points.y)
    bend = smaller_eigenvalue(outer_mean(second, points.rows[list(pair)]))
    return Grid(losses(loss, z, points.y).mean(axis=-1).reshape(side, side), bend.reshape(side, side))


def smaller_eigenvalue(matrices: Array) -> Array:
    """Of symmetric matrices (G, 2, 2), (G,): half the trace less the radius."""
    p, q, r = matrices[:, 0, 0], matrices[:, 0, 1], matrices[:, 1, 1]
    return (p + r) / 2 - np.hypot((p - r) / 2, q)


def valleys(cost: Array) -> Array:
    """Places (n, 2) in the inside of a grid (G, G) that lie lower than all eight neighbours."""
    inside, side = cost[1:-1, 1:-1], len(cost)
    around = [
        cost[1 + down : side - 1 + down, 1 + over : side - 1 + over]
        for down in (-1, 0, 1)
        for over in (-1, 0, 1)
        if (down, over) != (0, 0)
    ]
    return np.argwhere(inside < np.min(around, axis=0)) + 1
