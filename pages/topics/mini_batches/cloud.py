"""Gradients of batches around that of all examples: their tips, and how spread and angle go with the size."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.mini_batches.batches import Batches
from engine.studies.mini_batches.clouds import cloud, expected_spread
from engine.studies.mini_batches.runs import Moment
from pages.plots.style import ACCENT, INK, RULE, TRUTH, axis, layout
from pages.topics.mini_batches.looks import HUES, clouds, here, legend

Array = np.ndarray
REACH = 6.0  # of the picture, in lengths of the whole gradient
FIRST = 2  # the trace of the first cloud
LOW, HIGH = 0.02, 200.0  # of a spread that is shown


def spec(batches: Batches) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Gradients of batches",
        "caption": "The arrow: ∇J of all examples, of length 1. Dots: tips of 60 batches' gradients, here",
        "legend": legend(batches),
        "figure": figure(batches),
        "every": 1,
        "shape": "wide",
    }


def figure(batches: Batches) -> dict[str, Any]:
    """The whole gradient, which stands still, and a cloud for each size."""
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    dots = {"type": "scatter", "mode": "markers", "x": [], "y": [], "hoverinfo": "skip"}
    angle = np.linspace(0, 2 * np.pi, 49)
    ring = {"x": (1 + np.cos(angle)).round(3).tolist(), "y": np.sin(angle).round(3).tolist()}
    traces = [
        line | {"name": "as long as ∇J", **ring, "line": {"color": RULE, "width": 1.5}},
        line | {"name": "∇J", "x": [0, 1], "y": [0, 0], "line": {"color": INK, "width": 4}},
    ]
    traces += [
        dots | {"name": size, "marker": {"color": HUES[size], "size": 6, "opacity": 0.7}} for size in batches.sizes
    ]
    x = axis("along ∇J", range=[1 - REACH, 1 + REACH])
    y = axis("across", range=[-REACH, REACH])
    return {"data": traces, "layout": layout(x, y, hovermode=False)}


def patch(moment: Moment) -> dict[str, Any]:
    """The tips; what is far out is held at the edge."""
    changes = {}
    for k, each in enumerate(clouds(moment)):
        x, y = np.nan_to_num(each.places).T
        x, y = np.clip(x, 1 - REACH, 1 + REACH), np.clip(y, -REACH, REACH)
        changes[str(FIRST + k)] = {"x": x.round(3).tolist(), "y": y.round(3).tolist()}
    return {"restyle": changes}


def powers(batches: Batches) -> Array:
    """Sizes at which spread and angle are measured: the powers of two below m."""
    return 2 ** np.arange(int(np.log2(batches.points - 1)) + 1)


def spread_spec(batches: Batches) -> dict[str, Any]:
    """Spread and cosine against the size, as the player takes it."""
    line = {"type": "scatter", "mode": "lines", "x": powers(batches).tolist(), "y": []}
    dots = {"type": "scatter", "mode": "markers", "x": powers(batches).tolist(), "y": [], "hovertemplate": "%{y:.2f}"}
    traces = [
        line | {"name": "1/√B", "line": {"color": RULE, "width": 2, "dash": "5px,4px"}, "hoverinfo": "skip"},
        line | {"name": "by theory", "line": {"color": ACCENT, "width": 2}, "hovertemplate": "%{y:.2f}"},
        dots | {"name": "spread", "marker": {"color": ACCENT, "size": 8}},
        dots | {"name": "cosine", "marker": {"color": TRUTH, "size": 8, "symbol": "square"}},
    ]
    ticks = {"tickvals": powers(batches)[::2].tolist(), "tickangle": 0}
    marks = {"tickvals": [0.1, 1, 10, 100], "ticktext": ["0.1", "1", "10", "100"]}
    return {
        "painter": "plotly",
        "title": "Noise against size",
        "caption": "Four times the examples halve the spread; close to m it falls faster, for none are put back",
        "legend": [
            {"label": "spread ‖g_B − g‖ / ‖g‖", "color": ACCENT, "symbol": "dot"},
            {"label": "cosine of the angle", "color": TRUTH, "symbol": "square"},
            {"label": "1/√B", "color": RULE, "dash": True},
        ],
        "figure": {
            "data": traces,
            "layout": layout(axis("size B", type="log", range=[-0.1, np.log10(batches.points)], **ticks),
                             axis(type="log", range=[-1.7, 2.2], **marks)),
        },
        "every": 2,
    }  # fmt: skip


def spread_patch(moment: Moment) -> dict[str, Any]:
    """Measured on batches where the last size's run is by now, and by theory from its examples."""
    batches, found = moment.runs.batches, here(moment)
    sizes = powers(batches)
    each = [cloud(found, int(size), batches.seed) for size in sizes]
    theory = expected_spread(found, sizes)
    rows = (theory[0] / np.sqrt(sizes), theory, [one.spread for one in each], [one.cosine for one in each])
    return {"restyle": {str(k): {"y": list(map(seen, row))} for k, row in enumerate(rows)}}


def seen(value: float) -> float | None:
    """Three digits of what has a place on the axis."""
    return float(f"{value:.3g}") if LOW < value < HIGH else None
