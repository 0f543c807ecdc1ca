"""Stationary points by chance: how few are no saddles, by dimension, and how many ways lead down."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.saddle_points.matrices import (
    DECAY,
    DIMENSIONS,
    DRAWS,
    RARE,
    Chance,
    Matrices,
    definite,
    independent,
)
from pages.plots.style import ACCENT, INK, NEGATIVE, SOFT, axis, layout

LAST = 20  # the last dimension that the chart of shares shows
LOW = -6.0  # its lowest power of ten
NOW = 4  # the trace of the present dimension


def spec(matrices: Matrices) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Stationary points that are no saddles",
        "caption": f"{DRAWS:,} symmetric matrices for each n. Triangles: none was found, so at most this",
        "legend": [
            {"label": "measured", "color": ACCENT, "symbol": "dot"},
            {"label": "for large n, e^(−n² ln 3 / 4)", "color": ACCENT, "dash": True},
            {"label": "each sign by itself, 2^(1 − n)", "color": SOFT},
        ],
        "figure": figure(matrices),
        "every": 1,
        "picks": {"x": list(DIMENSIONS), "steps": list(range(len(DIMENSIONS)))},
    }


def figure(matrices: Matrices) -> dict[str, Any]:
    """Both theories, what was measured, and the present dimension."""
    n = np.arange(1, LAST + 1)
    found = {int(each): definite(matrices.seed, int(each)) for each in n}
    line = {"type": "scatter", "mode": "lines", "x": n.tolist(), "hovertemplate": "%{y:.2g}"}
    dots = {"type": "scatter", "mode": "markers", "hovertemplate": "%{y:.2g}"}
    seen, unseen = ([k for k, share in found.items() if bool(share) == there] for there in (True, False))
    traces = [
        line | {"name": "independent signs", "y": independent(n).tolist(), "line": {"color": SOFT, "width": 2}},
        line | {"name": "large n", "y": list(map(short, np.exp(-DECAY * n**2.0))),
                "line": {"color": ACCENT, "width": 1.6, "dash": "5px,4px"}},
        dots | {"name": "measured", "x": seen, "y": [found[k] for k in seen], "marker": {"color": ACCENT, "size": 8}},
        dots | {"name": "at most", "x": unseen, "y": [RARE] * len(unseen),
                "marker": {"color": ACCENT, "size": 8, "symbol": "triangle-down", "opacity": 0.45}},
        dots | {"name": "now", "x": [], "y": [], "hoverinfo": "skip",
                "marker": {"color": "rgba(0,0,0,0)", "size": 15, "line": {"color": INK, "width": 2}}},
    ]  # fmt: skip
    marks = {"tickvals": [1, 0.1, 0.01, 1e-3, 1e-4, 1e-5], "ticktext": ["1", "0.1", "0.01", "10⁻³", "10⁻⁴", "10⁻⁵"]}
    x, y = axis("dimensions n", range=[0.5, LAST + 0.5]), axis("share", type="log", range=[LOW, 0.15], **marks)
    return {"data": traces, "layout": layout(x, y)}


def short(value: float) -> float:
    """Three digits."""
    return float(f"{value:.3g}")


def patch(moment: Chance) -> dict[str, Any]:
    """The present dimension, as long as the chart shows it."""
    there = moment.n <= LAST
    x, y = ([moment.n], [moment.definite or RARE]) if there else ([], [])
    return {"restyle": {str(NOW): {"x": x, "y": y}}}


def ways_spec(matrices: Matrices) -> dict[str, Any]:
    """How many directions lead down, as the player takes it."""
    bars = {
        "type": "bar",
        "name": "matrices",
        "x": [],
        "y": [],
        "marker": {"color": NEGATIVE},
        "hovertemplate": "%{y:.0%}",
    }
    x = axis("share of directions that lead down", range=[-0.04, 1.04], tickformat=".0%")
    y = axis("of 100 matrices", range=[0, 1.02], tickformat=".0%")
    return {
        "painter": "plotly",
        "title": "Ways down",
        "caption": "A bowl is at the left end, a summit at the right. The larger n, the surer it is half and half",
        "legend": [],
        "figure": {"data": [bars], "layout": layout(x, y, bargap=0.1)},
        "every": 1,
    }


def ways_patch(moment: Chance) -> dict[str, Any]:
    """Their shares at this dimension."""
    x = (np.arange(moment.n + 1) / moment.n).round(4).tolist()
    return {"restyle": {"0": {"x": x, "y": moment.ways.round(4).tolist()}}}
