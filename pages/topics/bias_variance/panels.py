"""The panels of a sweep: what varies, from where to where, how often the training set is drawn anew, for how long."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

import streamlit as st

from engine.datasets.truth import is_known
from engine.studies.bias_variance.axes import AXES, Axis
from engine.studies.bias_variance.sweep import SEEDS, Sweep
from engine.values.fields import specs
from pages.controls import data, experiment, fields
from pages.controls.topic import Panel

ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8)


def reseed(sweep: Sweep, wish: Any = True) -> Sweep:
    """Other draws of the points and of the first weights."""
    present, by = sweep.experiment, sweep.redraws
    points = dataclasses.replace(present.data, seed=(present.data.seed + by) % SEEDS)
    other = dataclasses.replace(present, data=points, seed=(present.seed + by) % SEEDS)
    return dataclasses.replace(sweep, experiment=other)


def varied(sweep: Sweep) -> Sweep:
    """Widgets for the sweep's own fields; the sweep as wished."""
    known = specs(sweep)
    vary = fields.menu("What varies", tuple(AXES), sweep.vary, "sweep.vary", AXES, known["vary"].help)
    first, last = ends(sweep, vary)
    left, right = st.columns(2)
    with left:
        count = fields.field(sweep, "count", "sweep", "Values")
    with right:
        redraws = fields.field(sweep, "redraws", "sweep", "Redraws")
    epochs = sweep.epochs
    if vary != "epochs":
        choices = stops(dataclasses.replace(AXES["epochs"], low=10), (epochs,))
        epochs = int(fields.select("Epochs", choices, epochs, "sweep.epochs", known["epochs"].help, fields.written))
    same_start = fields.field(sweep, "same_start", "sweep", "Same first weights")
    return dataclasses.replace(sweep, vary=vary, first=first, last=last, count=count, redraws=redraws, epochs=epochs,
                               same_start=same_start)  # fmt: skip


def ends(sweep: Sweep, vary: str) -> tuple[float, float]:
    """One slider with two handles, for the first and the last value; another axis begins with its usual ones."""
    axis = AXES[vary]
    present = (sweep.first, sweep.last) if vary == sweep.vary else (axis.first, axis.last)
    chosen = fields.select(
        f"From | to ({axis.label})", stops(axis, present), present, f"sweep.ends.{vary}", "", fields.written
    )
    return present if chosen[0] == chosen[1] else chosen


def stops(axis: Axis, present: tuple[float, ...]) -> list[float]:
    """Round values of an axis for a slider, with the present ones."""
    if axis.scale == "log":
        found = {float(f"{digit * 10.0**power:.2g}") for power in range(-4, 4) for digit in ROUND}
    else:
        step = 1 if axis.whole else 0.05
        found = {round(index * step, 2) for index in range(101)}
    found = {each for each in found if axis.low <= each <= axis.high and (not axis.whole or each == int(each))}
    return sorted({float(each) for each in (*found, axis.low, axis.high, *present)})


SHARED: dict[str, Panel] = experiment.PANELS | {"Data": partial(data.panel, offered=is_known)}
PANELS: dict[str, Panel] = {"Sweep": varied} | {name: experiment.within(panel) for name, panel in SHARED.items()}
