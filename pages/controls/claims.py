"""Cards for the claims of the notes that live on a page: what is claimed, and at a click what comes out here."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import streamlit as st

from engine.claims import CLAIMS
from engine.claims.claim import FAILS, HOLDS, HOLDS_IF, Claim, Verdict, nothing
from engine.values.codec import encode
from pages.controls.job import job
from pages.controls.topic import Topic

COLOURS = {HOLDS: "green", HOLDS_IF: "orange", FAILS: "red"}
FITS = "Measured on what the controls show, drawn anew for each of {count} seeds."
OWN = "Measured on [a state of its own]({link})."
MISFIT = "What the controls show does not fit this claim, or is too much work. "


def cards(topic: Topic) -> None:
    """A card for each claim."""
    value = st.session_state[topic.slug]
    for number in topic.measurable:
        with st.container(border=True, key=f"{topic.slug} claim {number}"):
            card(topic, number, value)


def card(topic: Topic, number: int, value: Any) -> None:
    """The notes' words, and a button; after a click, what came out."""
    claim = CLAIMS[number]
    on, where = subject(claim, value)
    st.markdown(f"**Claim {number}** · notes {claim.section} · “{claim.words}.”")
    st.caption(f"{claim.slip} {where}".strip())
    work = partial(claim.work, on, range(claim.count), time.perf_counter)
    if found := job(f"claim {number}", encode(on), f"Measure it here, over {claim.count} seeds", work):
        verdict(found)


def subject(claim: Claim, value: Any) -> tuple[Any, str]:
    """What a claim is measured on, the page's value if it fits, and a sentence on that."""
    on = claim.fits(value)
    if on is not None:
        return on, FITS.format(count=claim.count)
    own = OWN.format(link=f"?run={encode(claim.on)}")
    return claim.on, own if claim.fits is nothing else MISFIT + own


def verdict(found: Verdict) -> None:
    """The verdict, its figures, and the sentence."""
    figures = " · ".join(f"{each.name} **{each}**" for each in found.figures)
    st.markdown(f":{COLOURS[found.holds]}-badge[{found.holds}] {figures}")
    st.markdown(found.sentence)
