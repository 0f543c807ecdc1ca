"""The ways from a page to others with the network that it is about: the Playground, and pages that offer to take it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from engine.chain import Chain
from engine.experiment import Experiment
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.controls.topic import Topic
from pages.live.network import playable

Address = Callable[[Experiment], str]  # of the page that takes it; refuses what it does not take
OFFERS: dict[str, tuple[str, Address]] = {}  # by the slug of the page that takes it: the words of the way


def offer(words: str, slug: str, address: Address) -> None:
    """A page takes networks from all others."""
    OFFERS[slug] = words, address


def ways(topic: Topic, experiment: Experiment | None, start: bool = False) -> None:
    """Links to all pages that take the network; ``start``: this is the Playground, the start page, itself."""
    if experiment is None:
        return
    if not start:
        playground(experiment)
    for slug, (words, address) in OFFERS.items():
        if slug != topic.slug:
            try:
                st.markdown(f":material/open_in_new: [{words}]({address(experiment)})")
            except Refused:
                continue  # what that page does not take is no fault of this one


def playground(experiment: Experiment) -> None:
    """The way to the start page, or why there is none."""
    try:
        playable(Chain(((0, experiment),)))
        st.markdown(f":material/open_in_new: [Open this network in the Playground](./?run={encode(experiment)})")
    except Refused as refused:
        st.caption(f"The Playground does not show this network: {refused.sentence}.")
