"""What surrounds every page: its style, the name of the house, and the way to every other page."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import streamlit as st

from pages.controls import tongue
from pages.controls.tongue import said
from pages.controls.topic import Topic
from pages.plots.thumbnails import thumbnail

NAME = "Downhill"
STYLE = Path(__file__).with_name("frame.css")
MARK = """<div class="mark"><b>{name}</b><details><summary>{all}</summary></details></div>
<nav class="ways">{parts}</nav>{shade}"""
PART = '<span class="part"><b>{part}</b>{ways}</span>'
HERE = '<span class="here" aria-current="page">{title}</span>'
SHADE = """<button class="shade" type="button" aria-pressed="false" aria-label="{dark}" title="{dark}">
<i aria-hidden="true">contrast</i></button>"""
WAY = '<a href="./{address}"><i aria-hidden="true">{icon}</i><span>{title}</span></a>'


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

    On a narrow screen the other pages stand behind the words "All pages". ``menu`` comes last. All links are one
    element: one of Streamlit's own for each page took a tenth of an opening. The player keeps the visit at a click
    on one, and changes the colours at a click on the button (ways.js, shade.js).
    """
    start = next(iter(parts.values()))[0]
    told = "".join(
        PART.format(part=said(part), ways="".join(way(topic, here, topic is start) for topic in topics))
        for part, topics in parts.items()
    )
    with st.container(key="masthead", horizontal=True):
        shade = SHADE.format(dark=said("Dark page"))
        st.html(MARK.format(name=NAME, all=said("All pages"), parts=told, shade=shade), width="content")
        menu()


def way(topic: Topic, here: str, start: bool) -> str:
    """The way to a page, or its name where one is there."""
    title, language = said(topic.title), tongue.language()
    if topic.slug == here:
        return HERE.format(title=title)
    address = ("" if start else topic.slug) + ("" if language == "en" else f"?lang={language}")
    return WAY.format(address=address, icon=topic.icon.removeprefix(":material/").removesuffix(":"), title=title)
