"""When each network has learned: a dot for each, the middle half and the median of every function; and in numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.networks.activations import ACTIVATIONS
from engine.studies.activation_functions.race import LEARNED, FunctionRace, Standing
from pages.plots.style import INK, axis, layout
from pages.topics.activation_functions.colors import COLORS, faded, names

HALF = 0.36  # of the height of a function's row
KINDS = 3  # traces of each function: the middle half, the dots, the median


def spec(race: FunctionRace) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": f"Epochs to {100 * LEARNED:.0f} %",
        "caption": "each dot a network, bar: median, box: middle half; who has not learned has no dot",
        "legend": [],
        "figure": figure(race),
        "every": 1,
        "weight": 1.3,
    }


def figure(race: FunctionRace) -> dict[str, Any]:
    """A row for each function, the first at the top."""
    traces = []
    for name in ACTIVATIONS:
        empty = {"type": "scatter", "x": [], "y": [], "name": "", "hoverinfo": "skip"}
        traces += [
            empty | {"mode": "none", "fill": "toself", "fillcolor": faded(COLORS[name], 0.22)},
            empty | {"mode": "markers", "marker": {"color": COLORS[name], "size": 5, "opacity": 0.75}},
            empty | {"mode": "lines", "line": {"color": INK, "width": 2.4}},
        ]
    count = len(ACTIVATIONS)
    x = axis("epoch", range=[0, race.epochs + 0.5])
    y = axis(range=[-0.6, count - 0.4], tickvals=list(range(count)), ticktext=names(race)[::-1], showgrid=False)
    return {"data": traces, "layout": layout(x, y, hovermode=False, margin={"l": 74, "r": 10, "t": 6, "b": 32})}


def patch(standing: Standing) -> dict[str, Any]:
    """Who has learned by now."""
    changes, count = {}, len(standing.arrived)
    heights = np.linspace(-HALF * 0.8, HALF * 0.8, standing.race.networks)
    for index, (arrived, (low, median, high)) in enumerate(zip(standing.arrived, standing.times, strict=True)):
        row, there = count - 1 - index, np.isfinite(arrived)
        changes[str(KINDS * index)] = box(low, high, row)
        changes[str(KINDS * index + 1)] = {"x": arrived[there].tolist(), "y": (row + heights[there]).round(3).tolist()}
        changes[str(KINDS * index + 2)] = bar(median, row)
    return {"restyle": changes}


def box(low: float, high: float, row: int) -> dict[str, list[float]]:
    """From the first to the third quarter, once both are known."""
    if not np.isfinite(high):
        return {"x": [], "y": []}
    edges = [low - 0.25, high + 0.25]
    return {"x": [edges[0], edges[0], edges[1], edges[1]], "y": [row - HALF, row + HALF, row + HALF, row - HALF]}


def bar(median: float, row: int) -> dict[str, list[float]]:
    """A mark at the median, once half have learned."""
    return {"x": [median] * 2, "y": [row - HALF, row + HALF]} if np.isfinite(median) else {"x": [], "y": []}


def table_spec(race: FunctionRace) -> dict[str, Any]:
    """The same in numbers."""
    rows = [{"label": activation.label, "color": COLORS[name]} for name, activation in ACTIVATIONS.items()]
    return {
        "painter": "table",
        "title": f"Epochs to {100 * LEARNED:.0f} %, in numbers",
        "rows": rows,
        "columns": ["median", "middle half", f"of {race.networks}"],
        "tall": True,
    }


def table_patch(standing: Standing) -> dict[str, Any]:
    """This epoch's numbers; the lowest median is stressed."""
    medians, there = standing.times[:, 1], np.isfinite(standing.arrived).sum(axis=1)
    cells = [
        [epochs(median), f"{epochs(low)} to {epochs(high)}" if np.isfinite(low) else "–", str(count)]
        for (low, median, high), count in zip(standing.times, there, strict=True)
    ]
    return {"cells": cells, "best": [int(np.argmin(medians)) if np.isfinite(medians).any() else None, None, None]}


def epochs(value: float) -> str:
    return f"{value:.0f}" if np.isfinite(value) else "–"
