"""γ and β of every unit: a dot for each, and its way there."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.batch_norm.norms import NORMED, Norms
from engine.studies.batch_norm.pair import Look
from pages.plots.style import INK, RULE, axis, layout

DEPTHS = ("#0877bd", "#12936f", "#cf9a12", "#e4572e", "#d6336c", "#7042fa")
REACH = 3.0


def spec(norms: Norms) -> dict[str, Any]:
    """The view as the player takes it."""
    dots = {"type": "scatter", "mode": "markers", "x": [], "y": []}
    start = {"type": "scatter", "mode": "markers", "name": "start", "x": [1], "y": [0], "hoverinfo": "skip",
             "marker": {"color": INK, "size": 11, "symbol": "x-thin", "line": {"color": INK, "width": 2}}}  # fmt: skip
    traces = [start]
    for layer in range(norms.layers):
        marker = {"color": DEPTHS[layer], "size": 9, "line": {"color": RULE, "width": 1}}
        words = {"name": f"layer {layer + 1}", "hovertemplate": "γ %{x:.2f}, β %{y:.2f}"}
        traces.append(dots | words | {"marker": marker})
    x, y = axis("γ: deviation of z̃", range=[-0.6, REACH]), axis("β: its mean", range=[-REACH, REACH])
    legend = [{"label": f"layer {k + 1}", "color": DEPTHS[k], "symbol": "dot"} for k in range(norms.layers)]
    return {
        "painter": "plotly",
        "title": "γ and β",
        "caption": "a dot for each unit; all begin at the cross, 1 and 0",
        "legend": legend,
        "figure": {"data": traces, "layout": layout(x, y, hovermode="closest")},
        "every": 2,
    }


def patch(look: Look) -> dict[str, Any]:
    """Where they are."""
    theta, places = look.states[NORMED].theta, look.pair.trainers[NORMED].layout
    changes = {}
    for layer, span in enumerate(places.spans[:-1]):
        gamma = np.clip(theta[span.gamma], -0.6, REACH).round(3)
        beta = np.clip(theta[span.beta], -REACH, REACH).round(3)
        changes[str(1 + layer)] = {"x": gamma.tolist(), "y": beta.tolist()}
    return {"restyle": changes}
