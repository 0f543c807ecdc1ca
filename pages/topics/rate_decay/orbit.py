"""The bowl from above: a cloud of particles for each schedule, and the circle of its mean distance to the minimum."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.rate_decay.decay import START, Decay
from engine.studies.rate_decay.orbits import Orbits
from pages.plots.style import INK, RULE, TRUTH, axis, layout
from pages.topics.rate_decay.paces import hues, legend

EDGE = (5.0, 4.4)  # of the picture, to both sides and up and down
HEIGHTS = (0.25, 1.0, 2.0, 4.0, 8.0)  # of contours
ROUND = 48  # points of a circle
STILL = 3  # traces that do not move


def spec(decay: Decay) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Around the minimum",
        "caption": "Dots: 64 runs of each schedule, alike but for their noise. Circles: their mean distance",
        "legend": legend(decay),
        "figure": figure(decay),
        "every": 1,
        "shape": "square",
    }


def figure(decay: Decay) -> dict[str, Any]:
    """Contours, minimum and start, which stand still; then a cloud and a circle for each schedule."""
    x, y = contours(decay)
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    dots = {"type": "scatter", "mode": "markers", "hoverinfo": "skip"}
    marks = {"size": 10, "symbol": "cross", "color": TRUTH}
    traces = [
        line | {"name": "J", "x": x, "y": y, "line": {"color": RULE, "width": 1.2}},
        dots | {"name": "minimum", "x": [0], "y": [0], "marker": marks},
        dots | {"name": "start", "x": [START[0]], "y": [START[1]], "marker": {"size": 8, "color": INK}},
    ]
    for hue in hues(decay):
        traces.append(dots | {"name": "runs", "x": [], "y": [], "marker": {"size": 4.5, "color": hue, "opacity": 0.75}})
        traces.append(line | {"name": "distance", "x": [], "y": [], "line": {"color": hue, "width": 2}})
    across = axis("x", range=[-EDGE[0], EDGE[0]], showgrid=False, constrain="domain")
    up = axis("y", range=[-EDGE[1], EDGE[1]], showgrid=False, scaleanchor="x", constrain="domain")
    margin = {"l": 30, "r": 6, "t": 4, "b": 30}
    return {"data": traces, "layout": layout(across, up, hovermode=False, margin=margin)}


def contours(decay: Decay) -> tuple[list[float | None], list[float | None]]:
    """Ellipses ½ (x² + y²/κ) = height, one after the other."""
    angle = np.linspace(0, 2 * np.pi, ROUND + 1)
    x, y = [], []
    for height in HEIGHTS:
        reach = np.sqrt(2 * height / decay.curvatures)
        x += [*(reach[0] * np.cos(angle)).round(3).tolist(), None]
        y += [*(reach[1] * np.sin(angle)).round(3).tolist(), None]
    return x, y


def patch(moment: Orbits) -> dict[str, Any]:
    """Where the particles are by now; what is far outside is held beside the picture."""
    angle = np.linspace(0, 2 * np.pi, ROUND + 1)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    changes = {}
    for index, (cloud, radius) in enumerate(zip(moment.places, moment.radius, strict=True)):
        x, y = np.clip(cloud.T, -20, 20).round(3).tolist()
        changes[str(STILL + 2 * index)] = {"x": x, "y": y}
        x, y = (min(radius, 20.0) * circle).round(3).tolist()
        changes[str(STILL + 2 * index + 1)] = {"x": x, "y": y}
    return {"restyle": changes}
