"""Each parameter's slope, derived against measured: a right gradient lies on the diagonal, and a bug has a shape."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.gradient_checking.checking import Checked, Checking
from engine.studies.gradient_checking.differences import Differences
from engine.studies.gradient_checking.gradient_check import layer_numbers
from engine.training.cost import places
from pages.plots.style import CLASS_COLORS, CLASS_SYMBOLS, SOFT, axis, layout
from pages.topics.gradient_checking.lights import LATER

EDGE = 1.1  # of both axes, in shares of the largest slope: they stand still while ε moves


def spec(study: Checking) -> dict[str, Any]:
    """The view as the player takes it."""
    count = len(places(study.experiment).spans)
    return {
        "painter": "plotly",
        "title": "Derived against measured",
        "caption": "a mark for each parameter, as a share of the largest slope; right ones lie on the diagonal",
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
    empty, ends = {"type": "scatter", "x": [], "y": []}, [-EDGE, EDGE]
    diagonal = {"mode": "lines", "name": "right", "line": {"color": SOFT, "width": 1, "dash": "2px,3px"}}
    traces = [empty | diagonal | {"x": ends, "y": ends, "hoverinfo": "skip"}]
    for layer in range(layers):
        marker = look(layer) | {"size": 7, "opacity": 0.85}
        traces.append(empty | {"mode": "markers", "name": f"layer {layer + 1}", "marker": marker})
    x, y = (axis(title, range=[-EDGE, EDGE]) for title in ("measured: dθ_approx", "derived: dθ"))
    return {"data": traces, "layout": layout(x, y, hovermode="closest")}


def patch(moment: Checked) -> dict[str, Any]:
    """All pairs at the start."""
    return {"restyle": pairs(moment, moment.start)}


def trained_patch(moment: Checked) -> dict[str, Any]:
    """All pairs after training."""
    return {"restyle": pairs(moment, moment.trained)}


def pairs(moment: Checked, found: Differences) -> dict[str, Any]:
    """The pairs of each layer, as shares of the largest slope, right or claimed; what lies beyond is not drawn."""
    owner = layer_numbers(moment.layout)[moment.which]
    largest = max(float(np.abs(each).max()) for each in (found.claimed, found.right)) or 1.0
    measured, derived = (each / largest for each in (found.approximation(moment.index), found.claimed))
    inside = np.abs(measured) <= EDGE
    own = [inside & (owner == layer) for layer in range(len(moment.layout.spans))]
    return {str(k): {"x": tidy(measured[each]), "y": tidy(derived[each])} for k, each in enumerate(own, 1)}


def tidy(values: np.ndarray) -> list[float]:
    """Numbers to four decimals."""
    return np.nan_to_num(values).round(4).tolist()
