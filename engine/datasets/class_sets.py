"""Toy problems whose targets are classes: every set draws examples and knows the exact density it draws them from.

What they share, their axes and what noise is to them: class_set.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.datasets.class_set import ClassSet, noise_field
from engine.datasets.densities import log_mixture, log_ring, midpoints
from engine.datasets.symmetries import ALL_TURNS_AND_MIRRORS, Symmetries
from engine.values.fields import whole

RADIUS = 5.0  # how far the sets reach from the origin when nothing jitters
PLAYGROUND = "after TensorFlow Playground (Smilkov et al. 2017), with Gaussian jitter"


def polar(radius: np.ndarray | float, angle: np.ndarray) -> np.ndarray:
    """Points (2, m) from polar coordinates."""
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)])


def spiral(arm: np.ndarray, along: np.ndarray, arms: int, turns: float) -> np.ndarray:
    """Points (2, m) on Archimedean arms, about evenly spread over their length."""
    radius = np.sqrt(0.5**2 + (RADIUS**2 - 0.5**2) * along)
    return polar(radius, 2 * math.pi * (turns * radius / RADIUS + arm / arms))


def place_at_centre(self: ClassSet, labels: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Points (2, m) of classes that are one round Gaussian each."""
    return self.centres[:, labels]


def cloud_log_density(self: ClassSet, X: np.ndarray) -> np.ndarray:
    """log p(x|k) of classes that are one round Gaussian each, exact. Shape (K, m)."""
    return np.stack([log_mixture(X, centre[:, np.newaxis], self.jitter) for centre in self.centres.T])


@dataclass(frozen=True)
class Circles(ClassSet):
    """A disc (class 1) inside a ring (class 0), both evenly filled."""

    noise: float = noise_field()

    label: ClassVar[str] = "Circles"
    description: ClassVar[str] = "A disc inside a ring. No straight line separates them; x₁² + x₂² does at once."
    source: ClassVar[str] = PLAYGROUND
    symmetries: ClassVar[Symmetries] = ALL_TURNS_AND_MIRRORS
    gap: ClassVar[float] = 1.25
    edges: ClassVar[tuple] = ((3.75, RADIUS), (0.0, 2.5))  # inner and outer radius of class 0 and class 1

    def place(self, labels: np.ndarray, u: np.ndarray) -> np.ndarray:
        inner, outer = np.array(self.edges)[labels].T
        return polar(np.sqrt(inner**2 + (outer**2 - inner**2) * u[0]), 2 * math.pi * u[1])

    def log_density(self, X: np.ndarray) -> np.ndarray:
        """log p(x|k) by quadrature over the radius. Shape (K, m)."""
        return np.stack([log_ring(X, inner, outer, self.jitter) for inner, outer in self.edges])


@dataclass(frozen=True)
class Xor(ClassSet):
    """Four squares: class 1 where x₁ and x₂ have the same sign, class 0 where they differ."""

    noise: float = noise_field()

    label: ClassVar[str] = "XOR"
    description: ClassVar[str] = "Four squares, opposite ones alike. The product x₁x₂ alone solves it."
    source: ClassVar[str] = PLAYGROUND
    symmetries: ClassVar[Symmetries] = Symmetries(turn=180.0, mirror=45.0)
    gap: ClassVar[float] = 1.0

    def side(self, u: np.ndarray) -> np.ndarray:
        """Distance from an axis."""
        return self.gap / 2 + (RADIUS - self.gap / 2) * u

    def place(self, labels: np.ndarray, u: np.ndarray) -> np.ndarray:
        first = np.where(u[0] < 0.5, -1, 1) * self.side(np.abs(2 * u[0] - 1))
        return np.stack([first, np.sign(first) * (2 * labels - 1) * self.side(u[1])])

    def log_density(self, X: np.ndarray) -> np.ndarray:
        """log p(x|k): a square's density is a product over the two axes. Shape (K, m)."""
        right = self.side(midpoints(128))[np.newaxis]
        (right_1, right_2), (left_1, left_2) = (
            [log_mixture(X[axis : axis + 1], side, self.jitter) for axis in (0, 1)] for side in (right, -right)
        )
        differ = np.logaddexp(right_1 + left_2, left_1 + right_2)
        return np.stack([differ, np.logaddexp(right_1 + right_2, left_1 + left_2)]) - math.log(2)


