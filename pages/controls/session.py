"""The experiment on screen: opened from the address, changed by widgets and clicks, with a way back."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.chain import Chain, decode_chain
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.values.fields import specs
from pages.controls import history
from pages.live import route
from pages.live.network import MOST_UNITS, playable


def opened(default: Experiment) -> tuple[Experiment, Chain | None]:
    """The experiment to show, and at the first run of a session the whole run that its link holds."""
    state = st.session_state
    chain = None
    if "experiment" not in state:
        chain = history.from_address(Chain(((0, default),)), lambda code: playable(decode_chain(code)))
        history.begin("experiment", chain.last)
    return state.experiment, chain


def change(wished: Experiment) -> None:
    """Make an experiment the present one; the one before can be had back."""
    history.change("experiment", wished)


def reseed() -> None:
    """Other first weights, batches and masks for the same experiment."""
    present = st.session_state.experiment
    change(dataclasses.replace(present, seed=(present.seed + 1) % int(specs(Experiment)["seed"].high)))


def first_frame(run: str, cold: str, views: tuple[str, ...]) -> dict[str, Any] | None:
    """The first frame of a run that the player does not know yet; None for one that only goes on."""
    state = st.session_state
    if state.get("cold") == cold:
        return None
    state.cold = cold
    return route.first_frame(run, views)


def edited(wish: Any) -> None:
    """A click in the drawn network: ``{"layer": l, "units": ±1}`` or ``{"layers": ±1}``; anything else does nothing."""
    present = st.session_state.experiment
    layers = list(present.network.layers)
    if not isinstance(wish, dict):
        return
    if wish.get("layers") in (1, -1):
        layers = [*layers, layers[-1] if layers else Dense(4)] if wish["layers"] == 1 else layers[:-1]
    elif wish.get("layer") in range(len(layers)) and wish.get("units") in (1, -1):
        layer = layers[wish["layer"]]
        units = min(max(layer.units + wish["units"], 1), MOST_UNITS)
        layers[wish["layer"]] = dataclasses.replace(layer, units=units)
    if len(layers) <= specs(Network)["layers"].most:
        network = dataclasses.replace(present.network, layers=tuple(layers))
        change(dataclasses.replace(present, network=network))
