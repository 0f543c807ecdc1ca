"""The knobs of an experiment that are always in sight: those that people reach for while it trains."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import streamlit as st

from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import Dense
from engine.values.fields import specs
from engine.values.labels import label
from pages.controls import fields, training

KEY = "strip"  # the keys of its widgets begin so
MIXED = "mixed"
WITH_MIXED: Mapping[str, Any] = {**ACTIVATIONS, MIXED: SimpleNamespace(label="one each")}


def strip(experiment: Experiment) -> Experiment:
    """Widgets in a row for rate, activation, regularisation, batches and noise; the experiment as wished."""
    with st.container(key=KEY, horizontal=True):
        schedule = training.rate(experiment.schedule, KEY)
        network = dataclasses.replace(experiment.network, layers=every(experiment.network.layers))
        penalty = training.decay(experiment.penalty, KEY)
        batch_size = training.batches(experiment, KEY)
        source = experiment.data.source
        source = dataclasses.replace(source, noise=fields.field(source, "noise", KEY))
    data = dataclasses.replace(experiment.data, source=source)
    wished = {"schedule": schedule, "batch_size": batch_size, "network": network, "penalty": penalty, "data": data}
    return dataclasses.replace(experiment, **wished)


def every(layers: tuple[Dense, ...]) -> tuple[Dense, ...]:
    """Activation, dropout and batch norm of all layers; what nobody touches stays as it is, layer by layer."""
    if not layers:
        return layers
    known = specs(Dense)
    alike = len({each.activation for each in layers}) == 1
    options, shown = (tuple(ACTIVATIONS), layers[0].activation) if alike else ((*ACTIVATIONS, MIXED), MIXED)
    least, normed = min(each.keep_prob for each in layers), all(each.batch_norm for each in layers)
    activation = fields.menu(
        "Activation", options, shown, f"{KEY}.activation", WITH_MIXED, for_all(known["activation"])
    )
    keep = dataclasses.replace(known["keep_prob"], help=for_all(known["keep_prob"]))
    keep_prob = fields.number(label("keep_prob"), keep, least, f"{KEY}.keep_prob")
    batch_norm = fields.toggle("Batch norm", normed, f"{KEY}.batch_norm", for_all(known["batch_norm"]))
    changed = {"activation": activation} if activation not in (shown, MIXED) else {}
    changed |= {"keep_prob": keep_prob} if keep_prob != least else {}
    changed |= {"batch_norm": batch_norm} if batch_norm != normed else {}
    return tuple(dataclasses.replace(each, **changed) for each in layers)


def for_all(spec: Any) -> str:
    """The help of a layer's field, where it is one knob for all of them."""
    return f"{spec.help}. Here for all hidden layers at once; the Network tab has each by itself."
