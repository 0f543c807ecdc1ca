"""What memory costs and what it buys: how late an average is, and how much noise it leaves, for every β."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.optimizers.averages import window
from engine.studies.moving_averages.averages import BETAS, PEOPLE_KNOW, Average, Averages
from engine.studies.moving_averages.memory import mean_age, measured, noise_left, response_time
from pages.plots.style import INK, NEGATIVE, POSITIVE, axis, layout

MEASURED = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99)
LATE, NOISY = POSITIVE, NEGATIVE
MARKS = 5  # the trace of the present β, on all lines


def spec(study: Averages) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "The price of calm",
        "caption": "Ten times the window is ten times as late, for √10 = 3.2 times less noise. Dots are measured",
        "legend": [
            {"label": "late on a slope", "color": LATE},
            {"label": "until 63 % of a step", "color": LATE, "dash": True},
            {"label": "white noise left", "color": NOISY},
        ],
        "figure": figure(),
        "every": 1,
        "picks": {"x": sizes(BETAS), "steps": list(range(len(BETAS)))},
    }


def figure() -> dict[str, Any]:
    """Formulas over all β, what was measured at some, and the marks of the present one; x is 1/(1 − β)."""
    found = [measured(beta) for beta in MEASURED]
    dots = {"type": "scatter", "mode": "markers", "x": sizes(MEASURED), "hoverinfo": "skip"}
    marks = {"type": "scatter", "mode": "markers", "x": [], "y": [], "hoverinfo": "skip"}
    traces = [
        line("late on a slope", mean_age, LATE),
        line("until 63 % of a step", response_time, LATE, dash="5px,4px"),
        line("noise left", noise_left, NOISY),
        dots | {"y": [each.response for each in found], "marker": {"color": LATE, "size": 6}},
        dots | {"y": [round(each.noise, 4) for each in found], "marker": {"color": NOISY, "size": 6}},
        marks | {"name": "now", "marker": {"color": INK, "size": 9}},
    ]
    shown = {"tickvals": sizes(PEOPLE_KNOW), "ticktext": [f"{beta:g}" for beta in PEOPLE_KNOW], "tickangle": 0}
    x = axis("β, by its window 1/(1 − β)", type="log", range=[-0.08, 3.08], **shown)
    y = axis("values, and share", type="log", range=[-2, 3.25], dtick=1)
    return {"data": traces, "layout": layout(x, y)}


def line(name: str, formula: Any, color: str, **style: Any) -> dict[str, Any]:
    """One formula over all β; what is 0 has no place on a log axis."""
    y = [round(value, 4) or None for value in formula(np.array(BETAS)).tolist()]
    look = {"color": color, "width": 2, **style}
    return {"type": "scatter", "mode": "lines", "name": name, "x": sizes(BETAS), "y": y, "line": look,
            "hovertemplate": "%{y:.3g}"}  # fmt: skip


def sizes(betas: tuple[float, ...]) -> list[float]:
    """Their windows."""
    return [round(window(beta), 4) for beta in betas]


def patch(average: Average) -> dict[str, Any]:
    """Where the present β stands on the lines."""
    heights = [round(float(formula(average.beta)), 4) or None for formula in (mean_age, response_time, noise_left)]
    return {"restyle": {str(MARKS): {"x": sizes((average.beta,)) * 3, "y": heights}}}
