"""Input features made of the coordinates of a point, as rows of X."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Feature:
    """A function of the coordinates (n, m) of m points that gives one row (m,), and how many coordinates it needs."""

    label: str
    row: Callable[[Array], Array]
    dimensions: int


FEATURES = {
    "x1": Feature("x₁", lambda x: x[0], 1),
    "x2": Feature("x₂", lambda x: x[1], 2),
    "x1_squared": Feature("x₁²", lambda x: x[0] ** 2, 1),
    "x2_squared": Feature("x₂²", lambda x: x[1] ** 2, 2),
    "x1_x2": Feature("x₁x₂", lambda x: x[0] * x[1], 2),
    "sin_x1": Feature("sin x₁", lambda x: np.sin(x[0]), 1),
    "sin_x2": Feature("sin x₂", lambda x: np.sin(x[1]), 2),
}


def feature_rows(names: tuple[str, ...], points: Array) -> Array:
    """X (n_x, m): one row for each named feature of the points (n, m)."""
    return np.stack([FEATURES[name].row(points) for name in names])
