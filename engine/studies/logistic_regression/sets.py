"""The problems of one neuron: all sets of two classes in the plane, and one with points far on the wrong side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.datasets import DATASETS
from engine.values.fields import check, number

Array = np.ndarray


@dataclass(frozen=True)
class FarErrors:
    """Two clouds that overlap, and a share of each class far out on the other's side.

    x = (±1, 0) + 0.7 ε for most, (∓5, 0) + 0.7 ε for the share of them that lies far out, ε normal.
    """

    share: float = number(0.3, 0.0, 0.6, step=0.05, help="Share of the points that lie far out, on the wrong side")

    label: ClassVar[str] = "Far errors"
    source: ClassVar[str] = "after Auer, Herbster and Warmuth 1996: one neuron under squared error has several minima"
    task: ClassVar[str] = "binary"
    dimensions: ClassVar[int] = 2
    classes: ClassVar[int] = 2
    bounds: ClassVar[tuple] = ((-6.0, 6.0), (-6.0, 6.0))
    near: ClassVar[float] = 1.0
    far: ClassVar[float] = 5.0
    deviation: ClassVar[float] = 0.7

    __post_init__ = check

    def sample(self, rng: np.random.Generator, m: int) -> tuple[Array, Array]:
        """Draw m examples, X (2, m) and their classes Y (1, m)."""
        labels = rng.permutation(m) % 2
        side = 2 * labels - 1
        astray = rng.random(m) < self.share
        across = np.where(astray, -side * self.far, side * self.near)
        X = np.stack([across, np.zeros(m)]) + self.deviation * rng.standard_normal((2, m))
        return X, labels[np.newaxis].astype(float)


def fits(kind: type) -> bool:
    """Whether a set has two classes in the plane."""
    return kind.task == "binary" and kind.dimensions == 2


SETS: Mapping[str, type] = {slug: kind for slug, kind in DATASETS.items() if fits(kind)} | {"far_errors": FarErrors}
