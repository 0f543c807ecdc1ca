"""The sigmoid, and each point on it at its z."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.logistic_regression.descent import Update
from engine.studies.logistic_regression.neuron import Neuron, draw
from engine.studies.logistic_regression.objective import activation
from pages.plots.style import CLASS_COLORS, INK, RULE, axis, layout
from pages.topics.logistic_regression.plane import NEURON

EDGE = 8.0


def spec(neuron: Neuron) -> dict[str, Any]:
    """The view as the player takes it."""
    points = draw(neuron)
    groups = [
        {"x": points.x[:, points.y == k].round(4).tolist(), "color": color}
        for k, color in zip((0, 1), CLASS_COLORS, strict=False)
    ]
    return {
        "painter": "handles",
        "title": "Each point at its z",
        "caption": "a = σ(z) is the probability of y = 1; what is wrong by much lies at the far end",
        "legend": [{"label": f"y = {k}", "color": CLASS_COLORS[k], "symbol": "dot"} for k in (0, 1)],
        "figure": figure(),
        "shape": "wide",
        "every": 1,
        "handles": [{"shape": "sigmoid", **NEURON, "groups": groups}],
    }


def figure() -> dict[str, Any]:
    """The curve, and where it says neither."""
    z = np.linspace(-EDGE, EDGE, 81)
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    traces = [
        line | {"x": [0, 0], "y": [-0.1, 1.1], "line": {"color": RULE, "width": 1.5, "dash": "3px,3px"}},
        line | {"x": z.tolist(), "y": activation(z).round(4).tolist(), "line": {"color": INK, "width": 1.5}},
    ]
    x, y = axis("z = wᵀx + b", range=[-EDGE, EDGE]), axis("a", range=[-0.1, 1.1], tickvals=[0, 0.5, 1])
    return {"data": traces, "layout": layout(x, y, hovermode=False)}


def patch(update: Update) -> dict[str, Any]:
    """Where the neuron stands."""
    return {"handle": update.theta.tolist()}
