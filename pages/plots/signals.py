"""The scale of activations and of gradients, layer by layer: where they vanish or explode, it shows (notes 2.1.4)."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.training.trainer import Trainer
from pages.plots.snapshot import Snapshot, finite
from pages.plots.style import ACCENT, INK, axis, layout

SMALLEST, LARGEST = 1e-7, 1e2


def figure(trainer: Trainer) -> dict[str, Any]:
    """Two rows of marks over the layers, on a fixed log scale so that a change is seen as a change."""
    names = [str(layer + 1) for layer in range(len(trainer.experiment.network.layers))] + ["out"]
    places = list(range(len(names)))
    mark = {"type": "scatter", "mode": "lines+markers", "x": places, "hovertemplate": "%{y:.2e}"}
    empty = [None] * len(names)
    activation = {"name": "activation a", "y": empty, "line": {"color": INK, "width": 1.5}, "marker": {"size": 8}}
    gradient = {"name": "gradient dW", "y": empty, "line": {"color": ACCENT, "width": 1.5, "dash": "5px,4px"}}
    gradient["marker"] = {"size": 8, "symbol": "square"}
    y = axis(type="log", range=[np.log10(SMALLEST), np.log10(LARGEST)], exponentformat="power", dtick=2)
    x = axis("layer", tickvals=places, ticktext=names, range=[-0.4, len(names) - 0.6])
    frame = layout(x, y)
    return {"data": [mark | activation, mark | gradient], "layout": frame}


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Signals by layer",
        "caption": "activations solid, gradients dashed (root mean square)",
        "figure": figure(trainer),
        "every": 4,
    }


def patch(snapshot: Snapshot) -> dict[str, Any]:
    """This moment's scales; what falls off the axis sits on its edge."""
    signals = snapshot.signals
    return {"restyle": {"0": {"y": clipped(signals.activation)}, "1": {"y": clipped(signals.gradient)}}}


def clipped(values: np.ndarray) -> list[float | None]:
    return [finite(value, 3) for value in np.clip(values, SMALLEST, LARGEST)]
