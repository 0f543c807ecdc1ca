"""Split sizes and mismatched dev sets (notes 2.1): what a dev set of some size, or of another kind, can tell."""

from __future__ import annotations

import dataclasses
from functools import partial

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from engine.studies.bias_variance.cost import dev_estimates_cost, mismatch_cost
from engine.studies.bias_variance.diagnosis import CASES
from engine.studies.bias_variance.splits import Estimates, Mismatch, dev_estimating, mismatching
from engine.studies.bias_variance.sweep import Sweep
from engine.values.codec import encode
from pages.controls.job import job
from pages.controls.topic import Topic
from pages.plots.sweep.curves import error_name
from pages.plots.sweep.verdict import written
from pages.topics.bias_variance.dev_set_sizes import figure

SIZES = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
TOTALS = (100, 500, 1000, 5000, 10_000, 50_000, 100_000, 1_000_000)
REDRAWS = 20


def sizes(topic: Topic) -> None:
    """How large a dev set must be, and what share of the points that is."""
    sweep: Sweep = st.session_state[topic.slug]
    what, asked = encode(sweep.experiment), (sweep.experiment, sweep.epochs, SIZES)
    label = f"Train one network for {sweep.epochs:,} epochs, and judge it by dev sets of {len(SIZES)} sizes"
    work, cost = partial(dev_estimating, *asked), dev_estimates_cost(*asked)
    if found := job(f"{topic.slug} sizes", (what, sweep.epochs), label, work, cost):
        if np.isnan(found.error):
            st.markdown(CASES["diverged"].meaning)
        else:
            judged(found, sweep)
    st.caption(
        "A dev set must be large enough to tell models apart, not a fixed share: of a million points one percent does, "
        "and the other nineteen are better spent on training. Of a hundred points one percent is a single example."
    )


def judged(found: Estimates, sweep: Sweep) -> None:
    """The band of the estimates, and two ways to split all points."""
    source = sweep.experiment.data.source
    total = st.select_slider("Points in all", TOTALS, 10_000, key="dev.total", format_func=lambda each: f"{each:,}")
    chart = go.Figure(figure(found, total, error_name(sweep)))
    st.plotly_chart(chart, key="dev.chart", config={"displayModeBar": False})
    rows = []
    for name, train, dev in (("60 / 20 / 20", 0.6, 0.2), ("98 / 1 / 1", 0.98, 0.01)):
        size = max(1, round(total * dev))
        counts = {"split": name, "train": f"{round(total * train):,}", "dev": f"{size:,}"}
        rows.append(counts | reach(found, size, source))
    st.dataframe(rows, hide_index=True, width="stretch")


def reach(found: Estimates, size: int, source: object) -> dict[str, str]:
    """Between what four of five estimates fall; beyond the largest size that was measured the band is that one's."""
    at = min(range(len(SIZES)), key=lambda index: abs(SIZES[index] - size))
    low, high = (written(float(band[at]), source) for band in (found.low, found.high))
    return {"four of five estimates": f"{low} to {high}", "true error": written(found.error, source)}


def kinds(topic: Topic) -> None:
    """A dev set that is drawn with other noise than the training set, and a train-dev set that tells which is which."""
    sweep: Sweep = st.session_state[topic.slug]
    source = sweep.experiment.data.source
    noise = st.slider("Noise of the dev set", 0.0, 1.0, min(1.0, source.noise + 0.3), 0.05, key="dev.noise")
    what, other = encode(sweep.experiment), dataclasses.replace(source, noise=noise)
    label = f"Train {REDRAWS} networks for {sweep.epochs:,} epochs, and judge them"
    work = partial(mismatching, sweep.experiment, sweep.epochs, other, REDRAWS)
    cost = mismatch_cost(sweep.experiment, sweep.epochs, REDRAWS)
    if found := job(f"{topic.slug} kinds", (what, sweep.epochs, noise), label, work, cost):
        if np.isnan(found.train):
            st.markdown(CASES["diverged"].meaning)
        else:
            compared(found, source)
    st.caption(
        f"The training set has noise {source.noise:g}. The train-dev set is of the same kind but was not trained on: "
        "train-dev − train is variance. Dev − train-dev is mismatch, which neither more of the same data nor "
        f"regularization cures. Means over {REDRAWS} redraws."
    )


def compared(found: Mismatch, source: object) -> None:
    """Three errors, each with its distance from the one before."""
    show = lambda value: written(value, source)  # noqa: E731
    columns = st.columns(3)
    columns[0].metric("Training error", show(found.train))
    columns[1].metric("Train-dev error", show(found.train_dev), f"{show(found.variance)} variance", "inverse")
    columns[2].metric("Dev error", show(found.dev), f"{show(found.gap)} mismatch", "inverse")
