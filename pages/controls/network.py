"""The network panel: hidden layers one to a row, and their first weights."""

from __future__ import annotations

import dataclasses

import streamlit as st

from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import Dense
from engine.values.fields import specs
from pages.controls import by_hand, fields
from pages.live.network import MOST_LAYERS, MOST_UNITS


def panel(experiment: Experiment) -> Experiment:
    """Widgets for the layers; the experiment as wished."""
    network = experiment.network
    count = fields.counter("Hidden layers", LAYERS, len(network.layers), "network.count")
    layers = network.layers[:count] + (network.layers[-1:] or (Dense(4),)) * (count - len(network.layers))
    if not layers:
        st.caption("No hidden layer: plain logistic, softmax or linear regression.")
    layers = tuple(row(index, layer) for index, layer in enumerate(layers))
    kinds = specs(network)["initializer"]
    initializer = fields.kind(kinds, network.initializer, "First weights", "network.initializer")
    initializer = fields.edit(initializer, f"network.{type(initializer).__name__}")
    network = dataclasses.replace(network, layers=layers, initializer=initializer)
    return by_hand.released(dataclasses.replace(experiment, network=network))


LAYERS = dataclasses.replace(
    specs(Dense)["units"], low=0, high=MOST_LAYERS, help="0 is logistic, softmax or linear regression"
)


def row(index: int, layer: Dense) -> Dense:
    """One layer: units, activation, and behind a button dropout and batch norm."""
    key = f"layer{index}"
    visible = "visible" if index == 0 else "collapsed"
    with st.container(key=f"row-{key}", horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        units = fields.counter(
            "Units", specs(layer)["units"], layer.units, f"{key}.units", MOST_UNITS, label_visibility=visible, width=66
        )
        activation = activations(layer, f"{key}.activation", visible)
        with st.popover(extras(layer), help=f"Keep probability and batch norm of layer {index + 1}", width=56):
            st.markdown(f"**Hidden layer {index + 1}**")
            keep_prob = fields.field(layer, "keep_prob", key)
            batch_norm = fields.field(layer, "batch_norm", key, "Batch norm")
    return Dense(units, activation, keep_prob, batch_norm)


def activations(layer: Dense, key: str, visible: str) -> str:
    """A menu of activation functions."""
    help = specs(layer)["activation"].help
    more = {"label_visibility": visible, "width": 122}
    return fields.menu("Activation", tuple(ACTIVATIONS), layer.activation, key, ACTIVATIONS, help, **more)


def extras(layer: Dense) -> str:
    """What the button says: which of dropout and batch norm are on."""
    words = (["BN"] if layer.batch_norm else []) + ([f"{layer.keep_prob:g}"] if layer.keep_prob < 1 else [])
    return " ".join(words) or ":material/tune:"
