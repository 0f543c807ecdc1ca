"""A job on a page: a button that says what it costs, a bar while it runs, and then what has come of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import streamlit as st

from pages.live.jobs import JOBS, Work

EVERY = 0.5  # seconds between two looks; a page that is closed looks no more, and the job ends


def job(key: str, what: Hashable, label: str, work: Callable[[], Work]) -> Any | None:
    """The result of some work on ``what``, once somebody has asked for it and it is done; None until then.

    ``work`` makes a generator that yields how much is done, from 0 to 1, every few milliseconds, and returns the
    result. All who ask for the same share it.
    """
    where, who = (key, what), viewer()
    status = JOBS.look(where, who)
    if status is None:
        st.button(label, key=f"{key} button", on_click=JOBS.start, args=(where, work, who))
        return None
    if not status.done:
        watch(where, who)
        return None
    if status.error:
        st.error(status.error, icon=":material/error:")
        st.button("Try again", key=f"{key} again", on_click=JOBS.start, args=(where, work, who))
    return status.result


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
