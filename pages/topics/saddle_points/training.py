"""A network in training: its cost, all eigenvalues of the Hessian, and how many of them are below 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.saddle_points.followed import Followed, Look
from pages.plots.style import ACCENT, INK, NEGATIVE, POSITIVE, RULE, axis, layout

UNIT = 0.01  # below it eigenvalues are drawn in proportion, above it by their logarithm
TICKS = (-1.0, -0.1, -0.01, 0.0, 0.01, 0.1, 1.0, 10.0)


def bent(value: Any) -> Any:
    """asinh(λ / 0.01): both signs and all sizes on one axis."""
    return np.arcsinh(np.asarray(value) / UNIT)


def spectrum_spec(followed: Followed) -> dict[str, Any]:
    """The eigenvalues by their rank, as the player takes it."""
    count = 4 * followed.units + 1
    bars = {"type": "scatter", "mode": "markers", "hoverinfo": "skip", "x": [], "y": []}
    level = {"type": "scatter", "mode": "lines", "x": [0.3, count + 0.7], "y": [0, 0], "name": "0", "hoverinfo": "skip"}
    traces = [
        level | {"line": {"color": RULE, "width": 1.5}},
        bars | {"name": "up", "marker": {"color": POSITIVE, "size": 10}},
        bars | {"name": "down", "marker": {"color": NEGATIVE, "size": 10, "symbol": "square"}},
    ]
    marks = {"tickvals": bent(TICKS).round(3).tolist(), "ticktext": [f"{each:g}" for each in TICKS]}
    x, y = axis("rank", range=[0.3, count + 0.7]), axis("λ", range=bent([-2, 20]).round(3).tolist(), **marks)
    return {
        "painter": "plotly",
        "title": f"Curvature in {count} directions",
        "caption": "Eigenvalues of the Hessian of J, largest first; orange ones lead down",
        "legend": [{"label": "curves up", "color": POSITIVE, "symbol": "dot"},
                   {"label": "curves down", "color": NEGATIVE, "symbol": "square"}],
        "figure": {"data": traces, "layout": layout(x, y)},
        "every": 1,
        "weight": 1.25,
        "tall": True,
    }  # fmt: skip


def spectrum_patch(look: Look) -> dict[str, Any]:
    """All eigenvalues, by their sign."""
    values, least = look.spectrum.eigenvalues, look.spectrum.flat
    rank, places = np.arange(1, values.size + 1), bent(values).round(3)
    down = values < -least
    return {
        "restyle": {
            str(1 + k): {"x": rank[some].tolist(), "y": places[some].tolist()} for k, some in enumerate((~down, down))
        }
    }


def course_spec(followed: Followed) -> dict[str, Any]:
    """Cost, slope and ways down over the epochs, as the player takes it."""
    count = 4 * followed.units + 1
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.3g}"}
    traces = [
        line | {"name": "cost J", "line": {"color": INK, "width": 2.2}},
        line | {"name": "‖∇J‖", "line": {"color": ACCENT, "width": 1.8, "dash": "5px,4px"}},
        line | {"name": "share of ways down", "line": {"color": NEGATIVE, "width": 2}},
    ]
    x, y = axis("epoch", range=[0, followed.epochs]), axis(range=[0, 0.8])
    return {
        "painter": "plotly",
        "title": "Cost, slope, ways down",
        "caption": f"A plateau: the slope is next to nothing, yet some of {count} directions lead down",
        "figure": {"data": traces, "layout": layout(x, y)},
        "every": 1,
        "tall": True,
    }


def course_patch(look: Look) -> dict[str, Any]:
    """The course up to now."""
    looks = (*look.before, look)
    x = [each.epoch for each in looks]
    rows = (
        [each.cost for each in looks],
        [each.spectrum.gradient_norm for each in looks],
        [each.spectrum.index / each.spectrum.eigenvalues.size for each in looks],
    )
    return {"restyle": {str(k): {"x": x, "y": [float(f"{one:.4g}") for one in row]} for k, row in enumerate(rows)}}
