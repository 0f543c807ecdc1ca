"""Where the cost of one neuron has its lowest places: descent from many starts, then Newton's steps.

Axes: S starts, m examples.
"""

from __future__ import annotations

import numpy as np

from engine.studies.logistic_regression.neuron import Points
from engine.studies.logistic_regression.objective import activation, hessian, slopes
from engine.training.pieces import Work

Array = np.ndarray
DESCENT, NEWTON, RATE, AT_ONCE = 400, 25, 2.0, 100  # steps
FARTHEST, SETTLED, BOWL, APART = 30.0, 1e-9, 1e-5, 0.1  # of a minimum: how far, its gradient, least λ, distance
STARTS = np.array([[w1, w2, 0.0] for w1 in (-4.0, -0.2, 4.0, 8.0) for w2 in (-4.0, 0.2, 4.0)])


def gradients(loss: str, theta: Array, points: Points) -> Array:
    """(dw₁, dw₂, db) at each of S places, (S, 3)."""
    return slopes(loss, activation(theta @ points.rows), points.y) @ points.rows.T / len(points.y)


def minima(loss: str, points: Points) -> Work:
    """The strict local minima (n, 3) that descent from STARTS comes to, lying no farther out than FARTHEST."""
    theta = STARTS.copy()
    for step in range(DESCENT):
        theta -= RATE * gradients(loss, theta, points)
        if step % AT_ONCE == 0:
            yield step / (DESCENT + NEWTON)
    for _ in range(NEWTON):
        theta = newton(loss, theta, points)
    slope = np.linalg.norm(gradients(loss, theta, points), axis=1)
    bend = np.linalg.eigvalsh(hessian(loss, theta, points.rows, points.y))[:, 0]
    return distinct(theta[(slope < SETTLED) & (bend > BOWL) & (np.abs(theta).max(axis=1) < FARTHEST)])


def newton(loss: str, theta: Array, points: Points) -> Array:
    """A step to the lowest place of the bowl that the cost is like here; where it is no bowl, down the gradient."""
    slope = gradients(loss, theta, points)
    bend = hessian(loss, theta, points.rows, points.y)
    bowl = np.linalg.eigvalsh(bend)[:, 0] > BOWL
    step = RATE * slope
    step[bowl] = np.linalg.solve(bend[bowl], slope[bowl][..., np.newaxis])[..., 0]
    return theta - step / np.maximum(1, np.linalg.norm(step, axis=1, keepdims=True))  # never farther than 1


def distinct(places: Array) -> Array:
    """Places that lie apart, each once."""
    found: list[Array] = []
    for each in places:
        if all(np.linalg.norm(each - other) > APART for other in found):
            found.append(each)
    return np.array(found).reshape(-1, 3)
