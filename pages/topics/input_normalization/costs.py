"""What is left of the cost after each step, as the inputs come and normalised."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.input_normalization.bowl import GOAL
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.input_normalization.scales import Scaled
from pages.plots.style import ACCENT, NEGATIVE, TRUTH, axis, layout

RAW, NORMALIZED = NEGATIVE, ACCENT
STEPS = np.unique(np.round(10 ** np.linspace(0, 4, 161))).astype(int)  # 1 … 10,000, evenly on a log axis
LOW, HIGH = 1e-6, 100.0
LINES = [{"label": "as they come", "color": RAW}, {"label": "normalised", "color": NORMALIZED}]


def spec(inputs: Inputs) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "What is left of the cost",
        "caption": "Each at the same share of its own largest stable rate; steps on a log axis",
        "legend": [*LINES, {"label": "1 %", "color": TRUTH, "dash": True}],
        "figure": figure(),
        "every": 1,
    }


def figure() -> dict[str, Any]:
    """The goal, and two lines that move."""
    line = {"type": "scatter", "mode": "lines", "x": STEPS.tolist(), "y": [], "hovertemplate": "%{y:.3g}"}
    goal = {"x": [1, int(STEPS[-1])], "y": [GOAL, GOAL], "line": {"color": TRUTH, "width": 1.2, "dash": "4px,3px"}}
    traces = [
        line | {"name": "1 %", "hoverinfo": "skip"} | goal,
        line | {"name": "as they come", "line": {"color": RAW, "width": 2}},
        line | {"name": "normalised", "line": {"color": NORMALIZED, "width": 2.4}},
    ]
    x = axis("steps", type="log", range=[0, 4], dtick=1, separatethousands=True, exponentformat="none")
    marks = {"tickvals": [1, 0.01, 1e-4, 1e-6], "ticktext": ["1", "1 %", "10⁻⁴", "10⁻⁶"]}
    y = axis("share of J − J* left", type="log", range=[-6, 1], **marks)
    return {"data": traces, "layout": layout(x, y)}


def patch(moment: Scaled) -> dict[str, Any]:
    """Both lines; a line ends where nothing to speak of is left, and where it has left the picture."""
    both = moment.raw, moment.normalized
    return {"restyle": {str(1 + k): {"y": seen(each.bowl.left(each.rate, STEPS))} for k, each in enumerate(both)}}


def seen(left: np.ndarray) -> list[float | None]:
    """Three digits of what has a place on the axis."""
    return [float(f"{one:.3g}") if LOW <= one <= HIGH else None for one in left.tolist()]
