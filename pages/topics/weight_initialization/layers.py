"""The spread of activations and of gradients, layer by layer, with what theory expects."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.weight_initialization.first_weights import FirstWeights
from engine.studies.weight_initialization.signals import Signals
from engine.studies.weight_initialization.weights import WEIGHTS
from pages.plots.snapshot import finite
from pages.plots.style import ACCENT, INK, SOFT, axis, layout

SMALLEST, LARGEST = 1e-12, 1e6
LINES = (("activation a", INK), ("gradient dz", ACCENT), ("gradient dW", SOFT))


def spec(study: FirstWeights) -> dict[str, Any]:
    """The view as the player takes it."""
    legend = [{"label": name, "color": color} for name, color in LINES]
    return {
        "painter": "plotly",
        "title": "Spread in each layer",
        "caption": f"Root mean square, on a log scale; what multiplies is straight. {WEIGHTS[study.weights].singular}",
        "legend": [*legend, {"label": "expected", "color": SOFT, "dash": True}],
        "figure": figure(study),
        "every": 1,
        "weight": 1.4,
    }


def figure(study: FirstWeights) -> dict[str, Any]:
    """Three measured lines with marks above two expected ones."""
    x = list(range(1, study.depth + 1))
    line = {"type": "scatter", "mode": "lines", "x": x, "y": [], "hovertemplate": "%{y:.2e}"}
    size = 7 if study.depth <= 25 else 4
    traces = [
        line | {"name": f"expected {name}", "line": {"color": color, "width": 1.4, "dash": "2px,4px"}}
        for name, color in LINES[:2]
    ]
    traces += [
        line | {"name": name, "mode": "lines+markers", "line": {"color": color, "width": 1.6}}
        | {"marker": {"color": color, "size": size}}
        for name, color in LINES
    ]  # fmt: skip
    ticks = {"type": "log", "range": [np.log10(SMALLEST), np.log10(LARGEST)], "dtick": 3, "exponentformat": "power"}
    return {"data": traces, "layout": layout(axis("layer", range=[0.5, study.depth + 0.5]), axis(**ticks))}


def patch(signals: Signals) -> dict[str, Any]:
    """This scale's lines; what falls off the axis sits on its edge."""
    expected = signals.expected if signals.expected is not None else ([], [])
    rows = [*expected, signals.activation, signals.back, signals.gradient]
    return {"restyle": {str(trace): {"y": clipped(row)} for trace, row in enumerate(rows)}}


def clipped(values: Any) -> list[float | None]:
    """Numbers that stay on the axis."""
    return [finite(value, 4) for value in np.clip(values, SMALLEST, LARGEST)]
