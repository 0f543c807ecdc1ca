"""Regularization, side by side: one network held back in seven ways, on one playhead (notes 2.1.3)."""

import streamlit as st

from engine.studies.bias_variance.sweep import Sweep
from engine.studies.regularization_lab.lab import Lab
from engine.values.codec import encode
from engine.values.fields import Refused
from pages.controls import history, lab, lab_claims
from pages.controls.lab import SIDE_BY_SIDE, SWEPT, UP_CLOSE
from pages.live.player import player
from pages.plots.glance import PARTS_OF_A_VALUE
from pages.plots.lab_views import LAB_SPECS
from pages.plots.sweep_views import SWEEP_SPECS

LAYOUTS = {
    SIDE_BY_SIDE: [
        ["none", "l2", "l1", "dropout"],
        ["augmentation", "early", "more", "weights"],
        ["train", "dev", "norm"],
        ["table"],
    ],
    UP_CLOSE: [["mask", "fog"], ["cost", "modes"]],
    SWEPT: [["errors", "fits"], ["norms", "parts", "verdict"]],
}

shown = lab.opened(Lab())

with st.container(key="page"):
    controls, stage = st.columns([1, 3.4], gap="medium")


with controls:
    try:
        history.change(lab.NAME, lab.panel(shown))
    except Refused as refused:
        st.session_state.note = f"That cannot be used, so the lab stays as it is. {refused}"

shown = st.session_state[lab.NAME]

with stage:
    if "lab.mode" not in st.session_state:
        st.session_state["lab.mode"] = SIDE_BY_SIDE
    mode = st.segmented_control("View", list(LAYOUTS), key="lab.mode", label_visibility="collapsed") or SIDE_BY_SIDE
    if mode == SWEPT:
        run = Sweep(shown.experiment, "l2", 0.01, 10, 9, redraws=20, epochs=min(shown.epochs, 400))
        known, epoch = SWEEP_SPECS, PARTS_OF_A_VALUE
        clock = {"unit": "value", "last": PARTS_OF_A_VALUE * len(run.values), "speed": "slow"}
    else:
        run, known, epoch = shown, LAB_SPECS, 1
        clock = {"unit": "epoch", "last": shown.epochs, "speed": "quick"}
    player(
        {
            "run": encode(run),
            "experiment": encode(run),
            "cold": f"{encode(run)} {mode}",  # another view begins anew: its curves want all of the run
            "figures": {name: known[name](run) for row in LAYOUTS[mode] for name in row},
            "layout": LAYOUTS[mode],
            "clock": {"epoch": epoch, "words": {}, "knob": None, **clock},
            "address": {"run": None, "view": ""},
            "autoplay": True,
            "note": st.session_state.get("note"),
        },
        key="lab-player",
        on_reseed=lab.reseed,
    )
    lab_claims.panel(shown)
