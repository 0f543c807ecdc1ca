"""What the player may ask of a run by hand: a weight set in the drawn network, and a remedy for what ails the run."""

from __future__ import annotations

import dataclasses
from typing import Any

import streamlit as st

from engine.experiment import Experiment
from engine.networks.overrides import COLUMNS, MOST
from engine.training.remedies import REMEDIES
from engine.values.bounds import Refused, count
from engine.values.codec import cold_key
from pages.controls.tongue import said

LET_GO = "Take them out: a run from the beginning goes as if nothing had been set"
PLACE = ("step", "layer", "unit", "source")


def weigh(experiment: Experiment, wish: Any) -> Experiment:
    """A weight set in the picture: ``{"step", "layer", "unit", "source", "value"}``; anything else does nothing.

    Raises: Refused where the value is out of bounds, or too many weights were set before.
    """
    try:
        row = (*(wish[name] for name in PLACE), float(wish["value"]))
        for column, each in zip(COLUMNS, row, strict=True):
            column.check("Weight", each)
    except (TypeError, KeyError, ValueError) as fault:
        if isinstance(fault, Refused):
            raise
        return experiment
    others = tuple(each for each in experiment.overrides if each[:4] != row[:4])
    if len(others) == MOST:
        raise Refused("Weight", f"{MOST} have been set by hand already, and a run holds no more")
    return dataclasses.replace(experiment, overrides=(*others, row))


def cure(experiment: Experiment, wish: Any) -> Experiment:
    """The remedy for what ails a run, by the name of that."""
    return REMEDIES[wish](experiment)[1] if isinstance(wish, str) and wish in REMEDIES else experiment


def hands_off(before: Experiment, wished: Experiment) -> Experiment:
    """The wished experiment; where it is another run altogether, without what was set by hand in the one before."""
    if wished.overrides == before.overrides and cold_key(wished) != cold_key(before):
        return dataclasses.replace(wished, overrides=())
    return wished


def released(experiment: Experiment) -> Experiment:
    """A line on how many weights were set by hand, and a button that lets go of them."""
    if not (number := len(experiment.overrides)):
        return experiment
    words = said("weight was set by hand") if number == 1 else said("weights were set by hand")
    if st.button(f"{count(number)} {words}", icon=":material/back_hand:", key="network.overrides", help=LET_GO):
        return dataclasses.replace(experiment, overrides=())
    return experiment
