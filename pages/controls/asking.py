"""What takes a while is worked out only after a click, and stays on the page while nothing it rests on is changed."""

from __future__ import annotations

from typing import Any

import streamlit as st

from engine.training.cost import Bill, Cost
from engine.values.fields import Refused
from pages.live.limit import Limit

LIMIT = Limit(bytes=512e6)  # held for a moment only, and nothing of it is kept


def asked(key: str, what: Any, label: str) -> bool:
    """Whether somebody has asked for ``what``; until then a button that does, whose label should say what it costs."""
    if st.session_state.get(key) == what:
        return True
    st.button(label, key=f"{key} button", on_click=ask, args=(key, what))
    return False


def affordable(cost: Cost) -> bool:
    """Whether a page takes that on; else it says why not."""
    try:
        LIMIT.refuse(Bill(cost, Cost()))
    except Refused as refused:
        st.info(refused.sentence)
        return False
    return True


def ask(key: str, what: Any) -> None:
    """Ask for something, as a click on its button does."""
    st.session_state[key] = what
