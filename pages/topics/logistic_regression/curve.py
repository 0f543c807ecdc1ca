"""The cost, update by update."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.logistic_regression.descent import Update, path
from engine.studies.logistic_regression.neuron import Neuron
from pages.plots.style import ACCENT, axis, layout


def spec(neuron: Neuron) -> dict[str, Any]:
    """The view as the player takes it; the whole curve is known, so the axes stand still."""
    return {
        "painter": "plotly",
        "title": "The cost J over all points",
        "caption": "after each update",
        "figure": figure(neuron),
        "shape": "wide",
        "every": 1,
    }


def figure(neuron: Neuron) -> dict[str, Any]:
    """A curve that each frame makes longer."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "line": {"color": ACCENT, "width": 2}}
    top = float(np.max(path(neuron).costs))
    x, y = axis("update", range=[0, neuron.updates]), axis("J", range=[0, 1.08 * top])
    return {"data": [line | {"hovertemplate": "%{y:.4f}"}], "layout": layout(x, y)}


def patch(update: Update) -> dict[str, Any]:
    """The curve as far as it has come."""
    costs = update.path.costs[: update.index + 1]
    return {"restyle": {"0": {"x": list(range(len(costs))), "y": costs.round(5).tolist()}}}
