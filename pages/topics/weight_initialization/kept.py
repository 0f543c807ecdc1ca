"""What all layers leave of a signal, against the scale: theory as lines, the present draw as dots."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.weight_initialization.first_weights import SCALES, FirstWeights
from engine.studies.weight_initialization.mean_field import forth_and_back
from engine.studies.weight_initialization.signals import Signals
from pages.plots.snapshot import finite
from pages.plots.style import ACCENT, INK, RULE, axis, layout
from pages.topics.weight_initialization.scale_axis import STANDS, across, places, stands

SMALLEST, LARGEST = 1e-8, 1e6
MARKS = 5  # the trace of what was measured at the present scale


def spec(study: FirstWeights) -> dict[str, Any]:
    """The view as the player takes it."""
    legend = [{"label": "a: last layer to first", "color": INK}, {"label": "dz: first layer to last", "color": ACCENT}]
    legend += [{"label": name, "color": color, "dash": True} for name, _, color in STANDS]
    return {
        "painter": "plotly",
        "title": f"What {study.depth} layers leave",
        "caption": "1 is kept. Lines: endless width. Dots: this network",
        "legend": legend,
        "figure": figure(study),
        "every": 1,
        "picks": {"x": places(SCALES), "steps": list(range(len(SCALES)))},
    }


def figure(study: FirstWeights) -> dict[str, Any]:
    """The level of what is kept, two lines, the marks of Xavier and He, and the dots."""
    forth, back = forth_and_back(study.activation, study.depth, np.array(SCALES), np.array(1.0))
    with np.errstate(all="ignore"):
        left = np.sqrt(forth[-1] / forth[0]), np.sqrt(back[0])
    x = places(SCALES)
    line = {"type": "scatter", "mode": "lines", "x": x, "hovertemplate": "%{y:.2e}"}
    level = line | {"y": [1.0] * len(x), "hoverinfo": "skip", "line": {"color": RULE, "width": 1.5}}
    traces = [level]
    for name, values, color in zip(("a", "dz"), left, (INK, ACCENT), strict=True):
        traces.append(line | {"name": name, "y": clipped(values), "line": {"color": color, "width": 2}})
    dots = {"type": "scatter", "mode": "markers", "x": [], "y": [], "hoverinfo": "skip"}
    traces += [*stands(SMALLEST, LARGEST), dots | {"marker": {"color": INK, "size": 9}},
               dots | {"marker": {"color": ACCENT, "size": 9}}]  # fmt: skip
    ends = [np.log10(SMALLEST) - 0.3, np.log10(LARGEST) + 0.3]
    y = axis("", type="log", range=ends, dtick=2, exponentformat="power")
    return {"data": traces, "layout": layout(across(), y)}


def patch(signals: Signals) -> dict[str, Any]:
    """The dots at the present scale."""
    with np.errstate(all="ignore"):
        left = signals.activation[-1] / signals.activation[0], signals.back[0] / signals.back[-1]
    x = places([signals.scale])
    return {"restyle": {str(MARKS + row): {"x": x, "y": clipped([each])} for row, each in enumerate(left)}}


def clipped(values: Any) -> list[float | None]:
    """Ratios that stay on the axis; where nothing has come, nothing is left."""
    return [finite(value, 4) for value in np.clip(np.nan_to_num(values, posinf=LARGEST), SMALLEST, LARGEST)]
