"""One update of the notes' algorithm with its numbers filled in: of one example, then of all, then the step."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.logistic_regression.descent import Update, batch
from engine.studies.logistic_regression.neuron import Neuron
from engine.studies.logistic_regression.objective import activation, slopes

DZ = {"cross_entropy": "dz = a − y", "squared_error": "dz = (a − y) a (1 − a)"}
NAMES = ("w₁", "w₂", "b")


def spec(neuron: Neuron) -> dict[str, Any]:
    """The view as the player takes it."""
    seen = min(neuron.batch_size, neuron.points)
    example = ["z = w₁x₁ + w₂x₂ + b", "a = σ(z)", DZ[neuron.loss]]
    means = [f"d{name} = 1/{seen} Σ {x}dz" for name, x in zip(NAMES, ("x₁", "x₂", ""), strict=True)]
    moves = [f"{name} := {name} − α d{name}" for name in NAMES]
    return {
        "painter": "table",
        "title": "The next update, in numbers",
        "caption": "one example, then the mean over all, then the step",
        "rows": [{"label": each} for each in example + means + moves],
        "columns": [""],
        "tall": True,
        "every": 1,
    }


def patch(update: Update) -> dict[str, Any]:
    """The numbers of the update that comes next."""
    neuron, points, theta = update.neuron, update.points, update.theta
    first = int(np.arange(neuron.points)[batch(neuron, update.index)][0])
    x, y, gradient = points.x[:, first], points.y[first], update.path.gradients[update.index]
    z = theta @ points.rows[:, first]
    a = activation(np.array(z))
    dz = float(slopes(neuron.loss, a, np.array(y)))
    slope = "" if neuron.loss == "cross_entropy" else f" · {short(a)} · {short(1 - a)}"
    wrong = f"{short(a)} − {y:.0f}"
    cells = [
        f"{short(theta[0])}·{signed(x[0])} + {signed(theta[1])}·{signed(x[1])} + {signed(theta[2])} = {short(z)}",
        f"1/(1 + e^{short(-z)}) = {short(a)}",
        f"{f'({wrong})' if slope else wrong}{slope} = {short(dz)}",
        *(short(each) for each in gradient),
        *(
            f"{short(old)} − {neuron.rate:g}·{signed(by)} = {short(old - neuron.rate * by)}"
            for old, by in zip(theta, gradient, strict=True)
        ),
    ]
    return {"cells": [[each] for each in cells], "best": [-1]}


def short(value: Any) -> str:
    """Three digits or so, with a true minus."""
    return f"{float(value):.3g}".replace("-", "−")


def signed(value: Any) -> str:
    """The same, in brackets where it is negative."""
    return f"({short(value)})" if value < 0 else short(value)
