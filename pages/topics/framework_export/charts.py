"""J over w with the present point and its tangent; w over the steps; the slope in three ways."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.framework_export.descent import Export, Moment, plain
from pages.plots.style import ACCENT, INK, POSITIVE, RULE, axis, layout

LOW, HIGH, TOP = -6.0, 16.0, 125.0
HALF = 2.5  # of the tangent, along w
WAYS = ("by hand", "two-sided difference", "automatic")
NOTES = ("2w − 10", "(J(w + ε) − J(w − ε)) / 2ε, ε = 10⁻⁵", "the graph, backwards")


def curve_spec(export: Export) -> dict[str, Any]:
    """The cost as the player takes it."""
    w = np.linspace(LOW, HIGH, 89)
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    traces = [
        line | {"x": w.round(3).tolist(), "y": plain(w).round(3).tolist(), "line": {"color": RULE, "width": 2.5}},
        line | {"name": "tangent", "x": [], "y": [], "line": {"color": ACCENT, "width": 2}},
        line | {"name": "J(w)", "mode": "markers", "x": [], "y": [], "marker": {"color": INK, "size": 11}},
    ]
    return {
        "painter": "plotly",
        "title": "J(w)",
        "caption": "the line has the slope that the graph gives",
        "figure": {
            "data": traces,
            "layout": layout(axis("w", range=[LOW, HIGH]), axis(range=[-8, TOP]), hovermode=False),
        },
        "every": 1,
    }


def curve_patch(moment: Moment) -> dict[str, Any]:
    """The point and its tangent."""
    w, slope = moment.w, moment.slopes["automatic"]
    height = plain(w)
    line = {"x": [w - HALF, w + HALF], "y": [height - HALF * slope, height + HALF * slope]}
    return {"restyle": {"1": line, "2": {"x": [w], "y": [height]}}}


def course_spec(export: Export) -> dict[str, Any]:
    """w over the steps as the player takes it."""
    line = {"type": "scatter", "mode": "lines", "name": "w", "x": [], "y": [], "hovertemplate": "%{y:.4f}"}
    goal = {"type": "scatter", "mode": "lines", "x": [0, export.steps], "y": [5, 5], "hoverinfo": "skip", "name": "5"}
    traces = [goal | {"line": {"color": RULE, "width": 1.5, "dash": "5px,4px"}}, line | {"line": {"color": POSITIVE}}]
    y = axis("w", range=[LOW, HIGH])
    return {
        "painter": "plotly",
        "title": "w, step by step",
        "caption": f"{export.optimizer.label} at α = {export.rate:g}; the minimum is at 5",
        "figure": {"data": traces, "layout": layout(axis("step", range=[0, export.steps]), y)},
        "every": 1,
    }


def course_patch(moment: Moment) -> dict[str, Any]:
    """One point more."""
    return {"point": {"1": round(moment.w, 5)}}


def slopes_spec(export: Export) -> dict[str, Any]:
    """The slope in three ways as the player takes it."""
    return {
        "painter": "table",
        "title": "dJ/dw in three ways",
        "caption": "how far each is from what one gets by hand",
        "rows": [{"label": way, "note": note, "color": ACCENT} for way, note in zip(WAYS, NOTES, strict=True)],
        "columns": ["dJ/dw", "off by"],
        "every": 1,
        "tall": True,
    }


def slopes_patch(moment: Moment) -> dict[str, Any]:
    """Their values."""
    found = moment.slopes
    off = {way: abs(each - found["by hand"]) for way, each in found.items()}
    words = [
        "",
        "",
        "A framework does the third: exact to rounding, for any graph, at the price of a forward pass or two.",
    ]
    return {"cells": [[f"{found[way]:.6f}", f"{off[way]:.0e}" if off[way] else "0"] for way in WAYS], "words": words}
