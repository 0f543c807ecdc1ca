"""Statistics of mini-batches beside the running ones, unit by unit."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.batch_norm.norms import NORMED, Norms
from engine.studies.batch_norm.pair import Look
from engine.studies.batch_norm.statistics import statistics
from pages.plots.style import RULE, axis, layout
from pages.topics.batch_norm.colors import OWN, WITH
from pages.topics.batch_norm.units import where

REACH = 1.6  # deviations


def spec(norms: Norms) -> dict[str, Any]:
    """The view as the player takes it."""
    places = where(norms.layers, norms.units)
    middles = places.reshape(norms.layers, norms.units).mean(axis=1)
    bars = {"type": "scatter", "mode": "lines", "name": "μ of batches", "x": [], "y": [], "hoverinfo": "skip"}
    bars |= {"line": {"color": OWN, "width": 3}}
    dots = {"type": "scatter", "mode": "markers", "x": places.tolist(), "y": [], "hoverinfo": "skip"}
    dots |= {"name": "running μ", "marker": {"color": WITH, "size": 7}}
    level = {"type": "scatter", "mode": "lines", "x": [-0.8, float(places[-1]) + 0.8], "y": [0, 0], "hoverinfo": "skip"}
    level |= {"name": "whole set", "line": {"color": RULE, "width": 1.5}}
    names = [f"layer {layer + 1}" for layer in range(norms.layers)]
    x = axis(range=[-0.8, places[-1] + 0.8], tickvals=middles.tolist(), ticktext=names, showgrid=False, tickangle=0)
    y = axis("deviations of z", range=[-REACH, REACH])
    return {
        "painter": "plotly",
        "title": "μ of batches, running μ",
        "caption": "0 is the μ of the whole training set. Bars: how far batches stray; dots: what test time uses",
        "legend": [{"label": "μ of batches", "color": OWN}, {"label": "running μ", "color": WITH, "symbol": "dot"}],
        "figure": {"data": [level, bars, dots], "layout": layout(x, y, hovermode=False)},
        "every": 2,
    }


def patch(look: Look) -> dict[str, Any]:
    """The statistics of this look."""
    found = statistics(look.pair, look.states[NORMED])
    spread = np.clip(np.nan_to_num(found.spread), 0, REACH).round(3)
    running = np.clip(np.nan_to_num(found.running), -REACH, REACH).round(3).tolist()
    places = where(look.pair.norms.layers, look.pair.norms.units)
    bars = {"x": gapped(places, places), "y": gapped(-spread, spread)}
    return {"restyle": {"1": bars, "2": {"y": running}}}


def gapped(starts: np.ndarray, ends: np.ndarray) -> list[float | None]:
    """Lines from start to end, a gap after each."""
    return [each for pair in zip(starts.tolist(), ends.tolist(), strict=True) for each in (*pair, None)]
