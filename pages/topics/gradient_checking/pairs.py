"""Each parameter's slope, derived against measured: a right gradient lies on the diagonal, and a bug has a shape."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.gradient_checking.checking import Checked, Checking
from engine.studies.gradient_checking.differences import Differences
from engine.studies.gradient_checking.gradient_check import layer_numbers
from engine.training.cost import places
from pages.plots.style import CLASS_COLORS, CLASS_SYMBOLS, RULE, axis, layout
from pages.topics.gradient_checking.lights import LATER

DIAGONAL = 0  # the trace


def spec(study: Checking) -> dict[str, Any]:
    """The view as the player takes it."""
    count = len(places(study.experiment).spans)
    return {
        "painter": "plotly",
        "title": "Derived against measured",
        "caption": "a mark for each parameter: dθ upwards, dθ_approx across; right ones lie on the diagonal",
        "figure": figure(count),
        "legend": [{"label": f"layer {k + 1}", **look(k)} for k in range(count)],
        "switches": LATER,
        "every": 1,
    }


def color(layer: int) -> str:
    """The colour of a layer, counted from 0."""
    return CLASS_COLORS[layer % len(CLASS_COLORS)]


def look(layer: int) -> dict[str, Any]:
    """The colour and the mark of a layer."""
    return {"color": color(layer), "symbol": CLASS_SYMBOLS[layer % len(CLASS_SYMBOLS)]}


def figure(layers: int) -> dict[str, Any]:
    """The diagonal, and a trace for each layer."""
    empty = {"type": "scatter", "x": [], "y": []}
    traces = [empty | {"mode": "lines", "line": {"color": RULE, "width": 1.5}, "hoverinfo": "skip", "name": "right"}]
    for layer in range(layers):
        marker = look(layer) | {"size": 7, "opacity": 0.85}
        traces.append(empty | {"mode": "markers", "name": f"layer {layer + 1}", "marker": marker})
    x, y = axis("measured: dθ_approx"), axis("derived: dθ")
    return {"data": traces, "layout": layout(x, y, hovermode="closest")}


def patch(moment: Checked) -> dict[str, Any]:
    """All pairs at the start."""
    return {"restyle": pairs(moment, moment.start)}


def trained_patch(moment: Checked) -> dict[str, Any]:
    """All pairs after training."""
    return {"restyle": pairs(moment, moment.trained)}


def pairs(moment: Checked, found: Differences) -> dict[str, Any]:
    """The pairs of each layer, and the diagonal over as much as both axes show."""
    measured, owner = found.approximation(moment.index), layer_numbers(moment.layout)[moment.which]
    ends = [float(np.min([measured.min(), found.claimed.min()])), float(np.max([measured.max(), found.claimed.max()]))]
    traces = {str(DIAGONAL): {"x": ends, "y": ends}}
    for layer in range(len(moment.layout.spans)):
        own = owner == layer
        traces[str(layer + 1)] = {"x": tidy(measured[own]), "y": tidy(found.claimed[own])}
    return traces


def tidy(values: np.ndarray) -> list[float]:
    """Numbers to five digits."""
    return [float(f"{each:.4e}") for each in np.nan_to_num(values)]
