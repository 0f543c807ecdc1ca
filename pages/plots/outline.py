"""The line on which a field over the plane is zero, as points that a chart can join."""

from __future__ import annotations

import numpy as np

Array = np.ndarray
Points = dict[str, list[float | None]]


def outline(field: Array, across: Array, up: Array) -> Points:
    """The zero line in short pieces, x and y, with a None after each piece.

    Each cell of the grid is cut into two triangles, in which the field is taken for flat, so that the line has no gaps.
    Shapes: field (height, width), across (width,), up (height,).
    """
    above = field > 0
    same = (above[:-1, :-1] == above[:-1, 1:]) & (above[1:, :-1] == above[1:, 1:]) & (above[:-1, 1:] == above[1:, :-1])
    row, column = np.nonzero(~same)
    a, b, c, d = (corner(field, across, up, row + down, column + right) for down in (0, 1) for right in (0, 1))
    pieces = cut(np.concatenate([a, d], axis=1), np.concatenate([b, b], axis=1), np.concatenate([c, c], axis=1))
    return {name: joined(ends) for name, ends in zip("xy", pieces.round(3).tolist(), strict=True)}


def corner(field: Array, across: Array, up: Array, row: Array, column: Array) -> Array:
    """x, y and the field at places of the grid, (3, N)."""
    return np.stack([across[column], up[row], field[row, column]])


def cut(*corners: Array) -> Array:
    """Where the zero line enters and leaves the triangles that it passes, (2, 2 ends, N); corners (3, N) each."""
    above = np.stack([each[2] > 0 for each in corners])
    passed = above.any(axis=0) & ~above.all(axis=0)
    corners, above = np.stack(corners)[..., passed], above[:, passed]
    alone = np.where(above.sum(axis=0) == 1, above.argmax(axis=0), above.argmin(axis=0))  # on its side of the line
    one, *others = (corners[(alone + turn) % 3, :, np.arange(len(alone))].T for turn in range(3))
    return np.stack([one[:2] + one[2] / (one[2] - other[2]) * (other[:2] - one[:2]) for other in others], axis=1)


def joined(ends: list[list[float]]) -> list[float | None]:
    """First and last places of pieces as one row."""
    return [place for first, last in zip(*ends, strict=True) for place in (first, last, None)]
