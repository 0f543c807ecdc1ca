"""Lessons on the page: the menu that begins one, and the card that leads through it."""

from __future__ import annotations

import streamlit as st

from engine.values.bounds import Refused
from pages.controls import tongue
from pages.controls.share import home
from pages.controls.tongue import said
from pages.lessons import LESSONS, OWN, lesson, opened
from pages.lessons.lesson import Lesson, pack, parse
from pages.lessons.places import go, place

CODE, PART, SAID, GOING, NOTE = (f"lesson {each}" for each in ("code", "part", "said", "going", "note"))
HINT = """# My lesson
What it is about.

## First step
open: playground / Two spirals
Some words.
ask: What will happen? | This | That
look: What to watch.
"""


def menu() -> None:
    """All lessons, and the way to an own one."""
    look = {"icon": ":material/school:", "type": "tertiary", "help": "Through the course step by step"}
    shelf = st.popover(said("Lessons"), key="lessons", on_change="rerun", **look)
    if shelf.open:  # an opening of the page need not wait for what few look into
        with shelf:
            choices()
    for name, words in tongue.LANGUAGES.items():
        if name != tongue.language():
            st.button(words, key=f"language {name}", type="tertiary", on_click=tongue.choose, args=(name,))


def choices() -> None:
    """A button for each lesson, and the place for an own one."""
    with st.container(gap=None):
        for name in LESSONS:
            found = lesson(name)
            more = {"on_click": begin, "args": (name,), "type": "tertiary", "help": found.about}
            st.button(found.title, key=f"lesson {name}", **more)
    with st.expander(said("Write your own")):
        written()


def written() -> None:
    """A text that becomes a lesson, and its link; what is wrong with it otherwise."""
    help = "The form that you see: a title, then steps. open: takes a page and one of its examples, or a link"
    text = st.text_area("Your lesson", key="lesson text", placeholder=HINT, height=220, help=help)
    if not text.strip():
        return
    try:
        for each in parse(text).steps:
            if each.opens:
                place(each.opens)
        code = OWN + pack(text)
    except Refused as refused:
        st.warning(refused.said, icon=":material/error:")
        return
    st.button("Open it", key="lesson own", type="primary", on_click=begin, args=(code,))
    st.code(f"{home()}?lesson={code}", language=None, wrap_lines=True)


def begin(code: str) -> None:
    """Begin a lesson; its first step is opened."""
    st.session_state.update({CODE: code, PART: 0, GOING: True, SAID: {}})


def turn(part: int) -> None:
    """Go to another step."""
    st.session_state.update({PART: part, GOING: True})


def close() -> None:
    """Leave the lesson where it is; the page stays."""
    st.session_state[CODE] = None
    for name in ("lesson", "part"):
        st.query_params.pop(name, None)


def say(part: int, answer: str) -> None:
    """Keep what was predicted."""
    st.session_state[SAID] = {**st.session_state.get(SAID, {}), part: answer}


def show() -> None:
    """The card of the lesson that is open, if one is; a step that was just turned to is opened first."""
    state = st.session_state
    if CODE not in state:
        arrive()
    if not state[CODE]:
        if state.get(NOTE):
            st.warning(state.pop(NOTE), icon=":material/error:")
        return
    found = opened(state[CODE])
    part = min(state[PART], len(found.steps) - 1)
    if state.pop(GOING, False) and found.steps[part].opens:
        try:
            go(place(found.steps[part].opens), {"lesson": state[CODE], "part": str(part + 1)})
        except Refused as refused:
            st.warning(refused.said, icon=":material/error:")
    card(found, part)


def arrive() -> None:
    """A visitor comes: with a lesson in the link, or without."""
    state, code, part = st.session_state, st.query_params.get("lesson", ""), st.query_params.get("part", "1")
    state.update({CODE: None, PART: 0, SAID: {}})
    if not code:
        return
    try:
        opened(code)
        whole = part.isascii() and part.isdigit() and len(part) < 4
        state.update({CODE: code, PART: max(0, int(part) - 1) if whole else 0})
        state[GOING] = "run" not in st.query_params
    except Refused as refused:
        state[NOTE] = f"The lesson could not be opened. {refused.said}"


def card(found: Lesson, part: int) -> None:
    """One step: its words, its question, what to look at, and the ways on."""
    step, last = found.steps[part], len(found.steps) - 1
    with st.container(border=True, key="lesson"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(f"**{found.title}** · {part + 1} of {last + 1} · {step.title}", width="stretch")
            with st.container(horizontal=True, width="content", gap="small"):
                ways(part, last, bool(step.opens))
        if part == 0 and found.about:
            st.caption(found.about)
        if step.text:
            st.markdown(step.text)
        predict(found, part)


def ways(part: int, last: int, opens: bool) -> None:
    """Back, on, to the step's state again, and out."""
    st.button(said("Back"), key="lesson back", on_click=turn, args=(part - 1,), disabled=part == 0)
    st.button(said("Next"), key="lesson next", on_click=turn, args=(part + 1,), disabled=part == last, type="primary")
    if opens:
        again = {"type": "tertiary", "help": "Show the state of this step again"}
        st.button(":material/replay:", key="lesson again", on_click=turn, args=(part,), **again)
    st.button(":material/close:", key="lesson close", on_click=close, type="tertiary", help="Leave the lesson")


def predict(found: Lesson, part: int) -> None:
    """The step's question; once it is answered, or where there is none, what to look at."""
    step, told = found.steps[part], st.session_state.get(SAID, {}).get(part)
    if step.question and told is None:
        st.markdown(f"**Predict first.** {step.question}")
        with st.container(horizontal=True, gap="small"):
            for number, answer in enumerate(step.answers):
                st.button(answer, key=f"lesson answer {number}", on_click=say, args=(part, answer))
        return
    if told is not None:
        st.markdown(f"{step.question} You said: **{told}**.")
    if step.look:
        st.markdown(f":material/visibility: {step.look}")
