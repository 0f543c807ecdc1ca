"""Split sizes and mismatched dev sets (notes 2.1): what a dev set of some size, or of another kind, can tell."""

from __future__ import annotations

import dataclasses

import plotly.graph_objects as go
import streamlit as st

from engine.studies.bias_variance.splits import Estimates, Mismatch, dev_estimates, mismatch
from engine.studies.bias_variance.sweep import Sweep
from engine.values.codec import decode, encode
from pages.plots.dev_sets import figure
from pages.plots.verdict import written

SIZES = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
TOTALS = (100, 500, 1000, 5000, 10_000, 50_000, 100_000, 1_000_000)
REDRAWS = 20


@st.cache_data(max_entries=100, show_spinner=False)
def estimates(code: str, epochs: int) -> Estimates:
    """What dev sets of all sizes say of the network of a code."""
    return dev_estimates(decode(code), epochs, SIZES)


@st.cache_data(max_entries=400, show_spinner=False)
def mismatched(code: str, epochs: int, noise: float) -> Mismatch:
    """Errors of the network of a code where the dev set has other noise."""
    experiment = decode(code)
    return mismatch(experiment, epochs, dataclasses.replace(experiment.data.source, noise=noise), REDRAWS)


def sizes(shown: Sweep) -> None:
    """How large a dev set must be, and what share of the points that is."""
    found, source = estimates(encode(shown.experiment), shown.epochs), shown.experiment.data.source
    total = st.select_slider("Points in all", TOTALS, 10_000, key="dev.total", format_func=lambda each: f"{each:,}")
    title = "mean squared error" if source.task == "regression" else "share of wrong labels"
    st.plotly_chart(go.Figure(figure(found, total, title)), key="dev.chart", config={"displayModeBar": False})
    rows = []
    for name, train, dev in (("60 / 20 / 20", 0.6, 0.2), ("98 / 1 / 1", 0.98, 0.01)):
        size = max(1, round(total * dev))
        counts = {"split": name, "train": f"{round(total * train):,}", "dev": f"{size:,}"}
        rows.append(counts | reach(found, size, source))
    st.dataframe(rows, hide_index=True, width="stretch")
    st.caption(
        "A dev set must be large enough to tell models apart, not a fixed share: of a million points one percent does, "
        "and the other nineteen are better spent on training. Of a hundred points one percent is a single example."
    )


def reach(found: Estimates, size: int, source: object) -> dict[str, str]:
    """Between what four of five estimates fall; beyond the largest size that was measured the band is that one's."""
    at = min(range(len(SIZES)), key=lambda index: abs(SIZES[index] - size))
    low, high = (written(float(band[at]), source) for band in (found.low, found.high))
    return {"four of five estimates": f"{low} to {high}", "true error": written(found.error, source)}


def kinds(shown: Sweep) -> None:
    """A dev set that is drawn with other noise than the training set, and a train-dev set that tells which is which."""
    source = shown.experiment.data.source
    noise = st.slider("Noise of the dev set", 0.0, 1.0, min(1.0, source.noise + 0.3), 0.05, key="dev.noise")
    found = mismatched(encode(shown.experiment), shown.epochs, noise)
    show = lambda value: written(value, source)  # noqa: E731
    columns = st.columns(3)
    columns[0].metric("Training error", show(found.train))
    columns[1].metric("Train-dev error", show(found.train_dev), f"{show(found.variance)} variance", "inverse")
    columns[2].metric("Dev error", show(found.dev), f"{show(found.gap)} mismatch", "inverse")
    st.caption(
        f"The training set has noise {source.noise:g}. The train-dev set is of the same kind but was not trained on: "
        "train-dev − train is variance. Dev − train-dev is mismatch, which neither more of the same data nor "
        f"regularization cures. Means over {REDRAWS} redraws."
    )
