"""The panels: which points and which cost, and the start; what a drag on the picture asks."""

from __future__ import annotations

import dataclasses
from typing import Any

from engine.studies.logistic_regression.neuron import REACH, Neuron
from engine.values.bounds import Refused
from engine.values.fields import specs
from pages.controls import fields

FARTHEST = 1e9  # of a drag that is meant
DESCENT = ("rate", "batch_size", "updates")
START = ("w1", "w2", "b")


def points(neuron: Neuron) -> Neuron:
    """Widgets for the points and the cost."""
    source = fields.kind(specs(neuron)["source"], neuron.source, "Points", "neuron.source")
    source = fields.edit(source, f"neuron.{type(source).__name__}")
    wished = {name: fields.field(neuron, name, "neuron") for name in ("points", "loss")}
    wished["seed"] = fields.counter("Draw of points", specs(neuron)["seed"], neuron.seed, "neuron.seed")
    return dataclasses.replace(neuron, source=source, **wished)


def descent(neuron: Neuron) -> Neuron:
    """Widgets for the descent and its start."""
    wished = {name: fields.field(neuron, name, "neuron") for name in DESCENT}
    wished |= {name: fields.field(neuron, name, "neuron", "Start") for name in START}
    return dataclasses.replace(neuron, **wished)


def pointed(neuron: Neuron, wish: Any) -> Neuron:
    """What was dragged: ``{"point": [w₁, w₂, b]}`` is the new start; what is no such point does nothing.

    Raises: Refused, where it was dragged farther than a start may lie.
    """
    point = wish.get("point") if isinstance(wish, dict) else None
    if not isinstance(point, list) or len(point) != len(START):
        return neuron
    if not all(isinstance(each, (int, float)) and abs(each) < FARTHEST for each in point):  # NaN compares as false
        return neuron
    if any(abs(each) > REACH for each in point):
        raise Refused("start", f"weights and bias begin between −{REACH:g} and {REACH:g}; drag it less far")
    return dataclasses.replace(neuron, **dict(zip(START, map(float, point), strict=True)))


def reseed(neuron: Neuron, wish: Any = True) -> Neuron:
    """Another draw of the points."""
    return dataclasses.replace(neuron, seed=(neuron.seed + 1) % int(specs(Neuron)["seed"].high))


PANELS = {"Points": points, "Descent": descent}
