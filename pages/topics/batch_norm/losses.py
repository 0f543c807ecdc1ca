"""Losses of both networks over the epochs; and what the normalised one had in training, with each batch's own μ, σ."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.batch_norm.norms import LABELS, Norms
from engine.studies.batch_norm.pair import LOOKS, Look
from pages.plots.style import axis, layout
from pages.topics.batch_norm.colors import HUES, LEGEND, OWN


def spec(norms: Norms) -> dict[str, Any]:
    """The view as the player takes it."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.3f}"}
    traces = []
    for label, hue in zip(LABELS, HUES, strict=True):
        traces.append(line | {"name": f"{label}, train", "line": {"color": hue, "width": 2.2}})
        traces.append(line | {"name": f"{label}, test", "line": {"color": hue, "width": 1.6, "dash": "5px,4px"}})
    traces.append(line | {"name": "in training", "line": {"color": OWN, "width": 1.4}})
    return {
        "painter": "plotly",
        "title": "Loss",
        "caption": "dashed: on test points. Green: in training, by each mini-batch's own μ and σ",
        "legend": LEGEND,
        "figure": {"data": traces, "layout": layout(axis("epoch", range=[0, norms.epochs]), axis(range=[0, 1.0]))},
        "every": 1,
    }


def patch(look: Look) -> dict[str, Any]:
    """The losses up to now."""
    shown = slice(0, look.index + 1)
    x = (np.arange(look.index + 1) / LOOKS).round(2).tolist()
    rows = [*look.course[shown].reshape(-1, 4).T, look.in_training]
    return {"restyle": {str(k): {"x": x, "y": numbers(row)} for k, row in enumerate(rows)}}


def numbers(row: np.ndarray) -> list[float | None]:
    """Three digits of what has a place on the axis."""
    return [round(float(each), 3) if each < 5 else None for each in row]
