"""The panels: how the inputs lie, and how fast one descends; the test set for who normalises it apart."""

from __future__ import annotations

from dataclasses import replace

from engine.studies.input_normalization.inputs import Inputs
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.topic import Panel

OF_A_TEST = ("test_points",)
OF_A_DESCENT = tuple(name for name in specs(Inputs) if name not in OF_A_TEST)


def descent(inputs: Inputs) -> Inputs:
    """Widgets for the task and the rate."""
    return fields.edit(inputs, "inputs", columns=2, without=OF_A_TEST)


def of_test(inputs: Inputs) -> Inputs:
    """Widgets for the test set."""
    return fields.edit(inputs, "inputs", without=OF_A_DESCENT)


def reseed(inputs: Inputs, wish: object = True) -> Inputs:
    """Other points."""
    return replace(inputs, seed=(inputs.seed + 1) % int(specs(Inputs)["seed"].high))


PANELS: dict[str, Panel] = {"Inputs": descent, "Test set": of_test}
