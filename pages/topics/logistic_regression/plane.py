"""The points, shaded by what the neuron says of each place, and its line, which can be grabbed."""

from __future__ import annotations

from typing import Any

from engine.studies.logistic_regression.descent import Update
from engine.studies.logistic_regression.neuron import Neuron, draw
from pages.plots import boundary
from pages.plots.style import CLASS_COLORS, CLASS_SYMBOLS, NEGATIVE, POSITIVE

NEURON = {"weights": [0, 1], "bias": 2}  # which of the shared numbers (w₁, w₂, b)


def spec(neuron: Neuron) -> dict[str, Any]:
    """The view as the player takes it."""
    points, traces = draw(neuron), []
    for k in (0, 1):
        marker = {"color": CLASS_COLORS[k], "symbol": CLASS_SYMBOLS[k]}
        traces.append(boundary.trace("train", f"y = {k}", points.x[:, points.y == k], marker, None))
    return {
        "painter": "handles",
        "title": "The plane",
        "caption": "Drag the line, or the tip of its arrow w",
        "figure": boundary.plane(neuron.source, traces, pictures=0),
        "shape": "square",
        "every": 1,
        "grip": "The line of the neuron: arrow keys move it, with Shift they turn it",
        "handles": [{"shape": "line", **NEURON, "shade": [NEGATIVE, POSITIVE]}],
    }


def patch(update: Update) -> dict[str, Any]:
    """Where the neuron stands."""
    return {"handle": update.theta.tolist()}
