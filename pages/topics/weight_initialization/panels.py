"""The panels: the deep network and its weights, its points, the training of the map, the small twins."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from engine.studies.weight_initialization.first_weights import FirstWeights
from engine.values.fields import specs
from pages.controls import data, fields
from pages.controls.topic import Panel
from pages.topics.weight_initialization.recording import mappable


def shown(study: FirstWeights, *names: str) -> FirstWeights:
    """Widgets for some fields."""
    return replace(study, **{name: fields.field(study, name, "init") for name in names})


def network(study: FirstWeights) -> FirstWeights:
    """The deep network."""
    return shown(study, "depth", "width", "activation", "weights")


def points(study: FirstWeights) -> FirstWeights:
    """What it is shown."""
    return replace(study, data=data.panel(study.experiment()).data)


def training(study: FirstWeights) -> FirstWeights:
    """How the map is trained."""
    st.caption("Each cell of the map is trained by plain gradient descent on all points at once.")
    if not mappable(study):
        st.info("The map of this network is too much work, so the signals are shown: take fewer units or points.")
    return shown(study, "rate", "epochs")


def twins(study: FirstWeights) -> FirstWeights:
    """The small network of the third view."""
    return shown(study, "twins")


def reseed(study: FirstWeights, wish: object = True) -> FirstWeights:
    """Other first weights."""
    return replace(study, seed=(study.seed + 1) % int(specs(FirstWeights)["seed"].high))


PANELS: dict[str, Panel] = {"Network": network, "Data": points, "Map": training, "Twins": twins}
