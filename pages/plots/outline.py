"""The line on which a field over the plane is zero, as points that a chart can join."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray


def outline(field: Array, across: Array, up: Array) -> dict[str, Any]:
    """The zero line as pieces, one for each cell that it passes: x and y with a None after each piece.

    Each cell is cut into two triangles, in which the field is taken for flat, so that the line has no gaps.
    Shapes: field (height, width), across (width,), up (height,).
    """
    x, y = (np.broadcast_to(each, field.shape) for each in (across, up[:, None]))
    corners = np.stack([x, y, field])
    a, b = corners[:, :-1, :-1], corners[:, :-1, 1:]
    c, d = corners[:, 1:, :-1], corners[:, 1:, 1:]
    pieces = np.concatenate([cut(a, b, c), cut(d, b, c)], axis=-1)
    gaps = np.full((2, 1, pieces.shape[-1]), np.nan)
    joined = np.concatenate([pieces, gaps], axis=1).swapaxes(1, 2).reshape(2, -1)
    return {name: [None if np.isnan(each) else each for each in row.round(3).tolist()]
            for name, row in zip("xy", joined, strict=True)}  # fmt: skip


def cut(*corners: Array) -> Array:
    """Where the zero line cuts triangles that it passes, (2 coordinates, 2 ends, N); corners (x, y, field)."""
    first, second, third = (each.reshape(3, -1) for each in corners)
    sides = ((first, second), (second, third), (third, first))
    crossed = np.stack([(one[2] > 0) != (other[2] > 0) for one, other in sides])
    passed = crossed.any(axis=0)  # then exactly two sides are crossed
    ends = np.stack([crossing(one[:, passed], other[:, passed]) for one, other in sides])
    order = np.argsort(~crossed[:, passed], axis=0, kind="stable")[:2]
    return np.take_along_axis(ends, order[:, None, :], axis=0).swapaxes(0, 1)


def crossing(one: Array, other: Array) -> Array:
    """The place between two corners (x, y, field) at which the field would be zero, (2, N)."""
    change = one[2] - other[2]
    share = np.clip(one[2] / np.where(change == 0, 1, change), 0, 1)
    return one[:2] + share * (other[:2] - one[:2])
