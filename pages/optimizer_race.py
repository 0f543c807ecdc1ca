"""The Optimizer race: from one start down one hill, a test surface or a real network's loss (notes 2.2)."""

import dataclasses

import streamlit as st

from engine.values.codec import encode
from engine.values.fields import Refused
from pages.controls.race import contests, course, looks, presets, runners, session
from pages.live.player import player
from pages.plots.race import views

race = session.opened(presets.PRESETS["Rosenbrock's valley"])

with st.container(key="page"):
    controls, stage = st.columns([1, 2.9], gap="medium")

with controls:
    head = st.container()
    runners_tab, course_tab = st.tabs(["Runners", "Hill and start"])
    try:
        with runners_tab:
            wished = dataclasses.replace(race, runners=runners.panel(race))
        with course_tab:
            wished = dataclasses.replace(wished, **course.panel(wished))
        session.change(wished)
    except Refused as refused:
        st.session_state.note = f"That cannot be used, so the race stays as it is. {refused}"

with head:
    presets.bar()  # after the panels: it offers to undo what they have just changed

race = st.session_state.race

with controls:
    pace, deep = looks.panel(race)

with stage:
    player(
        {
            "run": encode(race),
            "experiment": encode(race),
            "cold": encode(race),
            "figures": views.specs(race, pace),
            "layout": views.layout(deep),
            "clock": {
                "epoch": 1,
                "unit": "epoch",
                "last": None,
                "speed": "normal",
                "words": {"reset": "Back to the start", "reseed": "Draw other noise, weights and batches"},
                "knob": None,
            },
            "address": {"run": None, "view": ""},
            "begin": st.session_state.begun,
            "autoplay": True,
            "note": st.session_state.get("note"),
        },
        key="race player",
        on_point=lambda: session.pointed(st.session_state["race player"].point),
        on_reseed=session.reseed,
    )
    contests.panel(race)
