"""Predict first: one question before the run shows its answer. What was said is kept, and never graded."""

from __future__ import annotations

import streamlit as st

from pages.controls import fields, history
from pages.controls.topic import Prediction, Topic


def ask(topic: Topic) -> bool:
    """Show what may be predicted, or what was; whether the run waits for an answer."""
    if not topic.predictions or switch(topic) == "off":
        return False
    name, value = topic.slug, st.session_state[topic.slug]
    fitting = [each for each in topic.predictions if each.fits(value)]
    if not fitting:
        return False
    said = st.session_state.setdefault(f"{name} said", {})  # the answer to each question
    turn = min(st.session_state.get(f"{name} turn", 0), len(fitting) - 1)
    with st.container(border=True, key=f"{name} prediction"):
        if fitting[turn].question in said:
            answered(topic, fitting[turn], turn, last=turn == len(fitting) - 1)
        else:
            question(topic, fitting[turn])
    return not said


def switch(topic: Topic) -> str:
    """Whether it is asked, "on" or "off", as the link says."""
    key, present = f"{topic.slug} predict", history.look(topic)["predict"]
    fields.follow(key, present)
    history.look(topic)["predict"] = fields.seen(key, st.session_state[key])
    return st.session_state[key]


def question(topic: Topic, asked: Prediction) -> None:
    """The question, a button for each answer, and one to be asked no more."""
    st.markdown(f"**Predict first.** {asked.question}")
    with st.container(horizontal=True, gap="small"):
        for number, answer in enumerate(asked.answers):
            st.button(answer, key=f"{topic.slug} answer {number}", on_click=say, args=(topic, asked, answer))
        st.button("Skip", key=f"{topic.slug} skip", type="tertiary", on_click=skip, args=(topic,))


def answered(topic: Topic, asked: Prediction, turn: int, last: bool) -> None:
    """What was said, what to look at, and the way to the next question."""
    said = st.session_state[f"{topic.slug} said"][asked.question]
    st.markdown(f"{asked.question} You said: **{said}**. {asked.look}")
    if not last:
        st.button("Next question", key=f"{topic.slug} next", type="tertiary", on_click=turn_to, args=(topic, turn + 1))


def say(topic: Topic, asked: Prediction, answer: str) -> None:
    """Keep an answer."""
    st.session_state[f"{topic.slug} said"][asked.question] = answer


def skip(topic: Topic) -> None:
    """Ask no more; the page's link says so."""
    st.session_state[f"{topic.slug} predict"] = "off"


def turn_to(topic: Topic, turn: int) -> None:
    """Go on to another question."""
    st.session_state[f"{topic.slug} turn"] = turn