@dataclass(frozen=True)
class Gaussians(ClassSet):
    """Two round Gaussian clouds on the diagonal."""

    noise: float = noise_field()

    label: ClassVar[str] = "Two Gaussians"
    description: ClassVar[str] = "Two round clouds. The best boundary is a straight line: a single neuron finds it."
    source: ClassVar[str] = PLAYGROUND
    symmetries: ClassVar[Symmetries] = Symmetries(mirror=45.0)
    core: ClassVar[float] = 0.75  # standard deviation at noise 0
    centres: ClassVar[np.ndarray] = np.array([[-2.25, 2.25], [-2.25, 2.25]])

    place = place_at_centre
    log_density = cloud_log_density

    @property
    def distance(self) -> float:
        """Between the two centres."""
        return float(np.linalg.norm(self.centres[:, 1] - self.centres[:, 0]))

    @property
    def gap(self) -> float:
        return self.distance - 4 * self.core  # a cloud's edge is taken at two standard deviations


@dataclass(frozen=True)
class Spirals(ClassSet):
    """Two interleaved spiral arms."""

    noise: float = noise_field()

    label: ClassVar[str] = "Two spirals"
    description: ClassVar[str] = "Two arms wound around each other: the hard one. Width, depth or sin features help."
    source: ClassVar[str] = "Lang and Witbrock (1988); " + PLAYGROUND
    turns: ClassVar[float] = 1.5
    gap: ClassVar[float] = RADIUS / turns / 2

    def place(self, labels: np.ndarray, u: np.ndarray) -> np.ndarray:
        return spiral(labels, u[0], 2, self.turns)


@dataclass(frozen=True)
class Moons(ClassSet):
    """Two half circles that reach into each other."""

    noise: float = noise_field()

    label: ClassVar[str] = "Moons"
    description: ClassVar[str] = "Two half moons that hook into each other: one gentle S-shaped boundary."
    source: ClassVar[str] = "scikit-learn's make_moons, centred and scaled"
    radius: ClassVar[float] = 10 / 3
    gap: ClassVar[float] = radius / 2

    def place(self, labels: np.ndarray, u: np.ndarray) -> np.ndarray:
        arc = polar(self.radius, math.pi * u[0]) - self.radius * np.array([[0.5], [0.25]])
        return np.where(labels, -arc, arc)


@dataclass(frozen=True)
class ThreeSpirals(ClassSet):
    """Three interleaved spiral arms."""

    noise: float = noise_field()

    label: ClassVar[str] = "Three spirals"
    description: ClassVar[str] = "Three arms, three classes: the softmax has to bend each of its borders."
    source: ClassVar[str] = "after the CS231n notes (Karpathy 2015), with Gaussian jitter"
    task: ClassVar[str] = "multiclass"
    classes: ClassVar[int] = 3
    turns: ClassVar[float] = 1.0
    gap: ClassVar[float] = RADIUS / turns / 3

    def place(self, labels: np.ndarray, u: np.ndarray) -> np.ndarray:
        return spiral(labels, u[0], 3, self.turns)


@dataclass(frozen=True)
class Blobs(ClassSet):
    """Three to six round Gaussian clouds at the corners of a regular polygon."""

    noise: float = noise_field()
    classes: int = whole(4, 3, 6, symbol="K", help="How many classes, one cloud each.")

    label: ClassVar[str] = "Blobs"
    description: ClassVar[str] = "Three to six round clouds in a ring: softmax draws straight borders between them."
    source: ClassVar[str] = "after scikit-learn's make_blobs, on a regular polygon"
    task: ClassVar[str] = "multiclass"
    core: ClassVar[float] = 0.6  # standard deviation at noise 0
    radius: ClassVar[float] = 3.75

    place = place_at_centre
    log_density = cloud_log_density

    @property
    def centres(self) -> np.ndarray:
        """Shape (2, K)."""
        return polar(self.radius, 2 * math.pi * (0.25 + np.arange(self.classes) / self.classes))

    @property
    def gap(self) -> float:
        neighbours = 2 * self.radius * math.sin(math.pi / self.classes)
        return neighbours - 4 * self.core  # a cloud's edge is taken at two standard deviations
