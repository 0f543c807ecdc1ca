"""Guess the shape: one matrix of the network on screen after the other, four answers each, and a score."""

from __future__ import annotations

import streamlit as st

from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.passage import Passage
from engine.studies.back_propagation.shapes import Shape, asked, mistakes, shape
from pages.controls.topic import Topic
from pages.topics.back_propagation.written import parts, shape_of

RULES = {
    "W": "a row for each unit of its layer, a column for each of the layer below",
    "b": "one number for each unit: a column, which is added to every example's",
    "Z": "a row for each unit, a column for each example",
    "A": "a row for each unit, a column for each example",
}


def quiz(topic: Topic) -> None:
    """The present question, or what came out of all of them."""
    passage: Passage = st.session_state[topic.slug]
    names, said = asked(passage), answers(passage)
    right = sum(each == shape(passage, name) for name, each in said.items())
    sizes, m = "-".join(map(str, passage.sizes)), passage.examples
    st.markdown(f"**Guess the shape.** A {sizes} network, m = {m}: what shape has each of its matrices?")
    if said:
        told(passage, *list(said.items())[-1])
    left = [name for name in names if name not in said]
    if left:
        question(passage, left[0])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{right} of {len(said)} right, {len(left)} to go.")
        if said:
            st.button("Begin again", key="shapes again", type="tertiary", on_click=said.clear)


def answers(passage: Passage) -> dict[Name, Shape]:
    """What was said so far; other shapes, other questions."""
    kept = st.session_state.setdefault("shapes said", {})
    return kept.setdefault((passage.sizes, passage.examples), {})


def question(passage: Passage, name: Name) -> None:
    """A matrix, and a button for each shape that somebody may take it for."""
    st.markdown(f"What is the shape of {formula(name)}?")
    with st.container(horizontal=True, gap="small"):
        for number, each in enumerate(mistakes(passage, name)):
            st.button(shape_of(each), key=f"shapes {number}", on_click=say, args=(passage, name, each))


def say(passage: Passage, name: Name, said: Shape) -> None:
    """Keep an answer."""
    answers(passage)[name] = said


def told(passage: Passage, name: Name, said: Shape) -> None:
    """Whether the last answer was right, and the rule."""
    right, letter = shape(passage, name), name.letter.removeprefix("d")
    as_itself = f"a gradient has the shape of what it belongs to, {formula(Name(letter, name.layer))}: "
    why = (as_itself if name.letter != letter else "") + RULES[letter]
    mark = ":green[Right:]" if said == right else f":red[Not {shape_of(said)}:]"
    st.markdown(f"{mark} {formula(name)} is **{shape_of(right)}**: {why}.")


def formula(name: Name) -> str:
    """A matrix as KaTeX has it."""
    written = parts(name)
    return f"${written['letter']}^{{{written['up']}}}$"
