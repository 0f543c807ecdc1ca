"""The panels: the examples that go through, and the network."""

from __future__ import annotations

import dataclasses

import streamlit as st

from engine.networks.activations import ACTIVATIONS
from engine.networks.losses import LOSSES
from engine.studies.back_propagation.passage import TASKS, Hidden, Passage
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.topic import Panel

KEY = "passage"


def examples(passage: Passage) -> Passage:
    """The first example by hand, how many there are, and whose numbers stand in the units."""
    left, right = st.columns(2)
    with left:
        x1 = fields.field(passage, "x1", KEY, "First input")
    with right:
        x2 = fields.field(passage, "x2", KEY, "Second input")
    y = target(passage)
    count = fields.field(passage, "examples", KEY, "Examples")
    shown = min(passage.shown, count)
    if count > 1:
        bounds = dataclasses.replace(specs(passage)["shown"], high=count)
        shown = fields.number("Numbers in the units are those of example", bounds, shown, f"{KEY}.shown.{count}")
    seed = fields.counter("Seed", specs(passage)["seed"], passage.seed, f"{KEY}.seed")
    return dataclasses.replace(passage, x1=x1, x2=x2, y=y, examples=count, shown=shown, seed=seed)


def target(passage: Passage) -> float:
    """What is right for the first example: a class, or any number."""
    if passage.task == "regression":
        return fields.field(passage, "y", KEY, "What is right")
    chosen = fields.toggle("What is right: y = 1", passage.y == 1, f"{KEY}.class", specs(passage)["y"].help)
    return passage.y if chosen == (passage.y == 1) else float(chosen)


def network(passage: Passage) -> Passage:
    """Layers, the last function and the loss, the first weights, the rate."""
    count = fields.counter("Hidden layers", LAYERS, len(passage.layers), f"{KEY}.count")
    layers = passage.layers[:count] + (passage.layers[-1:] or (Hidden(),)) * (count - len(passage.layers))
    layers = tuple(layer(index, each) for index, each in enumerate(layers))
    task = fields.menu("Last function", tuple(TASKS), passage.task, f"{KEY}.task", TASKS, specs(passage)["task"].help)
    passage = of_task(passage, task)
    loss = passage.loss
    if task == "binary":
        loss = fields.menu("Loss", tuple(LOSSES), loss, f"{KEY}.loss", LOSSES, specs(passage)["loss"].help)
    scale = fields.field(passage, "scale", KEY, "First weights, times")
    rate = fields.field(passage, "rate", KEY, "Rate")
    return dataclasses.replace(passage, layers=layers, loss=loss, scale=scale, rate=rate)


LAYERS = dataclasses.replace(specs(Hidden)["units"], low=0, high=3, help="0 is logistic or linear regression")


def layer(index: int, hidden: Hidden) -> Hidden:
    """One layer: units and activation."""
    visible = "visible" if index == 0 else "collapsed"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        spec, key = specs(hidden)["units"], f"{KEY}.{index}"
        units = fields.counter("Units", spec, hidden.units, f"{key}.units", label_visibility=visible, width=110)
        activation = fields.menu(
            "Activation", tuple(ACTIVATIONS), hidden.activation, f"{key}.g", ACTIVATIONS, label_visibility=visible
        )
    return Hidden(units, activation)


def of_task(passage: Passage, task: str) -> Passage:
    """The passage with another last function, and a loss and a label that fit it."""
    if task == passage.task:
        return passage
    if task == "regression":
        return dataclasses.replace(passage, task=task, loss="squared_error")
    return dataclasses.replace(passage, task=task, loss="cross_entropy", y=float(passage.y > 0.5))


PANELS: dict[str, Panel] = {"Examples": examples, "Network": network}
