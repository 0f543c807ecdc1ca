"""Training is descent: a direction, a rate, and the one line that moves parameters.

Axis letters: R replicas (leading, optional), P parameters or coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from engine.optimizers import Optimizer

Array = np.ndarray


def move(theta: Array, rate: Any, direction: Array) -> None:
    """θ ← θ − α d, in place; the direction is spent (it holds α d afterwards).

    Shapes: theta and direction (..., P); rate a float or (R, 1).
    """
    np.multiply(direction, rate, direction)
    np.subtract(theta, direction, theta)


def descend(
    optimizer: Optimizer,
    schedule: Callable[[float], Any],
    gradient: Callable[[Array, int], Array],
    theta: Array,
    steps: int,
    steps_per_epoch: float = 1.0,
) -> Array:
    """The path of a point, or of many at once, from theta downhill: where it is before the first step and after each.

    ``gradient(theta, t)`` is that of step t = 1, 2 ... (a mini-batch's gradient depends on t); ``surfaces.slope`` makes
    one of a surface. A path that diverges ends in numbers that are not finite; it raises nothing.

    Shapes: theta (..., P), path (steps + 1, ..., P).
    """
    path = np.empty((steps + 1, *np.shape(theta)))
    path[0] = theta
    for _ in strides(optimizer, schedule, gradient, path, steps, steps_per_epoch):
        pass
    return path


def strides(
    optimizer: Optimizer,
    schedule: Callable[[float], Any],
    gradient: Callable[[Array, int], Array],
    path: Array,
    every: int,
    steps_per_epoch: float = 1.0,
) -> Iterator[None]:
    """Fill a path (steps + 1, ..., P) from its first place on, and give way after ``every`` steps."""
    memory, direction = optimizer.init(path[0]), np.empty_like(path[0])
    for first in range(1, len(path), max(every, 1)):
        with np.errstate(all="ignore"):
            for t in range(first, min(first + every, len(path))):
                before, after = path[t - 1], path[t]
                optimizer.direction(gradient(before, t), before, memory, t, out=(direction, memory))
                np.copyto(after, before)
                move(after, schedule((t - 1) / steps_per_epoch), direction)
        yield
