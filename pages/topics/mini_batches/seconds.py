"""Seconds of an epoch with batches of every size, measured on this server after a click."""

from __future__ import annotations

import time
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from engine.studies.mini_batches.batches import ALL, Batches
from engine.studies.mini_batches.timing import Times, timing, timing_cost
from engine.values.codec import encode
from pages.controls.job import job
from pages.controls.topic import Topic
from pages.plots.style import ACCENT, TRUTH

BESIDE = (3, 5, 7, 9, 15, 17, 31, 33, 63, 65, 127, 129)  # neighbours of powers of two


def sizes(batches: Batches) -> tuple[int, ...]:
    """Powers of two, their neighbours, and all."""
    known = {*(2**k for k in range(9)), *BESIDE}
    return tuple(sorted({size for size in known if size < batches.points} | {batches.points}))


def panel(topic: Topic) -> None:
    """A button, then the chart and what it says."""
    batches: Batches = st.session_state[topic.slug]
    experiment, chosen = batches.experiment(ALL), sizes(batches)
    label = f"Time an epoch with batches of 1 to {batches.points}"
    work = partial(timing, experiment, chosen, time.perf_counter)
    found = job(f"{topic.slug} seconds", encode(batches), label, work, timing_cost(experiment, chosen))
    if found:
        st.plotly_chart(figure(found), key=f"{topic.slug} times", config={"displayModeBar": False})
        st.markdown(words(found))
    st.caption("Measured on this server, the quickest of seven epochs of each size, in turns.")


def figure(times: Times) -> go.Figure:
    """Milliseconds of an epoch over the size, powers of two marked."""
    power = [size & (size - 1) == 0 for size in times.sizes]
    milli = [1000 * each for each in times.seconds]
    traces = [
        go.Scatter(x=times.sizes, y=milli, name="an epoch", line={"color": ACCENT, "width": 2}, mode="lines+markers"),
        go.Scatter(
            x=[size for size, true in zip(times.sizes, power, strict=True) if true],
            y=[each for each, true in zip(milli, power, strict=True) if true],
            name="powers of two",
            mode="markers",
            marker={"color": TRUTH, "size": 10},
        ),
    ]
    axes = {"xaxis": {"title": "size B", "type": "log"}, "yaxis": {"title": "milliseconds", "type": "log"}}
    return go.Figure(traces, layout={**axes, "legend": {"orientation": "h", "y": 1.12}, "height": 320,
                                     "margin": {"t": 20, "b": 40}})  # fmt: skip


def words(times: Times) -> str:
    """One example at a time against all of them at once."""
    few, many = times.seconds[0], times.seconds[-1]
    return (
        f"An epoch one example at a time takes {1000 * few:.3g} ms, with all {times.sizes[-1]} at once "
        f"{1000 * many:.2g} ms: **{few / many:.0f} times as long**."
    )
