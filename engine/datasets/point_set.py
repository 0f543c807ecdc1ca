"""What the sets share whose points are given, not drawn: painted ones, a table's, measured ones.

Nobody knows what such points were drawn from, so there is no density and no best possible error. How they fall into
train, dev and test is drawn: every point has a number of its own, and a point that is added changes no other's.
"""

from __future__ import annotations

from typing import ClassVar, Protocol

import numpy as np

from engine.datasets.symmetries import Symmetries
from engine.values.fields import check


class PointSet(Protocol):
    """What the sets share; each gives label, description, source and ``table``."""

    noise: float
    label: ClassVar[str]
    description: ClassVar[str]
    source: ClassVar[str]
    dimensions: ClassVar[int] = 2
    bounds: ClassVar[tuple] = ((-6.0, 6.0), (-6.0, 6.0))
    axes: ClassVar[tuple[str, str]] = ("x₁", "x₂")
    symmetries: ClassVar[Symmetries] = Symmetries()
    gap: ClassVar[float] = 1.25  # as of the circles: what a noise of 1 moves points by

    def __post_init__(self) -> None:
        check(self)

    def table(self) -> tuple[np.ndarray, np.ndarray]:
        """All points (2, n) on the plane, and their classes or real targets (n,)."""

    @property
    def most(self) -> int:
        """How many points there are."""
        return len(self.table()[1])

    def sample(self, rng: np.random.Generator, m: int) -> tuple[np.ndarray, np.ndarray]:
        """m of the points in an order that is drawn, moved by noise·gap·ε. Shapes: X (2, m), Y (1, m)."""
        points, values = self.table()
        order = drawn_order(rng, len(values))[:m]
        return points[:, order] + self.noise * self.gap * rng.standard_normal((2, m)), values[None, order]


def drawn_order(rng: np.random.Generator, n: int) -> np.ndarray:
    """Which of n points comes first, second, ...: by a number that is each point's own, however many follow it."""
    return np.argsort(rng.random(n), kind="stable")


def on_the_plane(columns: np.ndarray) -> np.ndarray:
    """Columns (2, n) of any scale with mean 0 and deviation 2, or less where a point would lie beyond 5.5."""
    centred = columns - columns.mean(axis=1, keepdims=True)
    deviation, reach = centred.std(axis=1, keepdims=True), np.abs(centred).max(axis=1, keepdims=True)
    wide = np.maximum(deviation / 2, reach / 5.5)
    return centred / np.where(wide < 1e-12, 1, wide)  # a column that is constant lies in the middle
