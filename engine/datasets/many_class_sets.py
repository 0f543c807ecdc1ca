"""Toy problems with three to six classes that no set of straight lines, each for one class alone, can part.

What they share, their axes and what noise is to them: class_set.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.datasets.class_set import ClassSet, noise_field
from engine.datasets.class_sets import RADIUS, cloud_log_density, place_at_centre, polar
from engine.datasets.densities import log_ring
from engine.datasets.symmetries import ALL_TURNS_AND_MIRRORS, Symmetries
from engine.values.fields import whole


@dataclass(frozen=True)
class Rings(ClassSet):
    """A disc (class 0) and two to five rings around it, all evenly filled, with gaps as wide as the rings."""

    noise: float = noise_field()
    classes: int = whole(3, 3, 6, symbol="K", help="How many classes: a disc, and rings around it.")

    label: ClassVar[str] = "Rings"
    description: ClassVar[str] = "A disc within rings: no straight border helps, yet x₁² + x₂² puts them in a row."
    source: ClassVar[str] = "Circles, with more rings"
    task: ClassVar[str] = "multiclass"
    symmetries: ClassVar[Symmetries] = ALL_TURNS_AND_MIRRORS

    @property
    def gap(self) -> float:
        return RADIUS / (2 * self.classes - 1)

    @property
    def edges(self) -> np.ndarray:
        """Inner and outer radius of each class, (K, 2)."""
        return self.gap * (2 * np.arange(self.classes)[:, np.newaxis] + [0, 1])

    def place(self, labels: np.ndarray, u: np.ndarray) -> np.ndarray:
        inner, outer = self.edges[labels].T
        return polar(np.sqrt(inner**2 + (outer**2 - inner**2) * u[0]), 2 * math.pi * u[1])

    def log_density(self, X: np.ndarray) -> np.ndarray:
        """log p(x|k) by quadrature over the radius. Shape (K, m)."""
        return np.stack([log_ring(X, inner, outer, self.jitter) for inner, outer in self.edges])


@dataclass(frozen=True)
class Row(ClassSet):
    """Three to six round Gaussian clouds in a row."""

    noise: float = noise_field()
    classes: int = whole(3, 3, 6, symbol="K", help="How many classes, one cloud each.")

    label: ClassVar[str] = "Row"
    description: ClassVar[str] = "Clouds in a row: softmax parts them, but no straight line has an inner one to itself."
    source: ClassVar[str] = "after Hastie, Tibshirani and Friedman (2009), section 4.2: masking"
    task: ClassVar[str] = "multiclass"
    symmetries: ClassVar[Symmetries] = Symmetries(mirror=0.0)
    core: ClassVar[float] = 0.3  # standard deviation at noise 0
    reach: ClassVar[float] = 4.2  # of the outer centres

    place = place_at_centre
    log_density = cloud_log_density

    @property
    def centres(self) -> np.ndarray:
        """Shape (2, K)."""
        across = np.linspace(-self.reach, self.reach, self.classes)
        return np.stack([across, np.zeros(self.classes)])

    @property
    def gap(self) -> float:
        return 2 * self.reach / (self.classes - 1) - 4 * self.core  # a cloud's edge is taken at two standard deviations
