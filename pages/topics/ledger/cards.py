"""A card for each claim that is chosen: what was measured, where it is seen, and measuring it again."""

from __future__ import annotations

import time
from functools import partial

import streamlit as st

from engine.claims import CLAIMS
from engine.claims.record import measured
from engine.values.codec import encode
from pages.controls.claims import verdict
from pages.controls.job import job
from pages.controls.topic import Topic
from pages.topics.ledger.chosen import address, chosen

MOST_SEED = 100_000
HELP = "Every claim counts its seeds from here: other points, other weights. 0 is what was measured before"


def cards(topic: Topic) -> None:
    """All of them, and the seed with which they are measured again."""
    first = st.number_input("Measure again from seed", 0, MOST_SEED, 1000, key="ledger.seed", help=HELP)
    for number in chosen(st.session_state[topic.slug]):
        with st.container(border=True, key=f"ledger claim {number}"):
            card(number, first)


def card(number: int, first: int) -> None:
    """The notes' words, what was measured, and what comes out with other seeds."""
    claim, entry = CLAIMS[number], measured()[number]
    st.markdown(f"**Claim {number}** · notes {claim.section} · “{claim.words}.”")
    verdict(entry.verdict)
    st.caption(f"Measured on {entry.date}, {entry.versions}. {claim.slip} [See it]({address(claim)})")
    seeds = range(first, first + claim.count)
    work = partial(claim.work, claim.on, seeds, time.perf_counter)
    key = encode(claim.on), first
    if found := job(f"ledger {number}", key, f"Measure it again, over seeds {seeds.start} to {seeds.stop - 1}", work):
        st.markdown(f"**With seeds {seeds.start} to {seeds.stop - 1}:**")
        verdict(found)
