"""Accuracy under shifted inputs: without batch norm, with running statistics, with those of the shifted points."""

from __future__ import annotations

from typing import Any

from engine.studies.batch_norm.norms import Norms
from engine.studies.batch_norm.pair import Look
from engine.studies.batch_norm.shifts import SHIFTS, WAYS, survival
from pages.plots.style import INK, axis, layout
from pages.topics.batch_norm.colors import OWN, WITH, WITHOUT

NAMES = ("without", "with, running μ, σ", "with, their own μ, σ")
HUES = (WITHOUT, WITH, OWN)


def spec(norms: Norms) -> dict[str, Any]:
    """The view as the player takes it."""
    line = {"type": "scatter", "mode": "lines", "x": list(SHIFTS), "y": [], "hovertemplate": "%{y:.0%}"}
    named = list(zip(NAMES, HUES, strict=True))
    traces = [line | {"name": name, "line": {"color": hue, "width": 2.2}} for name, hue in named]
    mark = {"type": "scatter", "mode": "lines", "name": "now", "x": [norms.shift] * 2, "y": [0, 1]}
    traces.append(mark | {"hoverinfo": "skip"} | {"line": {"color": INK, "width": 1.4, "dash": "2px,3px"}})
    x, y = axis("shift of the test points", range=[-4, 4]), axis(range=[0.3, 1.02], tickformat=".0%")
    return {
        "painter": "plotly",
        "title": "Right under a shift",
        "caption": "The first batch norm takes any shift off again, if μ is that of the shifted points",
        "legend": [{"label": name, "color": hue} for name, hue in named],
        "figure": {"data": traces, "layout": layout(x, y)},
        "every": 2,
    }


def patch(look: Look) -> dict[str, Any]:
    """Measured on all test points, shifted."""
    found = survival(look.pair, look.states)
    return {"restyle": {str(k): {"y": found[way].round(3).tolist()} for k, way in enumerate(WAYS)}}
