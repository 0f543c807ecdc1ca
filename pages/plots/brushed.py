"""The decision boundary as something to paint on: the colours that a point may have, and the switch."""

from __future__ import annotations

from typing import Any

from engine.datasets.own import CELL, CLASSES
from engine.training.trainer import Trainer
from pages.plots import boundary, units
from pages.plots.style import CLASS_COLORS, NEGATIVE, POSITIVE, mixed

VALUES = (-1.0, -0.5, 0.0, 0.5, 1.0)  # of a real target


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view of a problem on the plane, which may be painted over; on a line, as it is."""
    plain = boundary.spec(trainer)
    source = trainer.each[0].data.source
    if source.dimensions == 1:
        return plain
    switch = {"label": "paint", "effect": "paint", "title": "Paint points of your own, move them, rub them out"}
    brush = {"kinds": kinds(source.task), "cell": CELL}
    more = {"painter": "paint", "brush": brush, "pins": units.looks(trainer)}
    return {**plain, **more, "switches": [*plain["switches"], switch]}


def kinds(task: str) -> list[dict[str, Any]]:
    """What a painted point may be: a class, or a value."""
    if task == "regression":
        return [{"label": f"{value:g}", "color": shade(value), "value": value} for value in VALUES]
    return [{"label": f"class {k}", "color": CLASS_COLORS[k], "value": k} for k in range(CLASSES)]


def shade(value: float) -> str:
    """The colour of a real target, on the scale of the picture."""
    return mixed("#dfe3e8", POSITIVE if value > 0 else NEGATIVE, abs(value))
