"""One way to show a page: open its link, its panels, what they refuse, the way back, the player, and what is below."""

from __future__ import annotations

import time
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.values.bounds import Refused
from pages.controls import claims, elsewhere, fields, history, share, veil
from pages.controls.stage import play
from pages.controls.tongue import said
from pages.controls.topic import Topic

HEAD_START = 0.6  # seconds that the picture has for itself while a page opens: a browser draws the controls as long
COLUMNS = (1, 2.9)
COLUMNS_OF_THE_HEADING = (3, 2)
STRIP = "strip"  # how the keys of a strip's widgets begin
PULL = '<details class="pull"><summary>{words}</summary></details>'  # on a narrow screen


def show(topic: Topic) -> None:
    """Show a topic as its page."""
    run = history.opened(topic)
    veil.begin()
    rule = st.container() if veil.hidden("heading") else heading(topic)
    with st.container(key="knobs"):
        st.html(PULL.format(words=said("All knobs and examples")))
        strip = kept("reach") if stripped(topic) else st.container()
    with st.container(key="page"):
        alone = veil.hidden("controls")
        controls, stage = (None, st.container()) if alone else st.columns(COLUMNS, gap="medium")
    if run:  # a new visitor: no control can have been touched yet, so the picture need not wait for them
        with stage:
            play(topic, run)
        time.sleep(HEAD_START)
    if topic.formula and not veil.hidden("heading"):
        rule.latex(topic.formula)
    if not alone:
        beside(topic, controls, strip)
    with stage:
        if not run:
            play(topic)
        more(topic)


def stripped(topic: Topic) -> bool:
    """Whether a strip of knobs is to be seen."""
    return bool(topic.strip) and not veil.hidden("strip") and not veil.hidden("controls")


def beside(topic: Topic, controls: DeltaGenerator, strip: DeltaGenerator) -> None:
    """The column of controls: the bar, the panels, the ways to other pages."""
    with controls, st.container(key="controls"):
        head = st.container()
        knobs(topic, strip)
        value = st.session_state[topic.slug]
        elsewhere.ways(topic, topic.network(value), start=value == topic.network(value))
    with head:
        if not veil.hidden("examples"):
            history.bar(topic)  # after the panels: it offers to undo what they have just changed
        share.share(topic)


def heading(topic: Topic) -> DeltaGenerator:
    """What the page asks, and what there is to see; the place of the rule behind it."""
    words, rule = st.columns(COLUMNS_OF_THE_HEADING, vertical_alignment="bottom")
    with words:
        st.markdown(f"# {said(topic.question)}")
        st.caption(f"{said(topic.text)} ({said('Notes')} {topic.sections})")
    with rule:
        return kept("rule")


def kept(key: str) -> DeltaGenerator:
    """A place that is kept free for what comes after the picture; a browser leaves out what has nothing in it."""
    place = st.container(key=key, gap=None)
    place.empty()
    return place


def knobs(topic: Topic, strip: DeltaGenerator) -> None:
    """The strip and the widgets of the open panel, and what they change; what is refused leaves all as it was."""
    name = topic.slug
    parts = panels(topic) + ([(strip, topic.strip)] if stripped(topic) else [])
    if stripped(topic) and fields.touched(STRIP):
        parts.reverse()  # what was touched comes first, so that the other shows what it has changed
    try:
        wished = st.session_state[name]
        for where, panel in parts:
            with where:
                wished = panel(wished)
        history.change(topic, history.playable(topic, wished))
    except Refused as refused:
        st.session_state[f"{name} note"] = history.refusal(refused)
        st.rerun()  # every control goes back to what holds


def panels(topic: Topic) -> list[tuple[DeltaGenerator, Any]]:
    """The open panel and its place; none where the link hides them all."""
    names = veil.kept("panel", topic.panels)
    if not names:
        return []
    opened, place = tabs(topic, "panel", names)
    return [(place, topic.panels[opened])]


def more(topic: Topic) -> None:
    """What can be asked below the picture, one tab each; only the open one runs."""
    names = [] if veil.hidden("below") else veil.kept("below", topic.below)
    if names:
        opened, place = tabs(topic, "more", names)
        with place:
            topic.extras.get(opened, claims.cards)(topic)


def tabs(topic: Topic, part: str, names: list[str]) -> tuple[str, Any]:
    """Tabs that the link remembers: the name of the open one, and its place."""
    if len(names) == 1:
        return names[0], st.container()
    key, present = f"{topic.slug} {part}", history.look(topic)[part]
    fields.follow(key, said(present))
    places = dict(zip(names, st.tabs(list(map(said, names)), key=key, on_change="rerun"), strict=True))
    opened = next((name for name, place in places.items() if place.open), present)
    fields.seen(key, said(opened))
    history.look(topic)[part] = opened
    return opened, places[opened]
