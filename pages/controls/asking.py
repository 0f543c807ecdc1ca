"""What takes a while is worked out only after a click, and stays on the page while nothing it rests on is changed."""

from __future__ import annotations

from typing import Any

import streamlit as st


def asked(key: str, what: Any, label: str) -> bool:
    """Whether somebody has asked for ``what``; until then a button that does, whose label should say what it costs."""
    if st.session_state.get(key) == what:
        return True
    st.button(label, key=f"{key} button", on_click=ask, args=(key, what))
    return False


def ask(key: str, what: Any) -> None:
    """Ask for something, as a click on its button does."""
    st.session_state[key] = what
