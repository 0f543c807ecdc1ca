"""The sweep panel: what varies, from where to where, how often the training set is drawn anew, for how long."""

from __future__ import annotations

import dataclasses

import streamlit as st

from engine.axes import AXES, Axis
from engine.codec import decode
from engine.experiment import Experiment
from engine.fields import Refused, specs
from engine.sweep import Sweep
from pages.controls import data, fields, history, network, training
from pages.live.sweep import playable

ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8)
NAME = "sweep"


def opened(default: Sweep) -> Sweep:
    """The sweep to show; at the first run of a session the one in the page's address."""
    state = st.session_state
    if NAME not in state:
        history.begin(NAME, from_address(default))
    return state[NAME]


def from_address(default: Sweep) -> Sweep:
    """The sweep in the page's address; should it not be readable, the default and a note that says why."""
    code = st.query_params.get("run", "")
    try:
        return playable(decode(code, Sweep)) if code else default
    except Refused as refused:
        st.session_state.note = f"The link could not be opened, so this is the default sweep. {refused}"
        return default


def panel(sweep: Sweep) -> Sweep:
    """All widgets of a sweep, in tabs; the sweep as wished.

    Raises: Refused.
    """
    experiment = sweep.experiment
    sweep_tab, data_tab, network_tab, training_tab = st.tabs(["Sweep", "Data", "Network", "Training"])
    with sweep_tab:
        wished = varied(sweep)
    with data_tab:
        points = data.panel(experiment.data, lines=True)
        loss = fitting_loss(experiment, points)
    with network_tab:
        layers = network.panel(experiment.network)
    with training_tab:
        base = dataclasses.replace(experiment, data=points, loss=loss, network=layers)
        base = dataclasses.replace(base, **training.panel(base))
    return playable(dataclasses.replace(wished, experiment=base))


def fitting_loss(experiment: Experiment, points: object) -> str:
    """The present loss; where the task has changed, the usual one for it."""
    if points.source.task == experiment.data.source.task:
        return experiment.loss
    return "squared_error" if points.source.task == "regression" else "cross_entropy"


def varied(sweep: Sweep) -> Sweep:
    """Widgets for the sweep's own fields."""
    known = specs(sweep)
    vary = fields.menu("What varies", tuple(AXES), sweep.vary, "sweep.vary", AXES, known["vary"].help)
    ends = (sweep.first, sweep.last)
    if vary != sweep.vary:
        ends = (AXES[vary].first, AXES[vary].last)
    options = stops(AXES[vary], ends)
    first, last = fields.select("From | to", options, ends, f"sweep.ends.{vary}", "First and last value", fields.written)
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


