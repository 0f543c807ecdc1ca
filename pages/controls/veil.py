"""What a link hides or locks: ``hide=`` and ``lock=`` name controls, panels, views and parts of the page.

For a lecture or a lab sheet, so that eyes go where they should. It is no protection: whoever edits the link sees all.

Names: a control's own key (``data.points``, ``strip.batch_norm``), ``panel.Training``, ``view.loss``, ``below.Claims``,
and the parts of a page, ``nav``, ``heading``, ``strip``, ``examples``, ``controls``, ``below``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from pages.controls.once import once

LONGEST = 2000  # characters of a list that are read
PARTS = {
    "nav": "The way to other pages",
    "heading": "Question and rule",
    "strip": "The strip of knobs",
    "examples": "Examples, undo and redo",
    "controls": "All panels of knobs",
    "below": "The tabs below",
}
MET = "veil met"  # where the controls that a page has are remembered: their words, by key


@once
def named(parameter: str) -> frozenset[str]:
    """The names that the address lists under a parameter."""
    return frozenset(filter(None, st.query_params.get(parameter, "")[:LONGEST].split(",")))


def hidden(name: str) -> bool:
    """Whether the link hides this."""
    return name in named("hide") or (name == "nav" and st.context.is_embedded)


def locked(key: str) -> bool:
    """Whether the link shows this control and does not let it be turned."""
    return key in named("lock")


def kept(kind: str, names: Iterable[str]) -> list[str]:
    """Those of the panels, views or tabs that are not hidden; ``kind`` is how their names begin."""
    gone = named("hide")
    return [name for name in names if f"{kind}.{name}" not in gone]


def rows(layout: list[list[Any]]) -> list[list[Any]]:
    """Rows of views without those that are hidden; all of them where none would be left."""
    left = [[part for part in map(thinned, row) if part] for row in layout]
    return [row for row in left if row] or layout


def thinned(part: Any) -> Any:
    """A view, or a column of some, without what is hidden; nothing where all of it is."""
    if isinstance(part, list):
        return kept("view", part)
    return part if kept("view", [part]) else None


def begin() -> None:
    """Forget the controls of the page before."""
    st.session_state[MET] = {}


def meet(key: str, label: str) -> None:
    """Remember a control, so that it can be offered for hiding."""
    st.session_state.setdefault(MET, {})[key] = label


def met() -> Mapping[str, str]:
    """The controls that this page has, and what stands on them."""
    return st.session_state.get(MET, {})
