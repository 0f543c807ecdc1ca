"""How much each value counts in the newest average, from the newest one back."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.optimizers.averages import weights, window
from engine.studies.moving_averages.averages import Average, Averages
from pages.plots.style import ACCENT, INK, axis, layout
from pages.topics.moving_averages.series import LEGEND, WINDOW, rectangle

COUNT = 120  # values back
EDGE = [-0.5, COUNT - 0.5]


def spec(study: Averages) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Weight of each value: (1 − β) βʲ",
        "caption": "The first value outside the window weighs 1/e of the newest, or less. All together are as noisy, "
        "and as old, as a plain mean of 2/(1 − β) − 1 values",
        "legend": [LEGEND[-1], {"label": "1/e of the newest", "color": INK, "dash": True}],
        "figure": figure(),
        "every": 1,
    }


def figure() -> dict[str, Any]:
    """The window, the bars, and the height to which they have fallen at its edge."""
    bars = {"type": "bar", "name": "weight", "x": list(range(COUNT)), "y": [], "marker": {"color": ACCENT}}
    level = {"type": "scatter", "mode": "lines", "name": "1/e", "x": EDGE, "y": [], "hoverinfo": "skip"}
    level |= {"line": {"color": INK, "width": 1.2, "dash": "2px,3px"}}
    traces = [WINDOW, bars | {"hovertemplate": "%{y:.4f}"}, level]
    x, y = axis("values back", range=EDGE), axis(rangemode="tozero")
    return {"data": traces, "layout": layout(x, y, bargap=0.15)}


def patch(average: Average) -> dict[str, Any]:
    """The weights of this β."""
    bars, edge = weights(average.beta, COUNT), min(window(average.beta), COUNT) - 0.5
    level = float(bars[0] / np.e)
    changes = {"1": {"y": bars.round(6).tolist()}, "2": {"y": [level, level]}}
    return {"restyle": {"0": rectangle(-0.5, edge, 0.0, float(bars[0])), **changes}}
