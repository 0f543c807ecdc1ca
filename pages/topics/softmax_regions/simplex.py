"""Every training point at its ŷ: the corners of the triangle are certainty, its middle is none at all."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.training.trainer import Trainer
from pages.plots.style import CLASS_COLORS, CLASS_SYMBOLS, RULE, SOFT, axis, layout
from pages.topics.softmax_regions.moment import Classes

MOST = 400  # points that are shown
ROOM = 1.2  # of the figure beyond its corners
TRIANGLE = "One corner a class. Pulled to a corner: sure of it; at the dashed lines two classes are even"
LINE = "Two classes: the triangle is a line, and its middle is ŷ = ½"
SHADOW = "One corner a class, each point at Σ ŷₖ · cornerₖ: with more than three, the flat shadow of a simplex"


def corners(classes: int) -> np.ndarray:
    """Corners of the regular polygon, the first on top, (2, C); two classes make a line."""
    angle = np.pi / 2 - 2 * np.pi * np.arange(classes) / classes if classes > 2 else np.array([np.pi, 0.0])
    return np.stack([np.cos(angle), np.sin(angle)])


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    classes = max(2, trainer.samples[0].sizes[1])
    return {
        "painter": "plotly",
        "title": "Simplex" if classes == 3 else "ŷ between its corners",
        "caption": {2: LINE, 3: TRIANGLE}.get(classes, SHADOW),
        "figure": figure(classes),
        "legend": [],
        "shape": "wide",
        "tall": True,
        "every": 1,
    }


def figure(classes: int) -> dict[str, Any]:
    """The frame, where two classes are even, the corners' names, and the points of each class, which move."""
    at = corners(classes)
    ring = np.concatenate([at, at[:, :1]], axis=1).round(4)
    middles = (at + np.roll(at, -1, axis=1)) / 2
    spokes = [(0.0, float(x), None) for x in middles[0]], [(0.0, float(y), None) for y in middles[1]]
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    even = {"x": sum(spokes[0], ()), "y": sum(spokes[1], ()), "line": {"color": RULE, "width": 1.2, "dash": "4px,4px"}}
    names = {"type": "scatter", "mode": "text", "x": (1.13 * at[0]).tolist(), "y": (1.13 * at[1]).tolist(),
             "text": [f"{k}" for k in range(classes)], "hoverinfo": "skip",
             "textfont": {"size": 13, "color": list(CLASS_COLORS[:classes])}}  # fmt: skip
    frame = line | {"x": ring[0].tolist(), "y": ring[1].tolist(), "line": {"color": SOFT, "width": 1.2}}
    low, high = float(at[1].min()), float(at[1].max())
    reach, middle = ROOM * max(float(at[0].max()), (high - low) / 2), (low + high) / 2
    span = {"showgrid": False, "showticklabels": False, "showline": False}
    x, y = (
        axis(**span, range=[-reach, reach], constrain="domain"),
        axis(**span, range=[middle - reach, middle + reach], scaleanchor="x", constrain="domain"),
    )
    dots = [dot(k) for k in range(classes)]
    return {"data": [frame, line | even, names, *dots],
            "layout": layout(x, y, hovermode="closest", margin={"l": 6, "r": 6, "t": 4, "b": 4})}  # fmt: skip


def dot(k: int) -> dict[str, Any]:
    """The points of one class."""
    rim = {"color": "#ffffff", "width": 0.8}
    marker = {"color": CLASS_COLORS[k], "symbol": CLASS_SYMBOLS[k], "size": 7, "line": rim}
    return {"type": "scatter", "mode": "markers", "name": f"class {k}", "x": [], "y": [], "marker": marker,
            "hovertemplate": f"a point of class {k}<extra></extra>"}  # fmt: skip


def patch(moment: Classes) -> dict[str, Any]:
    """Where the training points are by now."""
    shown = slice(0, min(MOST, moment.trainer.samples[0].counts[0]))
    answers, truth = moment.answers[:, shown], moment.truth[shown]
    x, y = (corners(len(answers)) @ answers).round(3)
    place = {str(3 + k): {"x": x[truth == k].tolist(), "y": y[truth == k].tolist()} for k in range(len(answers))}
    return {"restyle": place}
