"""Bias and variance, measured: many networks learn from many draws of one problem whose truth is known (notes 2.1)."""

import streamlit as st

from engine.studies.bias_variance.sweep import Sweep
from engine.values.codec import encode
from engine.values.fields import Refused
from pages.controls import dev_sets, history, recipe, sweep
from pages.controls.sweep_presets import SWEEPS
from pages.live.player import player
from pages.live.sweep import playable
from pages.plots.glance import PARTS_OF_A_VALUE
from pages.plots.sweep_views import SWEEP_SPECS

MORE = (recipe.panel, dev_sets.sizes, dev_sets.kinds)
LAYOUT = [["errors", "fits"], ["parts", "verdict"]]

shown = history.opened(sweep.NAME, Sweep(), playable)

with st.container(key="page"):
    controls, stage = st.columns([1, 3.4], gap="medium")


def take() -> None:
    """Put the chosen example on screen."""
    chosen = history.taken(sweep.NAME, SWEEPS)
    if chosen:
        history.change(sweep.NAME, chosen)


with controls:
    head = st.container()
    try:
        history.change(sweep.NAME, sweep.panel(shown))
    except Refused as refused:
        st.session_state.note = f"That cannot be used, so the sweep stays as it is. {refused}"

with head:
    history.bar(sweep.NAME, SWEEPS, take)  # after the panels: it offers to undo what they have just changed

shown = st.session_state[sweep.NAME]

with stage:
    player(
        {
            "run": encode(shown),
            "experiment": encode(shown),
            "cold": encode(shown),
            "figures": {name: SWEEP_SPECS[name](shown) for row in LAYOUT for name in row},
            "layout": LAYOUT,
            "clock": {
                "epoch": PARTS_OF_A_VALUE,
                "unit": "value",
                "last": PARTS_OF_A_VALUE * len(shown.values),
                "speed": "slow",
                "words": {},
                "knob": None,
            },
            "address": {"run": None, "view": ""},
            "autoplay": True,
            "note": st.session_state.get("note"),
        },
        key="sweep-player",
        on_reseed=sweep.reseed,
    )

with stage:
    names = ["The recipe, tried", "Split sizes", "Train/dev mismatch"]
    for tab, show in zip(st.tabs(names, key="sweep.more", on_change="rerun"), MORE, strict=True):
        if tab.open:
            with tab:
                show(shown)
