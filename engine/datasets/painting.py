"""Painting over the points of any problem on the plane: they become one's own, and a stroke changes some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.datasets.own import CELL, CLASSES, MOST, REAL, STEPS, Mark, Own, on_grid
from engine.datasets.point_set import drawn_order
from engine.datasets.samples import Data, draw
from engine.values.randomness import generator

NEAR = 1.5 * CELL  # as far as a mark may lie from where it is seen: pictures round
MOST_IN_ORDER = 1500  # with more points a link has no room for their order, so they are sorted


def owned(data: Data) -> Own:
    """The points of any problem as one's own, where they are seen; train, dev and test stay as they are."""
    source = data.source
    if isinstance(source, Own) and not source.noise:
        return source
    seen = draw(replace(data, points=MOST) if isinstance(source, Own) else data)
    target = "value" if seen.task == "regression" else "class"
    marks = on_grid(seen.points, seen.values[0], target)
    if len(marks) > MOST_IN_ORDER:
        return Own(tuple(sorted(marks)), target)
    order = drawn_order(generator(data.seed, "points"), len(marks))  # in which they will be drawn from now on
    return Own(tuple(marks[i] for i in np.argsort(order)), target)


def paint_over(data: Data, add: Sequence[Sequence[float]] = (), erase: Sequence = (), move: Sequence = ()) -> Data:
    """The data after a stroke: points (x, y, class or value) added, others near (x, y) erased, or moved on to (x, y).

    Raises: Refused where no point, or too many, would be left.
    """
    own = owned(data)
    marks = list(own.marks)
    for x, y, to_x, to_y in move:
        if (at := nearest(marks, x, y)) is not None:
            marks[at] = (grid(to_x), grid(to_y), marks[at][2])
    gone = {nearest(marks, x, y) for x, y in erase}
    kept = [mark for at, mark in enumerate(marks) if at not in gone]
    new = replace(own, marks=(*kept, *(mark(*each, own.target) for each in add)))
    whole = data.points >= len(own.marks)  # all points were there; so they are afterwards
    return replace(data, source=new, points=max(data.points, len(new.marks)) if whole else data.points)


def mark(x: float, y: float, value: float, target: str) -> Mark:
    """A painted point as a mark."""
    low, high, scale = (-REAL, REAL, REAL) if target == "value" else (0, CLASSES - 1, 1)
    return grid(x), grid(y), min(max(round(value * scale), low), high)


def grid(coordinate: float) -> int:
    """The nearest place of the grid along an axis."""
    return min(max(round(coordinate / CELL), -STEPS), STEPS)


def nearest(marks: Sequence[Mark], x: float, y: float) -> int | None:
    """Index of the mark at a place; None where there is none."""
    away = np.abs(np.array([mark[:2] for mark in marks]) * CELL - (x, y)).max(axis=1)
    at = int(away.argmin())
    return at if away[at] <= NEAR else None
