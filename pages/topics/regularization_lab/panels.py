"""The panels of the lab: how strongly each contender holds back, and the bare network that all of them share."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.datasets.augmentation import Augmentation
from engine.datasets.truth import is_known
from engine.experiment import Experiment, Penalty
from engine.studies.bias_variance.axes import with_keep_prob
from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from engine.values.labels import label
from pages.controls import data, experiment, fields, network, training
from pages.controls.topic import Panel


def reseed(lab: Lab, wish: Any = True) -> Lab:
    """Other first weights, batches and masks for all contenders."""
    return dataclasses.replace(lab, experiment=experiment.reseed(lab.experiment, wish))


def methods(lab: Lab) -> Lab:
    """The one slider of each contender, and how long all of them train."""
    named = {contender.field: contender.label for contender in CONTENDERS.values() if contender.field}
    named |= {"keep_prob": label("keep_prob"), "epochs": label("epochs")}  # what is kept is not how much is dropped
    wished = {name: fields.field(lab, name, "lab", words) for name, words in named.items()}
    return dataclasses.replace(lab, **wished)


def classified(shown: Experiment) -> Experiment:
    """The data panel, with problems that have classes."""
    return data.panel(shown, offered=lambda kind: kind.task != "regression" and is_known(kind))


def trained(shown: Experiment) -> Experiment:
    """The training panel; what the contenders add of themselves is not taken from it."""
    st.caption("Penalties, dropout and augmentation are what the methods add; here they change nothing.")
    return training.panel(shown)


def bare(panel: Panel) -> Panel:
    """A panel without anything that holds the network back: that is what the contenders add."""

    def shown(present: Experiment) -> Experiment:
        wished = dataclasses.replace(panel(present), penalty=Penalty(), augmentation=Augmentation())
        return with_keep_prob(wished, 1.0)

    return experiment.within(shown)


PANELS: dict[str, Panel] = {
    "Methods": methods,
    "Data": bare(classified),
    "Network": bare(network.panel),
    "Training": bare(trained),
}
