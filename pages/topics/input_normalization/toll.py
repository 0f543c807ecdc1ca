"""What unlike scales cost: steps and the largest stable rate against the ratio, with the present one marked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from engine.studies.input_normalization.bowl import NEVER
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.input_normalization.scales import RATIOS, Descent, Scaled, scaled
from pages.plots.style import INK, axis, layout
from pages.plots.view import View
from pages.topics.input_normalization.costs import LINES, NORMALIZED, RAW

Height = Callable[[Descent], float | None]
MARKS = 2  # the trace of the present ratio, on both lines


def steps(descent: Descent) -> float | None:
    """How many steps it takes; None, where it never arrives."""
    return None if descent.steps == NEVER else descent.steps


def rate(descent: Descent) -> float | None:
    """2 / λ_max, to four digits."""
    return float(f"{descent.bowl.largest_rate:.4g}")


def spec(title: str, caption: str, unit: str, height: Height, inputs: Inputs) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": title,
        "caption": caption,
        "legend": LINES,
        "figure": figure(unit, height, inputs),
        "every": 1,
        "picks": {"x": list(RATIOS), "steps": list(range(len(RATIOS)))},
    }


def figure(unit: str, height: Height, inputs: Inputs) -> dict[str, Any]:
    """Both at every ratio; where descent never arrives there is no line."""
    found = [heights(height, scaled(inputs, index)) for index in range(len(RATIOS))]
    traces = [
        {"type": "scatter", "mode": "lines", "name": name, "x": list(RATIOS), "y": [each[k] for each in found],
         "line": {"color": color, "width": 2.2}, "hovertemplate": "%{y:,.3g}"}
        for k, (name, color) in enumerate({"as they come": RAW, "normalised": NORMALIZED}.items())
    ]  # fmt: skip
    marks = {"type": "scatter", "mode": "markers", "name": "now", "x": [], "y": [], "hoverinfo": "skip"}
    x = axis("σ₁ / σ₂", type="log", range=[-0.04, 2.04], tickvals=[1, 3, 10, 30, 100], tickangle=0)
    y = axis(unit, type="log", dtick=1, separatethousands=True, exponentformat="none")
    return {"data": [*traces, marks | {"marker": {"color": INK, "size": 8}}], "layout": layout(x, y)}


def heights(height: Height, moment: Scaled) -> list[float | None]:
    """As they come and normalised."""
    return [height(moment.raw), height(moment.normalized)]


def patch(height: Height, moment: Scaled) -> dict[str, Any]:
    """Where the present ratio stands on the lines."""
    return {"restyle": {str(MARKS): {"x": [moment.ratio] * 2, "y": heights(height, moment)}}}


STEPS = View(
    partial(spec, "Steps to 1 %", "Scales ten times further apart take a hundred times the steps", "steps", steps),
    partial(patch, steps),
)
RATES = View(
    partial(spec, "Largest stable rate", "2/λ_max: beyond it descent leaves the bowl", "α max", rate),
    partial(patch, rate),
)
