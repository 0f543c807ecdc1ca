"""The same as lines: the loss against the scale, one line for each depth, the one in training strong."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.weight_initialization.scale_map import DEPTHS, MAPPED, Mapped, ScaleMap
from pages.plots.style import ACCENT, SOFT, axis, layout
from pages.topics.weight_initialization.map import LEAST
from pages.topics.weight_initialization.scale_axis import STANDS, across, places, stands

TOP = 1.1


def spec(study: ScaleMap) -> dict[str, Any]:
    """The view as the player takes it."""
    legend = [{"label": "the depth in training", "color": ACCENT}, {"label": "shallower", "color": SOFT}]
    return {
        "painter": "plotly",
        "title": "Loss left, by scale",
        "caption": "1 is a guess",
        "legend": legend + [{"label": name, "color": color, "dash": True} for name, _, color in STANDS],
        "figure": figure(),
        "every": 1,
        "tall": True,
    }


def figure() -> dict[str, Any]:
    """A faint line for each depth, and a strong one."""
    line = {"type": "scatter", "mode": "lines", "x": places(MAPPED, LEAST), "y": [], "hovertemplate": "%{y:.2f}"}
    faint = [
        line | {"name": f"{depth} layers", "line": {"color": SOFT, "width": 1}, "opacity": 0.6} for depth in DEPTHS
    ]
    strong = line | {"name": "in training", "line": {"color": ACCENT, "width": 2.6}}
    y = axis("share of the first loss", range=[0, TOP])
    return {"data": [*stands(0, TOP), *faint, strong], "layout": layout(across(LEAST), y)}


def patch(mapped: Mapped) -> dict[str, Any]:
    """The lines so far; where the numbers ran away there is none."""
    rows = [
        [None if each != each else each for each in row] for row in np.minimum(mapped.losses, TOP).round(3).tolist()
    ]
    lines = {str(2 + row): {"y": each if row < mapped.row else []} for row, each in enumerate(rows)}
    return {"restyle": lines | {str(2 + len(DEPTHS)): {"y": rows[mapped.row]}}}
