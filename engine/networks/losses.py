"""What the network's last layer says and how wrong it is: outputs, losses, and the slope of one through the other.

The task fixes the output (notes 1.2.1, 2.3.3): sigmoid for two classes, softmax for more, linear for a real number.
Shapes: Z, A, Y are (..., n_y, m); a loss is one number an example, (..., m).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.networks.activations import linear, sigmoid, softplus
from engine.values.bounds import Refused

Array = np.ndarray


@dataclass(frozen=True)
class Output:
    """The last layer's function, the way back through it, and its cross-entropy straight from Z (no log of 0)."""

    label: str
    activate: Callable[[Array, Array], Array]
    pull_back: Callable[[Array, Array], Array]
    cross_entropy: Callable[[Array, Array], Array] | None
    source: str


def sigmoid_pull_back(a: Array, d_a: Array) -> Array:
    """dZ = dA · a (1 − a)."""
    return d_a * a * (1 - a)


def sigmoid_cross_entropy(z: Array, y: Array) -> Array:
    """−(y log a + (1 − y) log(1 − a)) = log(1 + eᶻ) − y z."""
    return (softplus(z, np.empty_like(z)) - y * z).sum(axis=-2)


def softmax(z: Array, out: Array) -> Array:
    """aᵢ = e^zᵢ / Σ e^zⱼ over axis −2; the largest z is taken off first, which changes nothing but the overflow."""
    np.subtract(z, z.max(axis=-2, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= out.sum(axis=-2, keepdims=True)
    return out


def softmax_pull_back(a: Array, d_a: Array) -> Array:
    """dZᵢ = aᵢ (dAᵢ − Σⱼ aⱼ dAⱼ)."""
    return a * (d_a - (a * d_a).sum(axis=-2, keepdims=True))


def softmax_cross_entropy(z: Array, y: Array) -> Array:
    """−Σ yⱼ log aⱼ = log Σ e^zⱼ − Σ yⱼ zⱼ for one-hot y."""
    top = z.max(axis=-2, keepdims=True)
    return np.log(np.exp(z - top).sum(axis=-2)) + top[..., 0, :] - (y * z).sum(axis=-2)


def linear_pull_back(a: Array, d_a: Array) -> Array:
    """dZ = dA."""
    return d_a


@dataclass(frozen=True)
class Loss:
    """L(ŷ, y) for each example, and dL/dZ at the last layer."""

    label: str
    formula: str
    value: Callable[[Output, Array, Array, Array], Array]
    slope: Callable[[Output, Array, Array, Array], Array]
    source: str


def cross_entropy(output: Output, z: Array, a: Array, y: Array) -> Array:
    return output.cross_entropy(z, y)


def cross_entropy_slope(output: Output, a: Array, y: Array, out: Array) -> Array:
    """dZ = A − Y, for sigmoid and softmax alike (claims 2 and 45)."""
    return np.subtract(a, y, out=out)


def squared_error(output: Output, z: Array, a: Array, y: Array) -> Array:
    return 0.5 * ((a - y) ** 2).sum(axis=-2)


def squared_error_slope(output: Output, a: Array, y: Array, out: Array) -> Array:
    """dA = A − Y, pulled back through the output."""
    out[...] = output.pull_back(a, a - y)
    return out


def check_loss(loss: str, task: str) -> None:
    """Raises: Refused where a loss does not fit what is to be told."""
    if loss == "cross_entropy" and task == "regression":
        raise Refused("Experiment.loss", "cross_entropy compares classes; a real-valued target needs squared_error")


OUTPUTS = {
    "binary": Output("sigmoid", sigmoid, sigmoid_pull_back, sigmoid_cross_entropy, "notes 1.2.1"),
    "multiclass": Output("softmax", softmax, softmax_pull_back, softmax_cross_entropy, "notes 2.3.3"),
    "regression": Output("linear", linear, linear_pull_back, None, "notes 1.1"),
}

LOSSES = {
    "cross_entropy": Loss("cross-entropy", "−Σ y log ŷ", cross_entropy, cross_entropy_slope, "notes 1.2.1, 2.3.3"),
    "squared_error": Loss("squared error", "½ Σ (ŷ − y)²", squared_error, squared_error_slope, "notes 1.2.1"),
}
