"""Toy problems whose targets are real numbers, y = f(x) + noise with f known: on the plane and on the line.

Axes: m examples in columns. Targets lie in about [-1, 1]. Noise 1 is a standard deviation of 0.5, a quarter of that
range: 0.1 is mild and 0.5 is hard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import numpy as np

from engine.datasets.symmetries import Symmetries
from engine.values.fields import check, number

NOISE_HELP = "How far targets stray from the true function: noise 1 is a standard deviation of 0.5."


class ValueSet(Protocol):
    """What the sets share; each gives label, description, source and ``clean``, and says where it differs."""

    noise: float
    label: ClassVar[str]
    description: ClassVar[str]
    source: ClassVar[str]
    task: ClassVar[str] = "regression"
    dimensions: ClassVar[int] = 1
    most: ClassVar[int] = 5000  # points that there are: as many as may be wished for
    classes: ClassVar[int] = 1
    bounds: ClassVar[tuple] = ((-6.0, 6.0), (-2.0, 2.0))  # of a picture: with one feature the target goes up
    axes: ClassVar[tuple[str, str]] = ("x", "y")
    reach: ClassVar[tuple[float, float]] = (-5.0, 5.0)  # every feature is uniform over it
    symmetries: ClassVar[Symmetries] = Symmetries(jitter=False)

    def __post_init__(self) -> None:
        check(self)

    def clean(self, X: np.ndarray) -> np.ndarray:
        """The function behind the noise. Shapes: X (n_x, m) -> (1, m)."""

    @property
    def deviation(self) -> float:
        """Standard deviation of the noise on the targets."""
        return 0.5 * self.noise

    def sample(self, rng: np.random.Generator, m: int) -> tuple[np.ndarray, np.ndarray]:
        """Draw m examples: x uniform over the reach, y = clean(x) + deviation·ε, ε normal.

        Another noise with the same generator moves the same targets, it does not deal new ones.
        Shapes: X (n_x, m), Y (1, m).
        """
        low, high = self.reach
        X = low + (high - low) * rng.random((self.dimensions, m))
        return X, self.clean(X) + self.deviation * rng.standard_normal((1, m))


def noise_field() -> Any:
    """The noise on the targets of a set."""
    return number(0.1, 0.0, 1.0, step=0.05, symbol="σ", help=NOISE_HELP)


@dataclass(frozen=True)
class Plane(ValueSet):
    """y = (x₁ + x₂)/10."""

    noise: float = noise_field()

    label: ClassVar[str] = "Plane"
    description: ClassVar[str] = "A tilted plane: linear regression is enough."
    source: ClassVar[str] = "after TensorFlow Playground (Smilkov et al. 2017)"
    dimensions: ClassVar[int] = 2
    bounds: ClassVar[tuple] = ((-6.0, 6.0), (-6.0, 6.0))
    axes: ClassVar[tuple[str, str]] = ("x₁", "x₂")
    symmetries: ClassVar[Symmetries] = Symmetries(mirror=45.0, jitter=False)

    def clean(self, X: np.ndarray) -> np.ndarray:
        return X.sum(axis=0, keepdims=True) / 10


@dataclass(frozen=True)
class Bumps(ValueSet):
    """y = Σᵢ ±exp(-|x - cᵢ|²/2): six hills and hollows in two rows, their signs alternating."""

    noise: float = noise_field()

    label: ClassVar[str] = "Bumps"
    description: ClassVar[str] = "Three hills and three hollows: a smooth landscape that takes a good few units."
    source: ClassVar[str] = "after TensorFlow Playground (Smilkov et al. 2017), with smooth hills"
    dimensions: ClassVar[int] = 2
    bounds: ClassVar[tuple] = ((-6.0, 6.0), (-6.0, 6.0))
    axes: ClassVar[tuple[str, str]] = ("x₁", "x₂")
    symmetries: ClassVar[Symmetries] = Symmetries(mirror=90.0, jitter=False)
    centres: ClassVar[np.ndarray] = np.array([[-3.5, 0, 3.5, -3.5, 0, 3.5], [2.25, 2.25, 2.25, -2.25, -2.25, -2.25]])
    signs: ClassVar[np.ndarray] = np.array([[1, -1, 1, -1, 1, -1]])

    def clean(self, X: np.ndarray) -> np.ndarray:
        square = ((X[:, np.newaxis] - self.centres[:, :, np.newaxis]) ** 2).sum(axis=0)
        return self.signs @ np.exp(square / -2)


@dataclass(frozen=True)
class HousePrices(ValueSet):
    """y = max(0, (x - 1.5)/4)."""

    noise: float = noise_field()

    label: ClassVar[str] = "House prices"
    description: ClassVar[str] = "The price of a house by its size. A price is never negative: one ReLU unit fits it."
    source: ClassVar[str] = "course notes, 1.1"
    bounds: ClassVar[tuple] = ((0.0, 6.0), (-0.5, 1.5))
    axes: ClassVar[tuple[str, str]] = ("size (1000 square feet)", "price (million dollars)")
    reach: ClassVar[tuple[float, float]] = (0.5, 5.5)

    def clean(self, X: np.ndarray) -> np.ndarray:
        return np.maximum(0, (X - 1.5) / 4)


@dataclass(frozen=True)
class Sine(ValueSet):
    """y = sin x."""

    noise: float = noise_field()

    label: ClassVar[str] = "Sine"
    description: ClassVar[str] = "One and a half waves: too few units cannot bend often enough."
    source: ClassVar[str] = "after Bishop, Pattern Recognition and Machine Learning (2006), 1.1"

    def clean(self, X: np.ndarray) -> np.ndarray:
        return np.sin(X)


@dataclass(frozen=True)
class Cubic(ValueSet):
    """y = 4t³ - 3t, t = x/5."""

    noise: float = noise_field()

    label: ClassVar[str] = "Cubic"
    description: ClassVar[str] = "One hill and one hollow: a straight line underfits it, a few units suffice."
    source: ClassVar[str] = "the Chebyshev polynomial T₃"

    def clean(self, X: np.ndarray) -> np.ndarray:
        t = X / 5
        return (4 * t**2 - 3) * t


@dataclass(frozen=True)
class Step(ValueSet):
    """y = 1 where x ≥ 0, else -1."""

    noise: float = noise_field()

    label: ClassVar[str] = "A step"
    description: ClassVar[str] = "A jump: smooth units need large weights to follow it."
    source: ClassVar[str] = "the Heaviside step, scaled to [-1, 1]"

    def clean(self, X: np.ndarray) -> np.ndarray:
        return np.where(X < 0, -1.0, 1.0)
