"""One test set in the plane of normalised inputs: with the training set's numbers, and with its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from engine.studies.input_normalization.apart import Apart, Mixture, line
from pages.plots import boundary
from pages.plots.style import CLASS_COLORS, CLASS_SYMBOLS, INK, TRUTH, axis, layout
from pages.plots.view import View

Array = np.ndarray
EDGE = 4.0  # deviations
WRONG = 3  # the trace of rings; before it the line and two classes
LEGEND = [
    *({"label": f"class {k}", "color": CLASS_COLORS[k], "symbol": CLASS_SYMBOLS[k]} for k in (0, 1)),
    {"label": "wrong", "color": TRUTH, "symbol": "ring"},
]


def spec(title: str, caption: str, study: Apart) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": title,
        "caption": caption,
        "legend": LEGEND,
        "figure": figure(study),
        "every": 1,
        "shape": "square",
    }


def figure(study: Apart) -> dict[str, Any]:
    """The line that was learned stands still; the points move."""
    known = line(study.inputs)
    x = np.array([-EDGE, EDGE])
    y = -(known.w[0] * x + known.b) / known.w[1]
    learned = {"type": "scatter", "mode": "lines", "name": "learned", "x": x.tolist(), "y": y.round(3).tolist(),
               "line": {"color": INK, "width": 2}, "hoverinfo": "skip"}  # fmt: skip
    nobody = np.zeros((2, 0))
    classes = [
        boundary.trace("train", f"class {k}", nobody, {"color": CLASS_COLORS[k], "symbol": CLASS_SYMBOLS[k]}, None)
        for k in (0, 1)
    ]
    ring = {"color": "rgba(0,0,0,0)", "size": 13, "line": {"color": TRUTH, "width": 1.8}}
    wrong = {"type": "scatter", "mode": "markers", "name": "wrong", "x": [], "y": [], "marker": ring}
    span = {"range": [-EDGE, EDGE], "tickvals": [-2, 0, 2], "constrain": "domain"}
    frame = layout(axis("x̃₁", **span), axis("x̃₂", scaleanchor="x", **span), hovermode="closest")
    return {"data": [learned, *classes, wrong | {"hoverinfo": "skip"}],
            "layout": frame | {"margin": {"l": 36, "r": 6, "t": 4, "b": 32}}}  # fmt: skip


def patch(which: Callable[[Mixture], Array], moment: Mixture) -> dict[str, Any]:
    """Where the examples lie, and which of them are on the wrong side."""
    x, truth = which(moment), moment.truth
    groups = truth == 0, truth == 1, ~moment.line.right(x, truth)
    shown = np.clip(x, -EDGE, EDGE).round(3)
    return {"restyle": {str(1 + k): spots(shown[:, group]) for k, group in enumerate(groups)}}


def spots(places: Array) -> dict[str, list[float]]:
    """Places as a chart takes them."""
    return {"x": places[0].tolist(), "y": places[1].tolist()}


TOGETHER = View(
    partial(spec, "With μ and σ of the training set", "One transformation for all: classes stay in place"),
    partial(patch, lambda moment: moment.together),
)
APART = View(
    partial(spec, "With μ and σ of its own", "The test set is pulled to 0, whatever is in it; the line stays"),
    partial(patch, lambda moment: moment.apart),
)
