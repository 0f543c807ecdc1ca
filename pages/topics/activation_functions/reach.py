"""How much of the gradient reaches each layer, by function: from the output back to layer 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.networks.activations import ACTIVATIONS
from engine.studies.activation_functions.race import FunctionRace, Standing
from pages.plots.snapshot import finite
from pages.plots.style import axis, layout
from pages.topics.activation_functions.colors import COLORS, line

LEAST = 1e-9  # what is smaller stands at the foot


def spec(race: FunctionRace) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Gradient that reaches each layer",
        "caption": "size of dW[l] as a share of that at the output; medians",
        "legend": [],
        "figure": figure(race),
        "every": 1,
    }


def figure(race: FunctionRace) -> dict[str, Any]:
    """A line for each function, over the layers; the output is layer L."""
    layers = list(range(1, len(race.experiment.network.layers) + 2))
    traces = [
        {"type": "scatter", "mode": "lines+markers", "name": activation.label, "x": [], "y": [], "line": line(name),
         "marker": {"color": COLORS[name], "size": 5}, "hovertemplate": "%{y:.1e}"}
        for name, activation in ACTIVATIONS.items()
    ]  # fmt: skip
    words = [f"layer {each}" for each in layers[:-1]] + ["output"]
    if len(layers) > 4:
        words = [str(each) for each in layers[:-1]] + ["out"]
    x = axis("" if len(layers) <= 4 else "layer", range=[0.8, len(layers) + 0.2], tickvals=layers, ticktext=words)
    y = axis("share", type="log", range=[-3 if len(layers) < 5 else -6, 1.3], dtick=1, exponentformat="power")
    return {"data": traces, "layout": layout(x, y, margin={"l": 48, "r": 10, "t": 6, "b": 32})}


def patch(standing: Standing) -> dict[str, Any]:
    """The shares at this epoch."""
    with np.errstate(all="ignore"):
        shares = standing.gradient / standing.gradient[:, -1:]
    layers = list(range(1, shares.shape[1] + 1))
    restyle = {str(index): {"x": layers, "y": [share(each) for each in row]} for index, row in enumerate(shares)}
    return {"restyle": restyle}


def share(value: float) -> float | None:
    return finite(max(float(value), LEAST), 4) if np.isfinite(value) else None
