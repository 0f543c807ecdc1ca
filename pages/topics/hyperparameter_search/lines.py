"""Trials as lines across all knobs, to be brushed; and bands over repeats: what takes a click below the picture."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from engine.studies.hyperparameter_search.hunt import GUESS, METHODS, Hunt
from engine.studies.hyperparameter_search.knobs import KNOBS
from engine.studies.hyperparameter_search.repeats import REPEATS, best_so_far, repeated, repeated_cost
from engine.studies.hyperparameter_search.search import SCALES, Dimension, Result
from engine.values.codec import encode
from pages.controls.job import job
from pages.controls.topic import Topic
from pages.topics.hyperparameter_search.looks import HUES

SCALE = [[0, "#12936f"], [0.35, "#22a6c9"], [0.7, "#2f7fe0"], [1, "#c9ced6"]]
FAINT = {"grid": "rgba(245,147,34,0.18)", "random": "rgba(47,127,224,0.18)", "fine": "rgba(18,147,111,0.18)"}


def repeats(topic: Topic) -> Any:
    """All results of many repeats, once somebody has asked for them."""
    hunt: Hunt = st.session_state[topic.slug]
    return job("hunts", encode(hunt), f"Search {REPEATS} times over", partial(repeated, hunt), repeated_cost(hunt))


def parallel(topic: Topic) -> None:
    """Every trial of every method as a line."""
    hunt: Hunt = st.session_state[topic.slug]
    st.markdown("A line is a trial, green the best. **Drag along an axis** to keep the lines that pass there.")
    if found := repeats(topic):
        flat = [each for method in METHODS for run in found[method][:5] for each in run]
        st.plotly_chart(brushed(hunt, flat), key="hunt.parallel")
        st.caption(f"The first five of {REPEATS} repeats, all methods: {len(flat)} trials.")


def brushed(hunt: Hunt, results: list[Result]) -> go.Figure:
    """Parallel coordinates: an axis for each knob, the loss last."""
    losses = np.array([min(each.score, 2 * GUESS) if np.isfinite(each.score) else 2 * GUESS for each in results])
    axes = [across(slug, dimension, results) for slug, dimension in zip(hunt.knobs, hunt.space, strict=True)]
    axes.append({"label": "dev loss", "values": losses, "range": [0, GUESS * 1.05]})
    line = {"color": losses, "colorscale": SCALE, "cmin": float(losses.min()), "cmax": GUESS}
    return go.Figure(go.Parcoords(line=line, dimensions=axes), {"height": 360, "margin": {"l": 60, "r": 40, "t": 50}})


def across(slug: str, dimension: Dimension, results: list[Result]) -> dict[str, Any]:
    """One knob's axis, on its scale."""
    forward = SCALES[dimension.scale].forward
    ticks = [dimension.value(share) for share in (0, 0.25, 0.5, 0.75, 1)]
    return {
        "label": f"{KNOBS[slug].label} {KNOBS[slug].symbol}",
        "values": [forward(each.trial[dimension.name]) for each in results],
        "tickvals": [forward(each) for each in ticks],
        "ticktext": [f"{each:.3g}" for each in ticks],
    }


def bands(topic: Topic) -> None:
    """The best so far over repeats: median and the middle half."""
    hunt: Hunt = st.session_state[topic.slug]
    if found := repeats(topic):
        lowest = {method: best_so_far(found[method], hunt.budget) for method in METHODS}
        st.plotly_chart(banded(lowest), key="hunt.bands")
        st.markdown(said(lowest))


def banded(lowest: dict[str, np.ndarray]) -> go.Figure:
    """A line and a band for each method."""
    figure = go.Figure(layout={"height": 340, "hovermode": "x unified", "margin": {"l": 50, "r": 10, "t": 10, "b": 40}})
    for method, runs in lowest.items():
        low, middle, high = np.nanquantile(runs, [0.25, 0.5, 0.75], axis=0)
        x = np.arange(1, runs.shape[1] + 1)
        around = {"x": np.concatenate([x, x[::-1]]), "y": np.concatenate([high, low[::-1]]), "mode": "none"}
        figure.add_scatter(**around, fill="toself", fillcolor=FAINT[method], hoverinfo="skip", showlegend=False)
        figure.add_scatter(x=x, y=middle, name=METHODS[method], line={"color": HUES[method], "width": 2.4})
    figure.update_xaxes(title="trials", showgrid=False)
    figure.update_yaxes(title="best dev loss, median and middle half", range=[0, 0.75])
    return figure


def said(lowest: dict[str, np.ndarray]) -> str:
    """What came out, in one sentence."""
    ends = {method: runs[:, -1] for method, runs in lowest.items()}
    wins = float((ends["random"] < ends["grid"]).mean()), float((ends["fine"] < ends["random"]).mean())
    medians = ", ".join(f"{METHODS[method]} {np.nanmedian(each):.3f}" for method, each in ends.items())
    return (
        f"At the end (medians of {len(ends['grid'])} repeats): {medians}. Random search ends below the grid in "
        f"{wins[0]:.0%} of the repeats, coarse to fine below random search in {wins[1]:.0%}."
    )
