"""The sweep panel: what varies, from where to where, how often the training set is drawn anew, for how long."""

from __future__ import annotations

import dataclasses

import streamlit as st

from engine.studies.bias_variance.axes import AXES, Axis
from engine.studies.bias_variance.sweep import SEEDS, Sweep
from engine.values.fields import specs
from pages.controls import data, fields, history, network, training
from pages.live.sweep import playable

ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8)
NAME = "sweep"


def reseed() -> None:
    """Other draws of the points and of the first weights for the same sweep."""
    present = st.session_state[NAME]
    experiment, by = present.experiment, present.redraws
    points = dataclasses.replace(experiment.data, seed=(experiment.data.seed + by) % SEEDS)
    experiment = dataclasses.replace(experiment, data=points, seed=(experiment.seed + by) % SEEDS)
    history.change(NAME, dataclasses.replace(present, experiment=experiment))


def panel(sweep: Sweep) -> Sweep:
    """All widgets of a sweep, in tabs; the sweep as wished.

    Raises: Refused.
    """
    names = ["Sweep", "Data", "Network", "Training"]
    sweep_tab, data_tab, network_tab, training_tab = st.tabs(names, key="sweep.panel", on_change="rerun")
    experiment = sweep.experiment
    if sweep_tab.open:
        with sweep_tab:
            sweep = varied(sweep)
    if data_tab.open:
        with data_tab:
            experiment = data.shown(experiment, data.panel(experiment.data))
    if network_tab.open:
        with network_tab:
            experiment = dataclasses.replace(experiment, network=network.panel(experiment.network))
    if training_tab.open:
        with training_tab:
            experiment = dataclasses.replace(experiment, **training.panel(experiment))
    return playable(dataclasses.replace(sweep, experiment=experiment))


def varied(sweep: Sweep) -> Sweep:
    """Widgets for the sweep's own fields."""
    known = specs(sweep)
    vary = fields.menu("What varies", tuple(AXES), sweep.vary, "sweep.vary", AXES, known["vary"].help)
    ends = (sweep.first, sweep.last)
    if vary != sweep.vary:
        ends = (AXES[vary].first, AXES[vary].last)
    options = stops(AXES[vary], ends)
    first, last = fields.select("From | to", options, ends, f"sweep.ends.{vary}", "", fields.written)
    if first == last:
        first, last = ends
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
    return dataclasses.replace(sweep, vary=vary, first=float(first), last=float(last), count=count, redraws=redraws,
                               epochs=epochs, same_start=same_start)  # fmt: skip


def stops(axis: Axis, present: tuple[float, ...]) -> list[float]:
    """Round values of an axis for a slider, with the present ones."""
    if axis.scale == "log":
        found = {float(f"{digit * 10.0**power:.2g}") for power in range(-4, 4) for digit in ROUND}
    else:
        step = 1 if axis.whole else 0.05
        found = {round(index * step, 2) for index in range(101)}
    found = {each for each in found if axis.low <= each <= axis.high and (not axis.whole or each == int(each))}
    return sorted({float(each) for each in (*found, axis.low, axis.high, *present)})
