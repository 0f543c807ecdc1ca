"""The panels: the bug to be found, when to check again, and the network's own."""

from __future__ import annotations

import dataclasses

import streamlit as st

from engine.experiment import Experiment
from engine.studies.gradient_checking.checking import Checking
from pages.controls import experiment, fields
from pages.controls.topic import Panel
from pages.topics.gradient_checking import game

ELSEWHERE = "playground"  # where the session keeps the network that is open in the Playground


def check(study: Checking) -> Checking:
    """How long the network trains before it is checked again, and the way in for another network."""
    study = dataclasses.replace(study, steps=fields.field(study, "steps", "check", "Steps of training"))
    known = st.session_state.get(ELSEWHERE)
    if isinstance(known, Experiment) and st.button("Check the network that is open in the Playground"):
        return dataclasses.replace(study, experiment=known, fault="none")
    return study


PANELS: dict[str, Panel] = {"Find the bug": game.panel, "Check": check} | {
    name: experiment.within(panel) for name, panel in experiment.PANELS.items()
}
