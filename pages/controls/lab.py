"""The controls of the regularization lab: how strongly each contender holds back, and the bare network they share."""

from __future__ import annotations

import dataclasses

import streamlit as st

from engine.datasets.augmentation import Augmentation
from engine.experiment import Experiment, Penalty
from engine.studies.bias_variance.axes import with_keep_prob
from engine.studies.bias_variance.sweep import SEEDS, Sweep
from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from engine.values.codec import decode
from engine.values.fields import Refused
from pages.controls import data, fields, history, network, training
from pages.live.lab import playable

NAME = "lab"
SIDE_BY_SIDE, UP_CLOSE, SWEPT = "Side by side", "Dropout, up close", "λ over a log grid"


def opened(default: Lab) -> Lab:
    """The lab to show; a link to a sweep of λ opens the lab of the same network on that view."""
    state, code = st.session_state, st.query_params.get("run", "")
    if NAME not in state and code.startswith("sweep1."):
        try:
            history.begin(NAME, playable(Lab(experiment=bare(decode(code, Sweep).experiment))))
            state["lab.mode"] = SWEPT
        except Refused:
            pass  # it is read as the link of a lab below, which says what is wrong
    return history.opened(NAME, default, playable)


def reseed() -> None:
    """Other first weights for all contenders."""
    present = st.session_state[NAME]
    experiment = dataclasses.replace(present.experiment, seed=(present.experiment.seed + 1) % SEEDS)
    history.change(NAME, dataclasses.replace(present, experiment=experiment))


def panel(lab: Lab) -> Lab:
    """All widgets of a lab, in tabs; the lab as wished.

    Raises: Refused.
    """
    names = ["Methods", "Data", "Network", "Training"]
    lab_tab, data_tab, network_tab, training_tab = st.tabs(names, key="lab.panel", on_change="rerun")
    experiment = lab.experiment
    if lab_tab.open:
        with lab_tab:
            lab = methods(lab)
    if data_tab.open:
        with data_tab:
            points = data.panel(experiment.data, offered=lambda kind: kind.task != "regression")
            experiment = data.shown(experiment, points)
    if network_tab.open:
        with network_tab:
            experiment = dataclasses.replace(experiment, network=network.panel(experiment.network))
    if training_tab.open:
        with training_tab:
            st.caption("Penalties, dropout and augmentation are what the methods add; here they change nothing.")
            experiment = dataclasses.replace(experiment, **training.panel(experiment))
    return playable(dataclasses.replace(lab, experiment=bare(experiment)))


def methods(lab: Lab) -> Lab:
    """The one slider of each contender, and how long all of them train."""
    named = [(contender.field, contender.label) for contender in CONTENDERS.values() if contender.field]
    wished = {name: fields.field(lab, name, "lab", label) for name, label in [*named, ("epochs", "Epochs")]}
    return dataclasses.replace(lab, **wished)


def bare(experiment: Experiment) -> Experiment:
    """Without anything that holds it back: that is what the contenders add."""
    experiment = dataclasses.replace(experiment, penalty=Penalty(), augmentation=Augmentation())
    return with_keep_prob(experiment, 1.0)
