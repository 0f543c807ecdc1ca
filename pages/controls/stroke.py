"""What a stroke on the plane asks: points painted, rubbed out or moved."""

from __future__ import annotations

from typing import Any

from engine.datasets.painting import paint_over
from engine.experiment import Experiment
from pages.controls.data import on

MOST_IN_A_STROKE = 400
FAR = 10  # beyond any place of the plane


def paint(experiment: Experiment, wish: Any) -> Experiment:
    """A stroke on the plane: ``{"add": [[x, y, class or value]...], "erase": [[x, y]...], "move": [[x, y, to x, to
    y]...]}``, near points; what is no such thing does nothing.

    Raises: Refused where no point, or too many, would be left.
    """
    rows = {name: listed(wish, name, columns) for name, columns in (("add", 3), ("erase", 2), ("move", 4))}
    if not any(rows.values()) or experiment.data.source.dimensions != 2:
        return experiment
    return on(experiment, paint_over(experiment.data, **rows))


def listed(wish: Any, name: str, columns: int) -> list[list[float]]:
    """Rows of finite numbers on or near the plane; none where a browser sends anything else."""
    rows = wish.get(name) if isinstance(wish, dict) else None
    if not isinstance(rows, list):
        return []
    right = [row for row in rows if isinstance(row, list) and len(row) == columns and all(map(near, row))]
    return right[:MOST_IN_A_STROKE]


def near(each: Any) -> bool:
    """Whether this is a number that may be a coordinate, a class or a value."""
    return isinstance(each, int | float) and not isinstance(each, bool) and abs(each) <= FAR
