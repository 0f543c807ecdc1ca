"""The hill from above with the balls on it, and at each ball the directions in which it curves up and down."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.saddle_points.balls import BALLS, Fallen, Optima
from pages.plots.heights import evened, ground
from pages.plots.style import INK, NEGATIVE, OPTIMIZER_COLORS, PANEL, POSITIVE

Array = np.ndarray
SIDE = 121  # points of the grid
LONG = 0.045  # of the hill's width: half of a cross
SHOWN = 150  # points of a path
UP, DOWN, PATHS = 2, 3, 4  # traces, after contours and minima; a path and a ball for each optimizer
LEGEND = [
    *({"label": each.label, "color": OPTIMIZER_COLORS[slug], "symbol": "dot"} for slug, each in BALLS.items()),
    {"label": "up", "color": POSITIVE},
    {"label": "down", "color": NEGATIVE},
]


def spec(optima: Optima) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "handles",
        "title": optima.hill.label,
        "caption": "Click, or drag the dot: the balls are let go there",
        "legend": LEGEND,
        "figure": figure(optima),
        "every": 1,
        "shape": "square",
        "grip": "Where the balls are let go: arrow keys move it",
        "handles": [{"shape": "dot", "at": [0, 1]}],
        "clicks": True,
    }


def figure(optima: Optima) -> dict[str, Any]:
    """Shade and contours, the lowest points, and what moves."""
    (left, right), (bottom, top) = optima.hill.bounds
    across, up = np.linspace(left, right, SIDE), np.linspace(bottom, top, SIDE)
    heights = optima.hill.value(np.stack(np.meshgrid(across, up), axis=-1))
    drawn = ground(across, up, evened(np.nan_to_num(heights, nan=np.inf)))
    lowest = [list(each) for each in zip(*optima.hill.minima, strict=True)] or [[], []]
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip"}
    dots = {"type": "scatter", "mode": "markers", "hoverinfo": "skip"}
    star = {"symbol": "star", "size": 13, "color": PANEL, "line": {"color": INK, "width": 1.2}}
    drawn["data"] += [
        dots | {"name": "lowest", "x": lowest[0], "y": lowest[1], "marker": star},
        line | {"name": "curves up", "line": {"color": POSITIVE, "width": 3}},
        line | {"name": "curves down", "line": {"color": NEGATIVE, "width": 3}},
    ]
    for slug in BALLS:
        rim = {"color": PANEL, "width": 1.5}
        ball = {"color": OPTIMIZER_COLORS[slug], "size": 11, "line": rim}
        drawn["data"].append(line | {"name": slug, "line": {"color": OPTIMIZER_COLORS[slug], "width": 2.2}})
        drawn["data"].append(dots | {"name": slug, "x": [], "y": [], "marker": ball})
    return drawn


def patch(moment: Fallen) -> dict[str, Any]:
    """Paths up to now, the balls, and a cross at each."""
    steps = np.unique(np.linspace(0, moment.step, min(SHOWN, moment.step + 1)).astype(int))
    changes = {str(UP): crosses(moment, 1), str(DOWN): crosses(moment, -1)}
    for k in range(len(BALLS)):
        path = moment.fall.points[steps, k]
        changes[str(PATHS + 2 * k)] = spots(path)
        changes[str(PATHS + 2 * k + 1)] = spots(path[-1:])
    return {"restyle": changes, "handle": moment.optima.start.round(4).tolist()}


def crosses(moment: Fallen, sign: int) -> dict[str, list[float | None]]:
    """A stroke along each direction that curves up (1) or down (−1) at each ball, with gaps between."""
    (left, right), (bottom, top) = moment.optima.hill.bounds
    half = LONG * np.array([right - left, top - bottom])
    fall, x, y = moment.fall, [], []
    least = 1e-3 * fall.largest
    for place, values, vectors in zip(
        *(each[moment.step] for each in (fall.points, fall.eigenvalues, fall.vectors)), strict=True
    ):
        for value, way in zip(values, vectors.T, strict=True):
            if sign * value > least:
                ends = np.stack([place - half * way, place + half * way]).round(4)
                x += [*ends[:, 0].tolist(), None]
                y += [*ends[:, 1].tolist(), None]
    return {"x": x, "y": y}


def spots(places: Array) -> dict[str, list[float]]:
    """Places as a chart takes them."""
    x, y = places.T.round(4).tolist()
    return {"x": x, "y": y}
