"""What a page shows, with a way back: a value and a look kept under the topic's name, and the values around it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.controls import look as looks
from pages.controls import tongue
from pages.controls.tongue import said
from pages.controls.topic import Act, Topic

MOST_UNDO = 100


def opened(topic: Topic) -> str | None:
    """Make sure that there is something to show; at the first run of a session, the whole run that its link holds."""
    if topic.slug in st.session_state:
        return None
    return begin(topic)


def begin(topic: Topic) -> str:
    """Show what the page's address holds; where it is refused, the default and a note saying why. The run's code."""
    state, name, note = st.session_state, topic.slug, None
    run, value, seen = encode(topic.default), topic.default, looks.usual(topic.options)
    try:
        if code := st.query_params.get("run", ""):
            run, value = code, topic.kind.shown(topic.kind.open(code))
        seen = looks.read(st.query_params.get("view", ""), topic.options)
    except Refused as refused:
        kind = "view" if refused.field.startswith("view") else "link"
        note = f"The {kind} could not be opened, so this is the default. {refused.said}"
    state[name], state[f"{name} past"], state[f"{name} future"], state[f"{name} edits"] = value, [], [], 0
    state[f"{name} look"], state[f"{name} note"], state[f"{name} begun"], state[f"{name} at"] = seen, note, 0, None
    return run


def change(topic: Topic, wished: Any) -> None:
    """Make a value the present one; the one before can be had back."""
    state, name = st.session_state, topic.slug
    if wished != state[name]:
        state[f"{name} past"] = [*state[f"{name} past"][-MOST_UNDO:], state[name]]
        state[name], state[f"{name} future"], state[f"{name} note"] = wished, [], None
        state[f"{name} edits"] += 1


def start(topic: Topic, wished: Any, step: int | None = None) -> None:
    """Make a value the present one, and play it from a step, or from where its clock begins."""
    change(topic, wished)
    st.session_state[f"{topic.slug} begun"] += 1
    st.session_state[f"{topic.slug} at"] = step


def attempt(topic: Topic, act: Act, wish: Any) -> None:
    """Do as one of a topic's acts says; where that is refused, all stays as it is and a note says why."""
    state, name = st.session_state, topic.slug
    try:
        start(topic, playable(topic, act(state[name], wish)))
    except Refused as refused:
        state[f"{name} note"] = refusal(refused)


def stand(topic: Topic, step: Any) -> None:
    """The playhead has come to rest."""
    st.session_state[f"{topic.slug} stood"] = step


def stood(topic: Topic, last: int, usual: int | None = None) -> int:
    """Where the playhead was last seen at rest; the usual step, or the last, where it was not or the browser errs."""
    step = st.session_state.get(f"{topic.slug} stood")
    right = isinstance(step, int) and not isinstance(step, bool) and 0 <= step <= last
    return step if right else last if usual is None else usual


def playable(topic: Topic, wished: Any) -> Any:
    """The value, with what else changes with it, if the page can show it.

    Raises: Refused.
    """
    present = st.session_state[topic.slug]
    if wished != present:
        wished = topic.settle(present, wished)
        topic.kind.open(encode(wished))
    return wished


def look(topic: Topic) -> dict[str, str]:
    """How the topic is looked at now; to be changed in place."""
    return st.session_state[f"{topic.slug} look"]


def refusal(refused: Refused) -> str:
    """What is said of a change that cannot be made."""
    return f"That cannot be used, so all stays as it was. {refused.said}"


def undo(name: str) -> None:
    """Back to the value before the last change."""
    st.session_state[f"{name} edits"] += 1
    _move(name, "past", "future")


def redo(name: str) -> None:
    """Forward again after an undo."""
    st.session_state[f"{name} edits"] += 1
    _move(name, "future", "past")


def visit(topic: Topic, code: Any) -> None:
    """Show the run to which the browser went back or forward: as often undone or redone, or else as a change."""
    state, name = st.session_state, topic.slug
    try:
        value = topic.kind.shown(topic.kind.open(str(code)))
    except Refused as refused:
        state[f"{name} note"] = refusal(refused)
        return
    for here, there in (("past", "future"), ("future", "past")):
        while value != state[name] and value in state[f"{name} {here}"]:
            _move(name, here, there)
    if value != state[name]:
        state[f"{name} past"], state[name] = [*state[f"{name} past"], state[name]][-MOST_UNDO:], value


def _move(name: str, here: str, there: str) -> None:
    state = st.session_state
    if state[f"{name} {here}"]:
        state[f"{name} {there}"] = [*state[f"{name} {there}"], state[name]]
        state[name], state[f"{name} {here}"] = state[f"{name} {here}"][-1], state[f"{name} {here}"][:-1]


def bar(topic: Topic) -> None:
    """The menu of examples, undo and redo; what the example that is open has to say."""
    state, name = st.session_state, topic.slug
    shown, key = example(topic), menu(topic)
    state[key] = shown
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = {"format_func": tongue.teller(), "placeholder": said("Open an example")}
        st.selectbox(said("Examples"), topic.examples, None, key=key, on_change=take, args=(topic, key),
                     label_visibility="collapsed", **words)  # fmt: skip
        for icon, keys, move, where in (("undo", "Ctrl+Z", undo, "past"), ("redo", "Ctrl+Y", redo, "future")):
            help = said(f"{icon.capitalize()} a change ({keys})")
            st.button(f":material/{icon}:", on_click=move, args=(name,), shortcut=keys,
                      disabled=not state[f"{name} {where}"], help=help)  # fmt: skip
    if shown and topic.examples[shown].text:
        st.caption(said(topic.examples[shown].text))


def menu(topic: Topic) -> str:
    """The key of the menu, which names what is open in it.

    A browser that has not yet heard that an example was left sends its name along with the next change: that comes
    from a menu of another key, and is no wish to open the example again.
    """
    return f"{topic.slug} example {example(topic)}"


def example(topic: Topic) -> str | None:
    """The example that is open: the one that was taken, or any other, as long as it is what is shown."""
    value, seen, taken = st.session_state[topic.slug], look(topic), st.session_state.get(f"{topic.slug} taken")
    open = [name for name, each in topic.examples.items() if each.value == value and each.look.items() <= seen.items()]
    return taken if taken in open else max(open, key=lambda name: len(topic.examples[name].look), default=None)


def take(topic: Topic, key: str) -> None:
    """Put the example that was chosen in the menu of a key on screen, from its beginning."""
    state, name = st.session_state, topic.slug
    if key != menu(topic):
        return
    chosen = state[key]
    example = topic.examples.get(chosen)
    if example is not None:
        state[f"{name} taken"] = chosen
        start(topic, example.value, example.step)
        state[f"{name} look"] = {**state[f"{name} look"], **example.look}
