"""What the temperature changes and what it leaves: certainty and loss, but never which class is the largest."""

from __future__ import annotations

from typing import Any

from engine.studies.softmax_regions.temperature import TEMPERATURES
from engine.training.trainer import Trainer
from pages.plots.style import ACCENT, INK, TRUTH, axis, layout
from pages.topics.softmax_regions.moment import Classes

CEILING = 2.0  # of the loss that is shown
LEGEND = [
    {"label": "mean largest ŷ", "color": ACCENT},
    {"label": "right answers", "color": INK, "dash": True},
    {"label": "loss", "color": TRUTH},
]


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it; its curves come with the frames, for the network must train first."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.3f}"}
    traces = [
        line | {"name": "mean largest ŷ", "line": {"color": ACCENT, "width": 2}},
        line | {"name": "right answers", "line": {"color": INK, "width": 1.6, "dash": "5px,4px"}},
        line | {"name": "loss", "line": {"color": TRUTH, "width": 2}},
        line | {"name": "now", "mode": "markers", "hoverinfo": "skip", "marker": {"color": INK, "size": 9}},
    ]
    words = {"tickvals": [10, 1, 0.1, 0.01], "ticktext": ["10", "1", "0.1", "0.01"]}
    x = axis("temperature T", type="log", range=[1.05, -2.05], **words)
    return {
        "painter": "plotly",
        "title": "Dev set, by temperature",
        "caption": "z is divided by T: the largest stays the largest, so the right answers do not move; the loss does",
        "figure": {"data": traces, "layout": layout(x, axis(range=[0, CEILING]))},
        "legend": LEGEND,
        "every": 1,
    }


def patch(moment: Classes) -> dict[str, Any]:
    """The curves, and where the present temperature stands on them."""
    found, x, index = moment.judged, list(TEMPERATURES), moment.index
    curves = [each.round(4).tolist() for each in (found.sure, found.right, found.loss)]
    curves = [[value if value <= CEILING else None for value in curve] for curve in curves]
    marks = {"x": [x[index]] * 3, "y": [curve[index] for curve in curves]}
    return {"restyle": {str(k): {"x": x, "y": curve} for k, curve in enumerate(curves)} | {"3": marks}}
