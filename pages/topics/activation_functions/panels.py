"""The panels: which functions, how long they race, and the network in which they are tried."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.studies.activation_functions.activations import Activations
from pages.controls import data, experiment, fields, network, training
from pages.controls.topic import Panel


def functions(study: Activations) -> Activations:
    """The two functions, with their formulas, and the race."""
    wished = {name: fields.field(study, name, "functions", label) for name, label in LABELS.items()}
    for name in dict.fromkeys((wished["first"], wished["second"])):
        each = ACTIVATIONS[name]
        st.caption(f"**{each.label}**: g(z) = {each.formula}; g′(z) = {each.slope_formula}")
    wished |= {name: fields.field(study, name, "functions", label) for name, label in OF_THE_RACE.items()}
    return dataclasses.replace(study, **wished)


LABELS = {"first": "Function (also of the live network)", "second": "Compared with"}
OF_THE_RACE = {"epochs": "Race: epochs", "networks": "Race: networks of each function"}


def classified(shown: Experiment) -> Experiment:
    """The data panel, with problems that have classes."""
    return data.panel(shown, offered=lambda kind: kind.task != "regression")


def of_network(panel: Panel) -> Panel:
    """A panel of the live network; a function chosen for one of its layers is chosen for all."""

    def shown(study: Activations) -> Activations:
        return on(study, panel(study.live))

    return shown


def on(study: Activations, wished: Experiment) -> Activations:
    """The study with another network: the same study where nothing was changed."""
    if wished == study.live:
        return study
    chosen = [layer.activation for layer in wished.network.layers if layer.activation != study.first]
    return dataclasses.replace(study, first=(chosen or [study.first])[0], experiment=wished)


def acting(act: Any) -> Any:
    """What a click asks of an experiment, asked of the live network."""
    return lambda study, wish=True: on(study, act(study.live, wish))


PANELS: dict[str, Panel] = {
    "Functions": functions,
    "Data": of_network(classified),
    "Network": of_network(network.panel),
    "Training": of_network(training.panel),
}
ACTS = {"edit": acting(experiment.edit), "reseed": acting(experiment.reseed)}
