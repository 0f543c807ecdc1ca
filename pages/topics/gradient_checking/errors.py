"""How far differences are off the gradient, for every ε: two slopes, then the floor where rounding takes over."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.gradient_checking.checking import ONE, TWO, Checked, Checking
from engine.studies.gradient_checking.differences import EPSILONS, STRAIGHT, Differences
from engine.studies.gradient_checking.gradient_check import relative_error
from pages.plots.style import INK, NEGATIVE, POSITIVE, SOFT, axis, layout

LEAST = 1e-12  # that is shown
DECADES = [10.0**-k for k in range(1, 15)]
MARKS = 7  # the trace of the present ε, on all curves
FAINT = {"color": SOFT, "width": 1}


def spec(study: Checking) -> dict[str, Any]:
    """The view as the player takes it; its curves come with the frames, for the network must train first."""
    return {
        "painter": "plotly",
        "title": "Relative error, by ε",
        "caption": "From the left ε itself is to blame; to the right of the lowest point the last digits of J are",
        "legend": [
            {"label": "slopes", "symbol": "none"},
            {"label": "one-sided", "color": NEGATIVE},
            {"label": "two-sided", "color": POSITIVE},
            {"label": f"after {study.steps} steps", "color": INK, "dash": True},
            {"label": "expected", "color": SOFT, "dash": True},
        ],
        "figure": figure(),
        "every": 1,
        "weight": 1.3,
        "picks": {"x": list(EPSILONS), "steps": list(range(len(EPSILONS)))},
    }


def figure() -> dict[str, Any]:
    """Axes that stand still, and what each frame fills."""
    traces = [line(name, FAINT | {"dash": "2px,3px"}, hoverinfo="skip") for name in ("slope 1", "slope 2", "rounding")]
    for when, dash in (("start", "solid"), ("trained", "5px,4px")):
        for name, color in (("one-sided", NEGATIVE), ("two-sided", POSITIVE)):
            said = name if when == "start" else f"{name}, trained"
            traces.append(line(said, {"color": color, "width": 2.4 if when == "start" else 1.6, "dash": dash}))
    marks = {"mode": "markers", "name": "now", "hoverinfo": "skip", "marker": {"color": INK, "size": 9}}
    traces.append({"type": "scatter", "x": [], "y": []} | marks)
    x = axis("ε", type="log", range=[-0.8, -14.2], tickvals=DECADES[::2], ticktext=powers(DECADES[::2]))
    errors = [10.0**-k for k in range(0, 13, 2)]
    y = axis(type="log", range=[np.log10(LEAST), 0.3], tickvals=errors, ticktext=powers(errors))
    return {"data": traces, "layout": layout(x, y)}


def line(name: str, look: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A curve that is still empty."""
    hover = {"hovertemplate": "%{y:.1e}"} if "hoverinfo" not in more else {}
    return {"type": "scatter", "mode": "lines", "name": name, "x": [], "y": [], "line": look} | hover | more


def powers(values: list[float]) -> list[str]:
    """Powers of ten as they are written."""
    return ["1" if value == 1 else f"10<sup>{round(np.log10(value))}</sup>".replace("-", "−") for value in values]


def patch(moment: Checked) -> dict[str, Any]:
    """All curves, and where the present ε stands on them."""
    slopes = [round(moment.start.slope(sides), 2) + 0.0 for sides in (ONE, TWO)]  # no −0
    said = f"slopes {slopes[0]:.2f}, {slopes[1]:.2f}".replace("-", "−")
    return {"restyle": curves(moment) | {str(MARKS): marks(moment)}, "note": said}


def curves(moment: Checked) -> dict[str, Any]:
    """The slopes, the floor, and the errors at both times."""
    start, epsilons = moment.start, np.array(EPSILONS)
    guides = [guide(start, sides) for sides in (ONE, TWO)] + [start.rounding]
    errors = [each.errors[sides] for each in (start, moment.trained) for sides in (ONE, TWO)]
    return {str(k): {"x": epsilons.tolist(), "y": shown(values)} for k, values in enumerate(guides + errors)}


def guide(start: Differences, sides: int) -> np.ndarray:
    """c εⁿ, the power by which an error should shrink, laid through those of a right gradient from 10⁻² to 10⁻⁴."""
    powers = np.array(EPSILONS) ** sides
    errors = [relative_error(start.approximation(k, sides), start.right) for k in range(STRAIGHT.start, STRAIGHT.stop)]
    return powers * np.exp(np.mean(np.log(np.maximum(errors, LEAST) / powers[STRAIGHT])))


def shown(errors: np.ndarray) -> list[float | None]:
    """Numbers to three digits; what lies below the chart is left out."""
    return [float(f"{each:.2e}") if np.isfinite(each) and each >= LEAST else None for each in errors]


def marks(moment: Checked) -> dict[str, Any]:
    """The present ε on the four curves."""
    index = moment.index
    heights = [each.error(index, sides) for each in (moment.start, moment.trained) for sides in (ONE, TWO)]
    return {"x": [moment.epsilon] * len(heights), "y": shown(np.array(heights))}
