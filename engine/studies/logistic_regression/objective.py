"""The cost of one neuron as a function of z: its value, dz and the curvature; and the Hessian in (w₁, w₂, b).

Axes: G parameter vectors, m examples.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.networks.activations import sigmoid
from engine.networks.losses import LOSSES, OUTPUTS

Array = np.ndarray
OUTPUT = OUTPUTS["binary"]


def activation(z: Array) -> Array:
    """a = σ(z), of any shape."""
    return sigmoid(z, np.empty_like(z))


def cross_entropy_curvature(a: Array, y: Array) -> Array:
    """d²L/dz² = a (1 − a): never negative."""
    return a * (1 - a)


def squared_error_curvature(a: Array, y: Array) -> Array:
    """d²L/dz² = a (1 − a) · (a (1 − a) + (a − y)(1 − 2a)): negative where an answer is wrong by much."""
    slope = a * (1 - a)
    return slope * (slope + (a - y) * (1 - 2 * a))


@dataclass(frozen=True)
class Curvature:
    """The second slope of a loss through the sigmoid."""

    label: str
    second: Callable[[Array, Array], Array]


CURVATURES = {
    "cross_entropy": Curvature("cross-entropy", cross_entropy_curvature),
    "squared_error": Curvature("squared error", squared_error_curvature),
}


def losses(loss: str, z: Array, y: Array) -> Array:
    """L of each example. Shapes: z (..., m), y (m,) -> (..., m)."""
    z = z[..., np.newaxis, :]
    return LOSSES[loss].value(OUTPUT, z, activation(z), y)


def slopes(loss: str, a: Array, y: Array) -> Array:
    """dz = dL/dz of each example, of the shape of a."""
    return LOSSES[loss].slope(OUTPUT, a, y, np.empty_like(a))


def cost(loss: str, theta: Array, rows: Array, y: Array) -> Array:
    """J = 1/m Σ L. Shapes: theta (..., 3), rows (3, m) -> (...)."""
    return losses(loss, theta @ rows, y).mean(axis=-1)


def hessian(loss: str, theta: Array, rows: Array, y: Array) -> Array:
    """∂²J/∂θ² = 1/m Σ d²L/dz² x xᵀ. Shapes: theta (G, n), rows (n, m) -> (G, n, n)."""
    second = CURVATURES[loss].second(activation(theta @ rows), y)
    return outer_mean(second, rows)


def outer_mean(weights: Array, rows: Array) -> Array:
    """1/m Σ weight · x xᵀ. Shapes: weights (G, m), rows (n, m) -> (G, n, n)."""
    n, m = rows.shape
    products = (rows[:, np.newaxis] * rows).reshape(n * n, m)
    return (weights @ products.T / m).reshape(*weights.shape[:-1], n, n)


def smallest_curvature(loss: str, theta: Array, rows: Array, y: Array) -> Array:
    """The smallest eigenvalue of the Hessian at each of G parameter vectors, (G,)."""
    return np.linalg.eigvalsh(hessian(loss, theta, rows, y))[..., 0]
