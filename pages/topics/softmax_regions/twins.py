"""Softmax beside the logistic neuron: with two classes one says what the other says, digit by digit."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.networks.activations import sigmoid
from engine.studies.softmax_regions.classes import shares, twin
from engine.training.trainer import Trainer
from pages.plots.style import INK
from pages.topics.softmax_regions.moment import Classes

ROWS = 6
OWN = "The logistic network with z, and the softmax network with z₀ = −z/2, z₁ = z/2, run on its own"
PAIR = "Of all classes only 0 and 1: ŷ₁/(ŷ₀ + ŷ₁), and the logistic neuron with z = z₁ − z₀"


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    two = trainer.samples[0].task != "multiclass"
    points = trainer.samples[0].points[:, : rows(trainer)].T
    return {
        "painter": "table",
        "title": "Two classes: softmax is logistic",
        "caption": OWN if two else PAIR,
        "legend": [],
        "rows": [{"label": ", ".join(f"{x:.2f}" for x in point).replace("-", "−"), "color": INK} for point in points],
        "columns": ["z₁ − z₀", "σ(z₁ − z₀)", "softmax₁", "apart"],
        "every": 4,
    }


def rows(trainer: Trainer) -> int:
    """How many points are written out."""
    return min(ROWS, trainer.samples[0].counts[0])


def patch(moment: Classes) -> dict[str, Any]:
    """Both answers at the first training points, and how far they are apart at any."""
    z, logistic, softmax = both(moment)
    apart = np.abs(logistic - softmax)
    shown = zip(z, logistic, softmax, apart, strict=True)
    cells = [
        [f"{one:.3f}".replace("-", "−"), f"{a:.12f}", f"{b:.12f}", f"{off:.0e}" if off else "0"]
        for one, a, b, off in shown
    ]
    most = f"{apart.max():.0e}" if apart.max() else "0"
    return {"cells": cells[: rows(moment.trainer)], "sum": f"over all {len(z)} points: at most {most} apart"}


def both(moment: Classes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """z₁ − z₀, what the logistic neuron makes of it, and what the softmax of two classes says, each (m,)."""
    pair = moment.points[:2] / moment.temperature
    z = pair[1] - pair[0]
    if moment.trainer.samples[0].task == "multiclass" or moment.index is not None:
        return z, sigmoid(z, np.empty_like(z)), shares(pair)[1]
    experiment, state, inputs = moment.trainer.experiment, moment.state, moment.trainer.samples[0].rows.T
    with np.errstate(all="ignore"):
        found = twin(experiment.network, experiment.loss, inputs, state.theta, state.buffers)
    return z, sigmoid(z, np.empty_like(z)), np.nan_to_num(found.a[-1][1])
