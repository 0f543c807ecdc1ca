"""The Playground: one network, all its knobs, and everything that can be watched while it learns (notes 1.3 to 2.3)."""

import dataclasses

import streamlit as st

from engine.chain import encode_chain
from engine.training.trainer import Trainer
from engine.values.codec import cold_key, encode
from engine.values.fields import Refused
from pages.controls import data, network, presets, session, training
from pages.live.player import player
from pages.plots.views import VIEWS

LAYOUT = [["network", "boundary"], ["loss", "score", "signals"]]


def show() -> None:
    """Mount the player on the experiment as it now is."""
    experiment = st.session_state.experiment
    trainer = Trainer(experiment)
    run, cold = encode_chain(chain) if chain else encode(experiment), cold_key(experiment)
    player(
        {
            "run": run,
            "experiment": encode(experiment),
            "cold": cold,
            "first": session.first_frame(run, cold, tuple(VIEWS)),
            "figures": {name: view.spec(trainer) for name, view in VIEWS.items()},
            "layout": LAYOUT,
            "clock": {
                "epoch": trainer.steps_per_epoch,
                "unit": "epoch",
                "last": None,
                "speed": "normal",
                "words": {},
                "knob": None,
            },
            "address": {"run": None, "view": ""},
            "autoplay": True,
            "note": st.session_state.get("note"),
        },
        key="player",
        on_edit=lambda: session.edited(st.session_state.player.edit),
        on_reseed=session.reseed,
    )


experiment, chain = session.opened(presets.DEFAULT)

with st.container(key="page"):
    controls, stage = st.columns([1, 3.4], gap="medium")

if chain:  # a new visitor: no control can have been touched yet, so the picture need not wait for them
    with stage:
        show()

with controls:
    head = st.container()
    data_tab, network_tab, training_tab = st.tabs(["Data", "Network", "Training"], key="panel", on_change="rerun")
    wished = experiment
    try:
        if data_tab.open:
            with data_tab:
                wished = data.shown(wished, data.panel(wished.data))
        if network_tab.open:
            with network_tab:
                wished = dataclasses.replace(wished, network=network.panel(wished.network))
        if training_tab.open:
            with training_tab:
                wished = dataclasses.replace(wished, **training.panel(wished))
        session.change(wished)
    except Refused as refused:
        st.session_state.note = f"That cannot be used, so the run goes on without it. {refused}"

with head:
    presets.bar()  # after the panels: it offers to undo what they have just changed

if not chain:
    with stage:
        show()
