"""Bias and variance, measured: many networks learn from many draws of one problem whose truth is known (notes 2.1)."""

import streamlit as st

from engine.codec import encode
from engine.fields import Refused
from engine.sweep import Sweep
from pages.controls import dev_sets, history, recipe, sweep
from pages.controls.sweep_presets import SWEEPS
from pages.live.player import player
from pages.plots.glance import PARTS_OF_A_VALUE
from pages.plots.sweep_views import SWEEP_SPECS

LAYOUT = [["errors", "fits"], ["parts", "verdict"]]

shown = sweep.opened(Sweep())

with st.container(key="page"):
    controls, stage = st.columns([1, 3.4], gap="medium")


def take() -> None:
    """Put the chosen example on screen."""
    chosen = history.taken(sweep.NAME, SWEEPS)
    if chosen:
        history.change(sweep.NAME, chosen)


with controls:
    history.bar(sweep.NAME, SWEEPS, take)
    try:
        history.change(sweep.NAME, sweep.panel(shown))
    except Refused as refused:
        st.session_state.note = f"That cannot be used, so the sweep stays as it is. {refused}"

shown = st.session_state[sweep.NAME]

with stage:
    player(
        {
            "run": encode(shown),
            "experiment": encode(shown),
            "cold": encode(shown),
            "figures": {name: spec(shown) for name, spec in SWEEP_SPECS.items()},
            "layout": LAYOUT,
            "epoch": PARTS_OF_A_VALUE,
            "clock": {"unit": "value", "last": PARTS_OF_A_VALUE * len(shown.values), "speed": "slow"},
            "autoplay": True,
            "note": st.session_state.get("note"),
        },
        key="sweep-player",
    )

with stage:
    tried, sized, mixed = st.tabs(["The recipe, tried", "Split sizes", "Train/dev mismatch"])
    with tried:
        recipe.panel(shown)
    with sized:
        dev_sets.sizes(shown)
    with mixed:
        dev_sets.kinds(shown)
