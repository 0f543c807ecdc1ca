"""The cost over (w₁, w₂), as the inputs come and normalised: its contours, and the way of gradient descent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from engine.studies.input_normalization.bowl import GOAL, Bowl
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.input_normalization.scales import Descent, Scaled
from pages.plots.style import ACCENT, INK, NEGATIVE, SOFT, TRUTH, axis, layout
from pages.plots.view import View

Array = np.ndarray
LEVELS = (1.0, 0.5, 0.2, 0.05)  # of the cost at the start, above the least one
STEPS, ROUND = 60, 72  # that are drawn of a path; points of an ellipse
ACROSS, UP = (-1.5, 5.0), (-1.75, 4.75)  # of w₁ and w₂, in standard units
CONTOURS, AIM, DOWNHILL, PATH, MINIMUM = range(5)  # traces; the one after is the start
LEGEND = [
    {"label": "gradient descent", "color": ACCENT},
    {"label": "−∇J at the start", "color": NEGATIVE},
    {"label": "1 % is left inside", "color": TRUTH, "dash": True},
]


def spec(title: str, caption: str, size: Callable[[Inputs], float], inputs: Inputs) -> dict[str, Any]:
    """The view as the player takes it; ``size`` is that of a weight that is 1 in standard units."""
    return {
        "painter": "plotly",
        "title": title,
        "caption": caption,
        "legend": LEGEND,
        "figure": figure(size(inputs)),
        "every": 1,
        "shape": "square",
    }


def figure(size: float) -> dict[str, Any]:
    """Both axes have one scale, so that a circle is a circle."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip"}
    dots = {"type": "scatter", "mode": "markers", "hoverinfo": "skip"}
    traces = [
        line | {"name": "J", "line": {"color": SOFT, "width": 1.1}},
        line | {"name": "1 %", "line": {"color": TRUTH, "width": 1.6, "dash": "4px,3px"}},
        line | {"name": "−∇J", "line": {"color": NEGATIVE, "width": 2.6}},
        line | {"name": "path", "mode": "lines+markers", "line": {"color": ACCENT, "width": 1.6},
                "marker": {"color": ACCENT, "size": 4.5}},
        dots | {"name": "minimum", "x": [], "y": [], "marker": {"color": TRUTH, "size": 9, "symbol": "cross"}},
        dots | {"name": "start", "x": [0.0], "y": [0.0], "marker": {"color": INK, "size": 8}},
    ]  # fmt: skip
    across, up = ([end * size for end in ends] for ends in (ACROSS, UP))
    x = axis("w₁", range=across, constrain="domain")
    y = axis("w₂", range=up, scaleanchor="x", constrain="domain")
    return {"data": traces, "layout": layout(x, y, hovermode="closest", margin={"l": 36, "r": 6, "t": 4, "b": 32})}


def patch(which: Callable[[Scaled], Descent], moment: Scaled) -> dict[str, Any]:
    """Contours in closed form, and the first steps."""
    descent = which(moment)
    bowl, center = descent.bowl, descent.bowl.minimum[:2]
    start = 0.5 * bowl.minimum @ bowl.hessian @ bowl.minimum  # the cost there, above the least one
    rings = np.concatenate([ring(bowl, level * start) for level in LEVELS], axis=1)
    places = (rings, ring(bowl, GOAL * start), arrow(bowl), way(descent), center[:, None])
    return {"restyle": {str(trace): spots(each, center) for trace, each in enumerate(places)}}


def ring(bowl: Bowl, height: float) -> Array:
    """Where J lies so high above its least, b at its best: d = √(2 height) C^(−½) (cos φ, sin φ), and a gap, (2, N)."""
    angle = np.linspace(0, 2 * np.pi, ROUND + 1)
    values, vectors = np.linalg.eigh(bowl.gentlest)
    round_ = np.stack([np.cos(angle), np.sin(angle)]) * np.sqrt(2 * height / values)[:, None]
    return np.concatenate([bowl.minimum[:2, None] + vectors @ round_, np.full((2, 1), np.nan)], axis=1)


def arrow(bowl: Bowl) -> Array:
    """From the start downhill, half as long as the way to the minimum, (2, 2)."""
    downhill = (bowl.hessian @ bowl.minimum)[:2]
    length = np.linalg.norm(bowl.minimum[:2]) / 2
    return np.stack([np.zeros(2), downhill * length / np.linalg.norm(downhill)], axis=1)


def way(descent: Descent) -> Array:
    """The first steps, (2, STEPS + 1)."""
    return descent.bowl.path(descent.rate, STEPS)[:, :2].T


def spots(places: Array, center: Array) -> dict[str, list[float | None]]:
    """Places as a chart takes them: what is far off the picture is held at its distance, a gap is None."""
    far = 50 * np.linalg.norm(center)
    digits = 4 - int(np.floor(np.log10(np.linalg.norm(center))))
    held = np.clip(places, -far, far).round(digits)
    return {
        name: [None if np.isnan(one) else one for one in row.tolist()] for name, row in zip("xy", held, strict=True)
    }


RAW = View(
    partial(spec, "As they come", "One unit is as long on both axes", lambda inputs: 1 / inputs.unit),
    partial(patch, lambda moment: moment.raw),
)
NORMALIZED = View(
    partial(spec, "Normalised", "x := (x − μ)/σ: the same examples, the same start", lambda inputs: 1.0),
    partial(patch, lambda moment: moment.normalized),
)
