"""One way to show a page: open its link, its panels, what they refuse, the way back, the player, and what is below."""

from __future__ import annotations

import time
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.controls import claims, elsewhere, fields, history, look, predict, share, tongue, veil
from pages.controls.tongue import said
from pages.controls.topic import Layout, Topic
from pages.live import route
from pages.live.player import player

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


def looks(topic: Topic) -> None:
    """The ways of looking that have a control of their own: layouts, and what the topic adds."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(topic.named) > 1:
            pick(topic, "layout", "View", topic.named)
        for name, each in topic.looks.items():
            pick(topic, name, each.label, each.options, each.help)


def pick(topic: Topic, name: str, label: str, options: dict[str, str], help: str = "") -> None:
    """One way of looking, as a row of buttons of which one is pressed."""
    key, present = f"{topic.slug} {name}", history.look(topic)[name]
    fields.follow(key, present)
    tell, visible = tongue.teller(), "visible" if help else "collapsed"
    chosen = st.segmented_control(
        tell(label), list(options), key=key, format_func=lambda name: tell(options[name]), help=tell(help) or None,
        label_visibility=visible,
    )  # fmt: skip
    history.look(topic)[name] = fields.seen(key, present if chosen is None else chosen)


def play(topic: Topic, run: str | None = None) -> None:
    """Mount the player on the value as it now is; ``run`` is the whole run of a link just opened."""
    waits = predict.ask(topic)
    if topic.looks or len(topic.named) > 1:
        looks(topic)
    acts = {act: answer(topic, act) for act in topic.acts} | {
        "undo": lambda: history.undo(topic.slug),
        "visit": lambda: history.visit(topic, asked(topic, "visit")),
        "stand": lambda: history.stand(topic, asked(topic, "stand")),
    }
    player(message(topic, run, waits), key=f"{topic.slug} player", acts=acts)


def message(topic: Topic, run: str | None, waits: bool) -> dict[str, Any]:
    """What the player is told of the value as it now is; ``waits``: it does not play by itself."""
    state, name = st.session_state, topic.slug
    value, seen = state[name], history.look(topic)
    layout = topic.layout(value, seen)
    kind, shown = layout.kind or topic.kind, layout.run(value)
    code, cold, subject = encode(shown), kind.cold(shown), layout.subject(shown, seen)
    clock = layout.clock(subject)
    at = clock.begins if state[f"{name} at"] is None else state[f"{name} at"]
    own = layout.kind is None  # what is played is the page's own value
    pulled = run if run and own else code
    address = {"run": None if own else encode(value), "view": look.write(seen, topic.options)}
    begin = {"begin": state[f"{name} begun"]} if clock.keeps else {}
    return begin | {
        "run": pulled,
        "address": address | {"edits": state[f"{name} edits"]},
        "experiment": code,
        "cold": f"{cold} {seen.get('layout', '')}",  # another layout begins anew: its curves want all of the run
        "first": first_frame(topic, layout, kind, pulled, cold, at),
        "figures": {each: tongue.spec(kind.views[each].spec(subject)) for each in layout.views},
        "words": dict(tongue.words(tongue.language())),
        "layout": veil.rows(layout.rows),
        "clock": clock.data(),
        "at": at,
        "autoplay": clock.knob is None and not waits,  # a knob waits for a hand
        "note": state[f"{name} note"],
        "tip": said(topic.tip),
        "acts": list(topic.acts),
        "stands": bool(topic.followers) and seen.get("more", next(iter(topic.below))) in topic.followers,
    }


def first_frame(topic: Topic, layout: Layout, kind: Any, run: str, cold: str, at: int) -> dict[str, Any] | None:
    """The frame at which a run begins that the player does not know yet; None for one that only goes on."""
    state, key = st.session_state, f"{topic.slug} cold"
    if state.get(key) == (cold, layout.label):
        return None
    state[key] = cold, layout.label
    return route.first_frame(kind, run, tuple(layout.views), at)


def answer(topic: Topic, act: str) -> Any:
    """The callback of something the player may ask for."""
    return lambda: history.attempt(topic, topic.acts[act], asked(topic, act))


def asked(topic: Topic, act: str) -> Any:
    """What the player asks for."""
    return st.session_state[f"{topic.slug} player"][act]
