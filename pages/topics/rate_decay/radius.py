"""How far from the minimum each schedule is, step by step: measured on its particles, and by theory."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.rate_decay.decay import Decay
from engine.studies.rate_decay.orbits import Orbits, theory
from pages.plots.style import axis, layout
from pages.topics.rate_decay.paces import hues, legend

POINTS = 120  # of a line
LOW, HIGH = 1e-3, 20.0


def spec(decay: Decay) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Distance to the minimum",
        "caption": "Lines: by theory, all the way. Dots: measured on the particles, now",
        "legend": legend(decay),
        "figure": figure(decay),
        "every": 1,
    }


def figure(decay: Decay) -> dict[str, Any]:
    """The whole of theory, and a dot for each schedule."""
    shown = np.unique(np.linspace(0, decay.steps, POINTS).astype(int))
    expected = theory(decay)[shown]
    line = {"type": "scatter", "mode": "lines", "x": (shown / decay.epoch).round(3).tolist()}
    traces = [
        line | {"name": each["label"], "y": [seen(one) for one in row], "line": {"color": hue, "width": 2},
                "hovertemplate": "%{y:.3g}"}
        for each, hue, row in zip(legend(decay), hues(decay), expected.T.tolist(), strict=True)
    ]  # fmt: skip
    dot = {"type": "scatter", "mode": "markers", "name": "now", "x": [], "y": [], "hoverinfo": "skip"}
    traces += [dot | {"marker": {"color": hue, "size": 8}} for hue in hues(decay)]
    marks = {"tickvals": [0.01, 0.1, 1, 10], "ticktext": ["0.01", "0.1", "1", "10"]}
    x = axis("epoch", range=[0, decay.epochs])
    y = axis("root mean square", type="log", range=[-2.2, 1.1], **marks)
    return {"data": traces, "layout": layout(x, y)}


def seen(value: float) -> float | None:
    """Four digits of what has a place on the axis."""
    return float(f"{value:.4g}") if LOW < value < HIGH else None


def patch(moment: Orbits) -> dict[str, Any]:
    """The measured distances."""
    count, now = len(moment.radius), moment.epoch
    return {
        "restyle": {str(count + k): {"x": [now], "y": [seen(each)]} for k, each in enumerate(moment.radius.tolist())}
    }
