"""The language of a page: texts are written in English, and a file for each other language says what they are there.

``lang=de`` in the address chooses one; it stays while the visit lasts. A text that a file does not know is shown in
English. In a file, ``{}`` stands for what differs from time to time, in the order in which it comes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from pages.controls.once import once

FOLDER = Path(__file__).with_name("languages")
LANGUAGES = {"en": "English", "de": "Deutsch"}
CHOSEN = "language"  # in the session's state
SHOWN = ("title", "caption", "label", "empty", "text")  # what of a figure is words


@once
def language() -> str:
    """The language of this visit; the address decides."""
    asked = st.query_params.get("lang", "")
    if asked in LANGUAGES:
        st.session_state[CHOSEN] = asked
    return st.session_state.get(CHOSEN, "en")


def choose(name: str) -> None:
    """Another language, for this visit and in the address."""
    st.session_state[CHOSEN] = name
    if name == "en":
        st.query_params.pop("lang", None)
    else:
        st.query_params["lang"] = name


@cache
def words(name: str) -> Mapping[str, str]:
    """All texts of a language by the English ones; none for English itself."""
    return {} if name == "en" else json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def patterns(name: str) -> list[tuple[str, str]]:
    """The texts of a language that have gaps."""
    gaps = [(english, other) for english, other in words(name).items() if "{}" in english]
    return [("(.*?)".join(map(re.escape, english.split("{}"))), other) for english, other in gaps]


def said(text: str, name: str | None = None) -> str:
    """A text in the language of this visit, or in another."""
    name = name or language()
    known = words(name)
    if text in known or not known:
        return known.get(text, text)
    for pattern, other in patterns(name):
        if found := re.fullmatch(pattern, text, re.DOTALL):
            return filled(other, [said(gap, name) for gap in found.groups()])
    return text


def teller() -> Callable[[str], str]:
    """``said`` in the language of this visit, wherever it is called later."""
    name = language()
    return lambda text: said(text, name)


def filled(text: str, gaps: list[str]) -> str:
    """A text with its gaps filled, one after the other."""
    parts = text.split("{}")
    return "".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=True))


def spec(tree: Any) -> Any:
    """A figure with its words in the language of this visit."""
    if language() == "en":
        return tree
    if isinstance(tree, dict):
        return {key: said(each) if key in SHOWN and isinstance(each, str) else spec(each) for key, each in tree.items()}
    return [spec(each) for each in tree] if isinstance(tree, list) else tree
