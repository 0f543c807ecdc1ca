"""The units of the first layer, each as a dot at the weights that it reads the points with: twins lie on each other."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.training.trainer import Trainer
from pages.plots import curves, diagram
from pages.plots.snapshot import Snapshot, finite
from pages.plots.style import CLASS_COLORS, axis, layout
from pages.plots.view import View

SHOWN, LARGEST, SMALLER = 4, 30, 7  # units; and sizes of dots, so that each is seen within the one below it


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    hidden = bool(trainer.experiment.network.layers)
    count = min(SHOWN, trainer.layout.spans[0].shape[0])
    word = "unit" if hidden else "the neuron"
    names = [f"{word} {unit + 1}" if hidden else word for unit in range(count)]
    return {
        "painter": "plotly",
        "title": "First layer, unit by unit",
        "caption": "Each at its two weights",
        "figure": figure(names),
        "every": 1,
    }


def figure(names: list[str]) -> dict[str, Any]:
    """A dot for each unit, the later ones smaller."""
    dot = {"type": "scatter", "mode": "markers", "x": [], "y": [], "hovertemplate": "%{x:.4f}, %{y:.4f}"}
    dots = [
        dot | {"name": name, "marker": {"color": CLASS_COLORS[unit], "size": LARGEST - SMALLER * unit}}
        for unit, name in enumerate(names)
    ]
    return {"data": dots, "layout": layout(axis("w₁", range=[-6, 6]), axis("w₂", range=[-6, 6]), hovermode="closest")}


def patch(snapshot: Snapshot) -> dict[str, Any]:
    """Where the units are, and how far they lie apart at most."""
    weights = snapshot.trainer.layout.weights(snapshot.state.theta, 0)[:SHOWN]
    places = np.column_stack([weights, np.zeros(len(weights))])[:, :2]  # of one input, w₂ = 0
    note = f"apart by at most {np.ptp(weights, axis=0).max():.2g}" if len(weights) > 1 else "one neuron has no twin"
    dots = {str(unit): {"x": [finite(x)], "y": [finite(y)]} for unit, (x, y) in enumerate(places.tolist())}
    return {"restyle": dots, "note": note}


VIEWS = {
    "drawn": View(diagram.still, diagram.patch),
    "twins": View(spec, patch),
    "loss": View(curves.loss_spec, curves.loss_patch),
}
