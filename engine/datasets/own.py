"""Points of one's own: painted on the plane, or taken from a table; they are part of the value, and so of its link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import ClassVar

import numpy as np

from engine.datasets.point_set import PointSet
from engine.values.bounds import Number, Refused
from engine.values.fields import choice, number
from engine.values.packed import marks

MOST = 2000
STEPS = 120  # of the grid from the middle to an edge: points lie 0.05 apart at least
CELL = 6.0 / STEPS
CLASSES = 6
REAL = 100  # a real target of 1, as a whole number
TARGETS: Mapping[str, SimpleNamespace] = {
    "class": SimpleNamespace(label="Classes"),
    "value": SimpleNamespace(label="Real values"),
}
Mark = tuple[int, int, int]  # of the grid: across, up; and the class, or hundredths of a real target

COORDINATE = Number(-STEPS, STEPS, 1, "linear", True, "x", "", False)
VALUE = Number(-REAL, REAL, 1, "linear", True, "y", "", False)


def two_clouds() -> tuple[Mark, ...]:
    """A few points to begin with: two classes."""
    spots = [(i, j) for i in range(4) for j in range(3)]
    left = [(-80 + 18 * i + 5 * j, -40 + 22 * j + 4 * i * i, 0) for i, j in spots]
    return tuple(left + [(-x, -y, 1) for x, y, _ in left])


@dataclass(frozen=True)
class Own(PointSet):
    """Points that somebody has painted or brought along."""

    marks: tuple[Mark, ...] = marks(
        two_clouds(), (COORDINATE, COORDINATE, VALUE), least=1, most=MOST, help="The points, on a grid of 0.05"
    )
    target: str = choice("class", TARGETS, help="What is to be learned of a point: its class, or a real value")
    noise: float = number(0.0, 0.0, 1.0, step=0.05, symbol="σ", help="How far the points stray from where they are")

    label: ClassVar[str] = "Your own"
    description: ClassVar[str] = "Points that you paint, or bring along as a table."
    source: ClassVar[str] = "whoever made the link"

    def __post_init__(self) -> None:
        super().__post_init__()
        worst = max(self.marks, key=lambda mark: abs(2 * mark[2] - CLASSES + 1))[2]
        if self.target == "class" and not 0 <= worst < CLASSES:
            raise Refused("Own.marks", f"class {worst} is not a whole number between 0 and {CLASSES - 1}")

    @property
    def classes(self) -> int:
        """At least two, so that a set of one colour can be grown."""
        return max(2, 1 + max(mark[2] for mark in self.marks)) if self.target == "class" else 1

    @property
    def task(self) -> str:
        if self.target == "value":
            return "regression"
        return "binary" if self.classes == 2 else "multiclass"

    @property
    def most(self) -> int:
        return len(self.marks)

    def table(self) -> tuple[np.ndarray, np.ndarray]:
        across, up, values = np.array(self.marks, float).T
        return np.stack([across, up]) * CELL, values / (REAL if self.target == "value" else 1)


def on_grid(points: np.ndarray, values: np.ndarray, target: str) -> tuple[Mark, ...]:
    """Points (2, n) and values (n,) as marks, each at the nearest place of the grid."""
    across, up = np.clip(np.rint(points / CELL), -STEPS, STEPS).astype(int)
    value = np.clip(np.rint(values * REAL), -REAL, REAL) if target == "value" else values
    return tuple(zip(across.tolist(), up.tolist(), value.astype(int).tolist(), strict=True))
