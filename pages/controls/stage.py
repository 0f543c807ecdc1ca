"""The stage of a page: the ways of looking, and the player with all that it is told and may ask for."""

from __future__ import annotations

from typing import Any

import streamlit as st

from engine.values.codec import encode
from pages.controls import fields, history, look, predict, tongue, veil
from pages.controls.tongue import said
from pages.controls.topic import Layout, Topic
from pages.live import route
from pages.live.player import player


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
