"""What test surfaces share: checked fields, silence where they overflow, coordinates as columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.values.fields import check

Array = np.ndarray


def surface(kind: type) -> type:
    """A frozen dataclass of checked fields whose value and gradient take any array-like and overflow in silence."""
    kind.__post_init__ = check
    kind.value, kind.gradient = _silent(kind.value), _silent(kind.gradient)
    return dataclass(frozen=True)(kind)


def _silent(method: Callable[[Any, Array], Array]) -> Callable[[Any, Any], Array]:
    def silent(self: Any, points: Any) -> Array:
        with np.errstate(all="ignore"):
            return method(self, np.asarray(points, dtype=np.float64))

    silent.__doc__ = method.__doc__
    return silent


def columns(*columns: Array) -> Array:
    """Coordinates (...) side by side as points (..., P)."""
    points = np.empty((*columns[0].shape, len(columns)))
    for place, column in enumerate(columns):
        points[..., place] = column
    return points


def square(half: float) -> tuple[tuple[float, float], ...]:
    return ((-half, half), (-half, half))
