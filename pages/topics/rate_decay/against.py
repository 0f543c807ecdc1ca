"""The orbit's radius against the rate: theory and measurement at constant rates, and where each schedule is by now."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.rate_decay.decay import Decay
from engine.studies.rate_decay.orbits import CONSTANTS, Orbits, measured, settled, slope
from pages.plots.style import INK, SOFT, axis, layout
from pages.topics.rate_decay.paces import hues

LEAST, MOST = 1e-3, 1.9  # rates of the line
LOW, HIGH = 1e-2, 20.0
STILL = 2


def spec(decay: Decay) -> dict[str, Any]:
    """The view as the player takes it."""
    said = "without noise there is no orbit" if decay.noise == 0 else f"slope {slope(decay):.2f}: it grows as √α"
    return {
        "painter": "plotly",
        "title": "Orbit against rate",
        "caption": f"Measured at small rates: {said}. Large dots: the schedules, now",
        "legend": [
            {"label": "by theory", "color": SOFT},
            {"label": "measured at a constant rate", "color": INK, "symbol": "ring"},
        ],
        "figure": figure(decay),
        "every": 1,
    }


def figure(decay: Decay) -> dict[str, Any]:
    """Line and rings stand still; a dot for each schedule moves."""
    x = np.geomspace(LEAST, MOST, 80)
    line = {"type": "scatter", "mode": "lines", "name": "theory", "x": [short(each) for each in x]}
    ring = {"size": 7, "color": "rgba(0,0,0,0)", "line": {"color": INK, "width": 1.4}}
    traces = [
        line | {"y": [seen(each) for each in settled(x, decay).tolist()], "line": {"color": SOFT, "width": 1.8},
                "hovertemplate": "%{y:.3g}"},
        {"type": "scatter", "mode": "markers", "name": "measured", "x": list(CONSTANTS), "marker": ring,
         "y": [seen(each) for each in measured(decay)], "hovertemplate": "%{y:.3g}"},
    ]  # fmt: skip
    dot = {"type": "scatter", "mode": "markers", "x": [], "y": [], "name": "now", "hoverinfo": "skip"}
    traces += [dot | {"marker": {"color": hue, "size": 9}} for hue in hues(decay)]
    plain = {"tickvals": [0.001, 0.01, 0.1, 1], "ticktext": ["0.001", "0.01", "0.1", "1"]}
    marks = {"tickvals": [0.01, 0.1, 1, 10], "ticktext": ["0.01", "0.1", "1", "10"]}
    return {"data": traces, "layout": layout(axis("α", type="log", range=[-3, 0.35], **plain),
                                             axis("radius", type="log", range=[-2, 1.1], **marks))}  # fmt: skip


def short(value: float) -> float:
    """Four digits."""
    return float(f"{value:.4g}")


def seen(value: float) -> float | None:
    """The same, of what has a place on the axis."""
    return short(value) if LOW < value < HIGH else None


def patch(moment: Orbits) -> dict[str, Any]:
    """Where the schedules are: above the line as long as the rate falls faster than the orbit can follow."""
    pairs = zip(moment.rates.tolist(), moment.radius.tolist(), strict=True)
    return {
        "restyle": {str(STILL + k): {"x": [short(rate)], "y": [seen(radius)]} for k, (rate, radius) in enumerate(pairs)}
    }
