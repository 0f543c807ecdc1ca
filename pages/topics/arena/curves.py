"""Losses and scores of all runs together, train solid and dev dashed."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from engine.studies.arena.arena import NAMES, Arena
from engine.studies.arena.bout import LOOKS, Look
from pages.plots.style import axis, layout
from pages.plots.view import View
from pages.topics.arena.corners import COLORS, legend

LOSS, SCORE = 0, 1
MOST = 1e4  # of a loss that is drawn


def spec(which: int, arena: Arena) -> dict[str, Any]:
    """The view as the player takes it."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.3f}"}
    traces = []
    for name in NAMES[: len(arena.corners)]:
        hue = COLORS[name]
        traces.append(line | {"name": f"{name}, train", "line": {"color": hue, "width": 1.6}})
        traces.append(line | {"name": f"{name}, dev", "line": {"color": hue, "width": 2.2, "dash": "5px,4px"}})
    regression = arena.experiments[0].data.source.task == "regression"
    title = "Loss" if which == LOSS else "R²" if regression else "Accuracy"
    y = axis(rangemode="tozero") if which == LOSS else axis(range=[-0.25, 1.03] if regression else [0, 1.03])
    return {
        "painter": "plotly",
        "title": title,
        "caption": "train solid, dev dashed",
        "legend": legend(arena),
        "figure": {"data": traces, "layout": layout(axis("epoch", range=[0, arena.epochs]), y)},
        "every": 1,
        "switches": [{"label": "log scale", "effect": "log-y"}] if which == LOSS else [],
    }


def patch(which: int, look: Look) -> dict[str, Any]:
    """The courses up to now."""
    x = (np.arange(look.index + 1) / LOOKS).tolist()
    rows = look.course[: look.index + 1, :, which].reshape(look.index + 1, -1).T
    return {"restyle": {str(k): {"x": x, "y": numbers(row)} for k, row in enumerate(rows)}}


def numbers(row: np.ndarray) -> list[float | None]:
    """Four digits of what has a place on a chart."""
    return [round(float(each), 4) if abs(each) < MOST else None for each in row]


LOSSES = View(partial(spec, LOSS), partial(patch, LOSS))
SCORES = View(partial(spec, SCORE), partial(patch, SCORE))
