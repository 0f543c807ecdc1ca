"""Activation functions with their slopes, side by side (notes 1.3.1).

Each works elementwise on an array ``z`` of any shape and writes into ``out``: ``function(z, out)`` gives g(z), and
``slope(z, a, out)`` gives g'(z), where ``a = g(z)`` is at hand and often makes the slope cheap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray
LEAK = 0.01
GELU_SCALE, GELU_CUBIC = (2 / np.pi) ** 0.5, 0.044715


@dataclass(frozen=True)
class Activation:
    """g and g', with their formulas and where they come from."""

    label: str
    function: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array, Array], Array]
    formula: str
    slope_formula: str
    source: str


def sigmoid(z: Array, out: Array) -> Array:
    # by tanh rather than exp: no overflow on either side
    np.multiply(z, 0.5, out=out)
    np.tanh(out, out=out)
    out += 1
    out *= 0.5
    return out


def sigmoid_slope(z: Array, a: Array, out: Array) -> Array:
    np.subtract(1, a, out=out)
    out *= a
    return out


def tanh(z: Array, out: Array) -> Array:
    return np.tanh(z, out=out)


def tanh_slope(z: Array, a: Array, out: Array) -> Array:
    np.multiply(a, a, out=out)
    return np.subtract(1, out, out=out)


def relu(z: Array, out: Array) -> Array:
    return np.maximum(z, 0, out=out)


def relu_slope(z: Array, a: Array, out: Array) -> Array:
    return np.greater_equal(z, 0, out=out)


def leaky_relu(z: Array, out: Array) -> Array:
    np.multiply(z, LEAK, out=out)
    return np.maximum(out, z, out=out)


def leaky_relu_slope(z: Array, a: Array, out: Array) -> Array:
    np.greater_equal(z, 0, out=out)
    out *= 1 - LEAK
    out += LEAK
    return out


def linear(z: Array, out: Array) -> Array:
    np.copyto(out, z)
    return out


def linear_slope(z: Array, a: Array, out: Array) -> Array:
    out[...] = 1
    return out


def elu(z: Array, out: Array) -> Array:
    np.expm1(np.minimum(z, 0), out=out)
    return np.maximum(out, z, out=out)


def elu_slope(z: Array, a: Array, out: Array) -> Array:
    np.minimum(a, 0, out=out)
    out += 1
    return out


def softplus(z: Array, out: Array) -> Array:
    # max(z, 0) + log(1 + e^-|z|): the same number, with nothing to overflow
    np.abs(z, out=out)
    np.exp(np.negative(out, out=out), out=out)
    np.log1p(out, out=out)
    out += np.maximum(z, 0)
    return out


def softplus_slope(z: Array, a: Array, out: Array) -> Array:
    return sigmoid(z, out)


def swish(z: Array, out: Array) -> Array:
    sigmoid(z, out)
    out *= z
    return out


def swish_slope(z: Array, a: Array, out: Array) -> Array:
    s = sigmoid(z, np.empty_like(z))
    np.subtract(1, s, out=out)
    out *= a
    out += s
    return out


def gelu(z: Array, out: Array) -> Array:
    gelu_gate(z, out)
    out *= z
    return out


def gelu_slope(z: Array, a: Array, out: Array) -> Array:
    gate = gelu_gate(z, np.empty_like(z))
    inner_slope = GELU_SCALE * (1 + 3 * GELU_CUBIC * z * z)
    out[...] = gate + z * 2 * gate * (1 - gate) * inner_slope
    return out


def gelu_gate(z: Array, out: Array) -> Array:
    """½ (1 + tanh(√(2/π) (z + 0.044715 z³))), which stands in for the normal distribution function."""
    out[...] = GELU_SCALE * (z + GELU_CUBIC * z * z * z)
    np.tanh(out, out=out)
    out += 1
    out *= 0.5
    return out


def sine(z: Array, out: Array) -> Array:
    return np.sin(z, out=out)


def sine_slope(z: Array, a: Array, out: Array) -> Array:
    return np.cos(z, out=out)


ACTIVATIONS = {
    "tanh": Activation("tanh", tanh, tanh_slope, "(eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)", "1 − a²", "notes 1.3.1"),
    "relu": Activation("ReLU", relu, relu_slope, "max(0, z)", "1 if z ≥ 0 else 0", "notes 1.3.1"),
    "sigmoid": Activation("sigmoid", sigmoid, sigmoid_slope, "1 / (1 + e⁻ᶻ)", "a (1 − a)", "notes 1.3.1"),
    "leaky_relu": Activation(
        "leaky ReLU", leaky_relu, leaky_relu_slope, "max(0.01 z, z)", "1 if z ≥ 0 else 0.01", "notes 1.3.1"
    ),
    "linear": Activation("linear", linear, linear_slope, "z", "1", "notes 1.3.1"),
    "elu": Activation("ELU", elu, elu_slope, "z if z ≥ 0 else eᶻ − 1", "1 + min(a, 0)", "Clevert et al. 2016"),
    "softplus": Activation("softplus", softplus, softplus_slope, "log(1 + eᶻ)", "σ(z)", "Dugas et al. 2001"),
    "swish": Activation("swish", swish, swish_slope, "z σ(z)", "σ(z) + a (1 − σ(z))", "Ramachandran et al. 2017"),
    "gelu": Activation(
        "GELU",
        gelu,
        gelu_slope,
        "z Φ(z), Φ by ½ (1 + tanh(√(2/π) (z + 0.044715 z³)))",
        "Φ(z) + z Φ'(z)",
        "Hendrycks and Gimpel 2016",
    ),
    "sine": Activation("sine", sine, sine_slope, "sin z", "cos z", "Sitzmann et al. 2020"),
}
