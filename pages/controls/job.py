"""A job on a page: a button that says what it costs, a bar while it runs, and then what has come of it.

What takes longer than a blink is worked out after a click, by the workers, and stays on the page while what it rests on
does.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from engine.training.cost import Bill, Cost
from engine.values.bounds import Refused
from pages.live.jobs import JOBS, Work
from pages.live.limit import Limit, seconds

LIMIT = Limit()
EVERY = 0.5  # seconds between two looks; a page that is closed looks no more, and the job ends


def job(key: str, what: Hashable, label: str, work: Callable[[], Work], cost: Cost | None = None) -> Any | None:
    """The result of some work on ``what``, once somebody has asked for it and it is done; None until then.

    ``work`` makes a generator that yields how much is done, from 0 to 1, every few milliseconds, and returns the
    result. All who ask for the same share it. Where the ``cost`` is known the button says it; what is too dear has no
    button but a sentence.
    """
    where, who = (key, what), viewer()
    status = JOBS.look(where, who)
    if status is None:
        offer(key, what, label, work, cost)
        return None
    if not status.done:
        watch(where, who)
        return None
    if status.error:
        st.error(status.error, icon=":material/error:")
        st.button("Try again", key=f"{key} again", on_click=JOBS.start, args=(where, work, who))
    return status.result


def offer(key: str, what: Hashable, label: str, work: Callable[[], Work], cost: Cost | None) -> None:
    """The button that begins a job, or the sentence on why there is none."""
    if sentence := too_dear(cost):
        st.info(sentence)
        return
    priced = f"{label} · {price(cost)}" if cost else label
    st.button(priced, key=f"{key} button", on_click=begin, args=(key, what, work, cost))


def price(cost: Cost) -> str:
    """How long a job takes, in words; those of a moment are all alike to somebody who waits."""
    return f"about {seconds(cost.seconds)}" if cost.seconds >= 1 else "less than a second"


def begin(key: str, what: Hashable, work: Callable[[], Work], cost: Cost | None = None) -> None:
    """Begin a job, as a click on its button does, unless it is too dear."""
    if not too_dear(cost):
        JOBS.start((key, what), work, viewer())


def too_dear(cost: Cost | None) -> str:
    """What is said of a job that would take more than a page takes on; nothing of any other."""
    try:
        LIMIT.refuse(Bill(cost or Cost(), Cost()))
    except Refused as refused:
        return refused.said
    return ""


@st.fragment(run_every=EVERY)
def watch(where: tuple[str, Hashable], who: Hashable) -> None:
    """The bar of a job that runs, and the way to stop it; this alone runs again, until there is something to show."""
    status = JOBS.look(where, who)
    if status is None or status.done:
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(min(max(status.progress, 0.0), 1.0), f"{status.progress:.0%}")
        st.button("Cancel", key=f"{where[0]} cancel", on_click=JOBS.cancel, args=(where, who), type="tertiary")


def viewer() -> Hashable:
    """Whoever looks at this page."""
    return st.session_state.setdefault("viewer of jobs", object())
