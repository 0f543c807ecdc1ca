"""The panels: the hill and the start, the network that is followed; and a click or a drag on the hill."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.studies.saddle_points.balls import Optima
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.topic import Panel

FARTHEST = 1e9  # of a click that is meant


def hill(optima: Optima) -> Optima:
    """The hill, where the balls are let go, and how fast they run."""
    chosen = fields.kind(specs(optima)["hill"], optima.hill, "Hill", "optima.hill")
    if type(chosen) is not type(optima.hill):
        optima = dataclasses.replace(optima, hill=chosen, x=float(chosen.start[0]), y=float(chosen.start[1]))
    st.caption(chosen.formula)
    chosen = fields.edit(chosen, f"optima.{type(chosen).__name__}", {"condition": "Condition number"})
    wished = {name: fields.field(optima, name, "optima") for name in ("rate", "steps")}
    return dataclasses.replace(optima, hill=chosen, **start(optima), **wished)


def start(optima: Optima) -> dict[str, float]:
    """The start as numbers; the same as a click on the hill."""
    wished = {}
    for name, (low, high), place in zip("xy", optima.hill.bounds, st.columns(2), strict=True):
        with place:
            value = float(getattr(optima, name))
            number = fields.ask(f"optima.{name}", value, st.number_input, f"Start {name}", low, high, value, step=0.1,
                                format="%.4g", help="Or click on the hill")  # fmt: skip
            wished[name] = fields.given(number, value)
    return wished


def network(optima: Optima) -> Optima:
    """The network whose curvature is followed."""
    st.caption("A network of one hidden layer on XOR, trained on all points at once.")
    present = optima.followed
    chosen = fields.kind(specs(present)["optimizer"], present.optimizer, "Optimizer", "followed.optimizer")
    rate = present.rate if type(chosen) is type(present.optimizer) else 10 * chosen.suggested_rate
    present = dataclasses.replace(present, optimizer=chosen, rate=within(rate))
    return dataclasses.replace(optima, followed=fields.edit(present, "followed", {"rate": "Learning rate"}, columns=2))


def within(rate: float) -> float:
    """A rate within its bounds."""
    spec = specs(Optima().followed)["rate"]
    return min(max(rate, spec.low), spec.high)


def pointed(optima: Optima, wish: Any) -> Optima:
    """A click, ``{"click": [x, y]}``, or a drag, ``{"point": [x, y]}``, is the new start; all else does nothing."""
    point = (wish.get("click") or wish.get("point")) if isinstance(wish, dict) else None
    if not isinstance(point, list) or len(point) != 2:
        return optima
    if not all(isinstance(each, (int, float)) and abs(each) < FARTHEST for each in point):  # NaN compares as false
        return optima
    x, y = (float(min(max(each, low), high)) for each, (low, high) in zip(point, optima.hill.bounds, strict=True))
    return dataclasses.replace(optima, x=x, y=y)


def reseed(optima: Optima, wish: Any = True) -> Optima:
    """Other matrices, other first weights."""
    seed = (optima.seed + 1) % int(specs(Optima)["seed"].high)
    return dataclasses.replace(optima, seed=seed, followed=dataclasses.replace(optima.followed, seed=seed))


PANELS: dict[str, Panel] = {"Hill": hill, "Network": network}
