"""What the sets with classes share: how a set draws its examples, and how dense they lie.

Axes: m examples in columns, K classes. All pictures share the square [-6, 6]²; points cover about [-5, 5]².
Noise moves points, never labels: it is the standard deviation of a Gaussian jitter, in units of ``gap``, the empty
space between neighbouring classes at noise 0. So 0.1 is mild and 0.5 is hard, whatever the set.
"""

from __future__ import annotations

import math
from typing import Any, ClassVar, Protocol

import numpy as np

from engine.datasets.densities import THIN, log_mixture, midpoints
from engine.datasets.symmetries import Symmetries
from engine.values.fields import check, number

NOISE_HELP = "How far points stray: standard deviation of the jitter, in units of the empty space between classes."


class ClassSet(Protocol):
    """What the sets share; each gives label, description, source, gap and ``place``, and says where it differs."""

    noise: float
    label: ClassVar[str]
    description: ClassVar[str]
    source: ClassVar[str]
    task: ClassVar[str] = "binary"
    dimensions: ClassVar[int] = 2
    classes: ClassVar[int] = 2
    most: ClassVar[int] = 5000  # points that there are: as many as may be wished for
    bounds: ClassVar[tuple] = ((-6.0, 6.0), (-6.0, 6.0))
    axes: ClassVar[tuple[str, str]] = ("x₁", "x₂")
    symmetries: ClassVar[Symmetries] = Symmetries()
    gap: ClassVar[float]
    core: ClassVar[float] = 0.0  # standard deviation at noise 0

    def __post_init__(self) -> None:
        check(self)

    def place(self, labels: np.ndarray, u: np.ndarray) -> np.ndarray:
        """Points (2, m) before any jitter, of classes (m,) at uniform numbers (2, m)."""

    @property
    def jitter(self) -> float:
        """Standard deviation of the Gaussian around each place: √(core² + (noise·gap)²)."""
        return math.hypot(self.core, self.noise * self.gap)

    def sample(self, rng: np.random.Generator, m: int) -> tuple[np.ndarray, np.ndarray]:
        """Draw m examples: x = place(k, u) + jitter·ε, u uniform, ε normal.

        Another noise with the same generator moves the same points, it does not deal new ones.
        Shapes: X (2, m); Y (1, m) holds the class 0..K-1 as a float.
        """
        labels = balanced_labels(rng, m, self.classes)
        X = self.place(labels, rng.random((2, m))) + self.jitter * rng.standard_normal((2, m))
        return X, labels[np.newaxis].astype(float)

    def log_density(self, X: np.ndarray) -> np.ndarray:
        """log p(x|k); here for classes that are curves, by the midpoint rule along each. Shape (K, m)."""
        u = np.tile(midpoints(math.ceil(64 + 32 / max(self.jitter, THIN))), (2, 1))
        curves = [self.place(np.full(u.shape[1], k), u) for k in range(self.classes)]
        return np.stack([log_mixture(X, curve, self.jitter) for curve in curves])


def noise_field() -> Any:
    """The jitter of a set, as a share of its gap."""
    return number(0.1, 0.0, 1.0, step=0.05, symbol="σ", help=NOISE_HELP)


def balanced_labels(rng: np.random.Generator, m: int, classes: int) -> np.ndarray:
    """m labels 0..K-1 in random order, balanced to within one; chance says which classes get one more. Shape (m,)."""
    return (rng.permutation(m) + rng.integers(classes)) % classes
