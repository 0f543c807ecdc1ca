"""Two inputs of a linear neuron: how they are drawn, in which units, and how they are normalised (notes 2.1.4).

Axes: m examples; x is (2, m), y is (m,).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.values.fields import check, number, whole
from engine.values.randomness import generator

Array = np.ndarray
SLOPES = np.array([2.0, 1.5])  # what a deviation of each input is worth
NOISE = 0.5


@dataclass(frozen=True)
class Inputs:
    """What is to be learned, how its inputs lie, and how large a step is taken."""

    share: float = number(
        0.9, 0.05, 1.1, step=0.01, symbol="α/α_max",
        help="The learning rate, as a share of the largest that is stable: 2/λ_max of the Hessian",
    )  # fmt: skip
    correlation: float = number(0.0, -0.95, 0.95, step=0.05, symbol="ρ", help="How far one input tells the other")
    offset: float = number(0.0, 0.0, 5.0, step=0.1, unit="standard deviations", help="Where both means lie, from 0")
    unit: float = number(1.0, 0.01, 100.0, scale="log", help="The standard deviation of x₂, in its own unit")
    points: int = whole(60, 10, 500, symbol="m", help="Training examples")
    test_points: int = whole(40, 2, 500, help="Examples of the test set")
    seed: int = whole(0, 0, 999_999, help="Draws the points")

    __post_init__ = check


@dataclass(frozen=True)
class Normalization:
    """What is taken from every input, and by what the rest is divided: ``mean`` and ``deviation`` are (..., 2, 1)."""

    mean: Array
    deviation: Array

    @classmethod
    def of(cls, x: Array) -> Normalization:
        """μ = Σ x / m and σ² = Σ (x − μ)² / m of each input."""
        return cls(x.mean(axis=-1, keepdims=True), x.std(axis=-1, keepdims=True))

    def __call__(self, x: Array) -> Array:
        """x := (x − μ) / σ."""
        return (x - self.mean) / self.deviation


def standard(inputs: Inputs, count: int, draw: int = 0) -> Array:
    """Pairs of normal numbers with mean 0, deviation 1 and the correlation asked for, (2, count)."""
    first, second = generator(inputs.seed, "points", draw).standard_normal((2, count))
    rho = inputs.correlation
    return np.stack([first, rho * first + np.sqrt(1 - rho**2) * second])


def in_units(inputs: Inputs, z: Array, ratio: float) -> Array:
    """The same in the units of the data: x₁ spreads ``ratio`` times as far as x₂, and both are off 0."""
    return inputs.unit * np.array([[ratio], [1.0]]) * (z + inputs.offset)


def examples(inputs: Inputs) -> tuple[Array, Array]:
    """Standard inputs z (2, m), and what is to be learned of them, y = 2 z₁ + 1.5 z₂ + noise (m,)."""
    z = standard(inputs, inputs.points)
    return z, SLOPES @ z + NOISE * generator(inputs.seed, "noise").standard_normal(inputs.points)
