"""What surrounds every page: its style, the name of the house, and the way to every other page."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import streamlit as st

from pages.controls.tongue import said
from pages.controls.topic import Topic
from pages.plots.thumbnails import thumbnail

NAME = "Downhill"
STYLE = Path(__file__).with_name("frame.css")
MARK = '<div class="mark" data-here="{here}"><b>{name}</b><details><summary>{all}</summary></details></div>'
PART = '<span class="part">{part}</span>'
HERE = '<span class="here" aria-current="page">{title}</span>'


def icon() -> str:
    """The browser tab's picture, as a data address: a file of Streamlit's would be gone after a rerun cut short."""
    return thumbnail("spirals")


@cache
def sheet() -> str:
    """The style sheet, read once."""
    return f"<style>{STYLE.read_text()}</style>"


def style() -> None:
    """Put the page's style sheet in place."""
    st.html(sheet())


def masthead(parts: Mapping[str, Sequence[Topic]], here: str, menu: Callable[[], None]) -> None:
    """The name of the house, and a link to every page, by parts of the course; the page at ``here`` is marked.

    On a narrow screen the other pages stand behind the words "All pages". ``menu`` comes last.
    """
    with st.container(key="masthead", horizontal=True):
        st.html(MARK.format(name=NAME, here=here, all=said("All pages")), width="content")
        for part, topics in parts.items():
            with st.container(key=f"part {part}", horizontal=True, width="content"):
                st.html(PART.format(part=said(part)), width="content")
                for topic in topics:
                    link(topic, topic.slug == here)
        menu()


def link(topic: Topic, here: bool) -> None:
    """The way to a page, or its name where one is there."""
    if here:
        st.html(HERE.format(title=said(topic.title)), width="content")
    else:
        st.page_link(f"{topic.slug}.py", label=said(topic.title), icon=topic.icon)
