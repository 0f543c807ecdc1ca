"""What befalls each ball, step by step: its height, the curvature under it, the slope."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from engine.studies.saddle_points.balls import BALLS, Fall, Fallen, Optima, fall
from pages.plots.style import OPTIMIZER_COLORS, RULE, axis, layout
from pages.plots.view import View

Array = np.ndarray
Number = Callable[[Fall], Array]  # of a whole fall: (T + 1, K)
SHOWN = 200  # points of a line


def spec(title: str, caption: str, number: Number, optima: Optima) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": title,
        "caption": caption,
        "legend": [],
        "figure": figure(number, optima),
        "every": 1,
    }


def figure(number: Number, optima: Optima) -> dict[str, Any]:
    """The whole of every line, and a dot on each that moves."""
    found = number(fall(optima))
    steps = np.unique(np.linspace(0, optima.steps, SHOWN).astype(int))
    level = {"type": "scatter", "mode": "lines", "x": [0, optima.steps], "y": [0, 0], "hoverinfo": "skip", "name": "0"}
    traces = [level | {"line": {"color": RULE, "width": 1.5}}]
    line = {"type": "scatter", "mode": "lines", "x": steps.tolist(), "hovertemplate": "%{y:.3g}"}
    dot = {"type": "scatter", "mode": "markers", "x": [], "y": [], "name": "now", "hoverinfo": "skip"}
    for k, (slug, each) in enumerate(BALLS.items()):
        look = {"color": OPTIMIZER_COLORS[slug], "width": 2}
        traces.append(line | {"name": each.label, "y": list(map(short, found[steps, k])), "line": look})
    traces += [dot | {"marker": {"color": OPTIMIZER_COLORS[slug], "size": 8}} for slug in BALLS]
    low, high = min(0.0, float(found.min())), max(0.0, float(found.max()))
    room = 0.08 * (high - low) or 1.0
    y = axis(range=[low - room, high + room])
    return {"data": traces, "layout": layout(axis("step", range=[0, optima.steps]), y)}


def short(value: Any) -> float:
    """Four digits."""
    return float(f"{float(value):.4g}")


def patch(number: Number, moment: Fallen) -> dict[str, Any]:
    """Where each ball stands on its line."""
    now = number(moment.fall)[moment.step]
    first = 1 + len(BALLS)
    return {"restyle": {str(first + k): {"x": [moment.step], "y": [short(each)]} for k, each in enumerate(now)}}


def view(title: str, caption: str, number: Number) -> View:
    """A view of one number of every ball."""
    return View(partial(spec, title, caption, number), partial(patch, number))


HEIGHTS = view("Height", "f at each ball", lambda whole: whole.heights)
LEAST = view(
    "Least curvature",
    "λ_min of the Hessian at each ball; below 0 it leads down",
    lambda whole: whole.eigenvalues[..., 0],
)
LARGEST = view(
    "Largest curvature", "The larger eigenvalue: it bounds the stable rate", lambda whole: whole.eigenvalues[..., 1]
)
