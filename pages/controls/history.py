"""What a page shows, with a way back: a value kept under the page's name, and the ones before and after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from engine.values.codec import decode
from engine.values.fields import Refused

MOST_UNDO = 100


def opened(name: str, default: Any, playable: Callable[[Any], Any]) -> Any:
    """The value to show; at the first run of a session, what the page's address holds, if the page can play it."""
    if name not in st.session_state:
        begin(name, from_address(default, lambda code: playable(decode(code, type(default)))))
    return st.session_state[name]


def from_address(default: Any, read: Callable[[str], Any]) -> Any:
    """What the address holds, as ``read`` makes it of a code; where it refuses, the default and a note saying why."""
    code = st.query_params.get("run", "")
    try:
        return read(code) if code else default
    except Refused as refused:
        st.session_state.note = f"The link could not be opened, so this is the default. {refused}"
        return default


def begin(name: str, value: Any) -> None:
    """Show a value that has no past."""
    state = st.session_state
    state[name], state[f"{name} past"], state[f"{name} future"] = value, [], []


def change(name: str, wished: Any) -> None:
    """Make a value the present one; the one before can be had back."""
    state = st.session_state
    if wished != state[name]:
        state[f"{name} past"] = [*state[f"{name} past"][-MOST_UNDO:], state[name]]
        state[name], state[f"{name} future"], state.note = wished, [], None


def undo(name: str) -> None:
    """Back to the value before the last change."""
    _move(name, "past", "future")


def redo(name: str) -> None:
    """Forward again after an undo."""
    _move(name, "future", "past")


def _move(name: str, here: str, there: str) -> None:
    state = st.session_state
    if state[f"{name} {here}"]:
        state[f"{name} {there}"] = [*state[f"{name} {there}"], state[name]]
        state[name], state[f"{name} {here}"] = state[f"{name} {here}"][-1], state[f"{name} {here}"][:-1]


def bar(name: str, examples: Iterable[str], take: Callable[[], None]) -> None:
    """The menu of examples, undo and redo; ``take`` puts the one named by ``{name} example`` on screen."""
    state = st.session_state
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        key = f"{name} example"
        st.selectbox("Examples", examples, None, key=key, on_change=take, placeholder="Examples",
                     label_visibility="collapsed")  # fmt: skip
        for icon, help, move, where in (
            ("undo", "Undo the last change", undo, "past"),
            ("redo", "Redo", redo, "future"),
        ):
            st.button(
                f":material/{icon}:", on_click=move, args=(name,), disabled=not state[f"{name} {where}"], help=help
            )


def taken(name: str, examples: dict[str, Any]) -> Any:
    """The example just chosen, or None; the menu is then ready for another."""
    chosen, st.session_state[f"{name} example"] = st.session_state[f"{name} example"], None
    return examples.get(chosen)
