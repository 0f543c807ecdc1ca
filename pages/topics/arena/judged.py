"""Over thirty seeds: who wins how often, by how much, and how sure that is."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from engine.studies.arena.arena import NAMES, Arena
from engine.studies.arena.seeds import SEEDS, duels, over_seeds, seeds_cost
from engine.values.codec import encode
from pages.controls.job import job
from pages.controls.topic import Topic
from pages.topics.arena.corners import COLORS, apart


def panel(topic: Topic) -> None:
    """The job, the sentences and the picture of every seed."""
    arena: Arena = st.session_state[topic.slug]
    work = partial(over_seeds, arena)
    found = job("seeds", encode(arena), f"Run it over {SEEDS} seeds", work, seeds_cost(arena))
    if found is None:
        st.caption("Other points, other first weights and batches with each seed, the same for all runs.")
        return
    for k, each in enumerate(duels(found), start=1):
        st.markdown(f"**{each.name}** ({apart(arena, k)}): {each.words}")
    st.plotly_chart(figure(found), key="arena.seeds")
    st.markdown(medians(found, arena))


def figure(found: np.ndarray) -> go.Figure:
    """A line for each seed, from run to run."""
    names = list(NAMES[: len(found)])
    losses = np.where(np.isfinite(found[:, :, 0]), found[:, :, 0], None)
    figure = go.Figure(layout={"height": 320, "showlegend": False, "margin": {"l": 50, "r": 10, "t": 10, "b": 30}})
    thin = {"color": "rgba(128,138,150,0.35)", "width": 1}
    for row in losses.T:
        figure.add_scatter(x=names, y=row, mode="lines", line=thin, hoverinfo="skip")
    for name, row in zip(names, losses, strict=True):
        dots = {"color": COLORS[name], "size": 7}
        figure.add_scatter(x=[name] * len(row), y=row, mode="markers", marker=dots, hovertemplate="%{y:.3f}")
    figure.update_yaxes(title="dev loss, a line for each seed", rangemode="tozero")
    return figure


def medians(found: np.ndarray, arena: Arena) -> str:
    """Median loss and score of every run."""
    score = "R²" if arena.experiments[0].data.source.task == "regression" else "accuracy"
    parts: list[Any] = [
        f"{name}: dev loss {np.median(each[:, 0]):.3f}, {score} {np.median(each[:, 1]):.3f}"
        for name, each in zip(NAMES, found, strict=False)
    ]
    return "Medians. " + "; ".join(parts) + "."
