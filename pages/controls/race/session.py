"""The race on screen: opened from the address, changed by widgets and by clicks on the hill, with a way back."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import streamlit as st

from engine.studies.optimizer_race.hills import NetworkLoss
from engine.studies.optimizer_race.race import Race
from engine.values.fields import specs
from pages.controls import history
from pages.live.race import playable

NAME = "race"


def opened(default: Race) -> Race:
    """The race to show: at the first run of a session, that of its link."""
    st.session_state.setdefault("begun", 0)
    return history.opened(NAME, default, playable)


def change(wished: Race) -> None:
    """Make a race the present one; the picture stays at the step that it shows."""
    history.change(NAME, playable(wished))


def start(wished: Race) -> None:
    """Make a race the present one, from its start."""
    change(wished)
    st.session_state.begun += 1


def pointed(wish: Any) -> None:
    """A click on the hill: ``{"point": [x, y]}`` is the new start; what is no such point does nothing."""
    present = st.session_state[NAME]
    point = wish.get("point") if isinstance(wish, dict) else None
    if isinstance(present.hill, NetworkLoss) or not isinstance(point, list) or len(point) != 2:
        return
    if not all(isinstance(each, (int, float)) and math.isfinite(each) for each in point):
        return
    inside = [min(max(float(each), low), high) for each, (low, high) in zip(point, present.hill.bounds, strict=False)]
    start(dataclasses.replace(present, **dict(zip("xy", inside, strict=False))))


def reseed() -> None:
    """Other noise, first weights and batches for the same race."""
    present = st.session_state[NAME]
    start(dataclasses.replace(present, seed=(present.seed + 1) % int(specs(Race)["seed"].high)))
