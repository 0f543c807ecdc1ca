"""One against the rest: for each class the line on which it weighs as much as all others together, ŷ = ½."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.softmax_regions.classes import lead, shares
from engine.training.trainer import Trainer
from pages.plots import boundary, pictures
from pages.plots.outline import outline
from pages.plots.style import CLASS_COLORS
from pages.topics.softmax_regions.moment import Classes

STRIDE = 3  # of the picture's rows and columns, from its first to its last
SHADE = 0.55


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it; lines come last, as they are drawn above all else."""
    source, classes = trainer.each[0].data.source, max(2, trainer.samples[0].sizes[1])
    lines = [
        {"type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip", "name": f"class {k}",
         "line": {"color": CLASS_COLORS[k], "width": 2.4}}
        for k in range(classes)
    ]  # fmt: skip
    return {
        "painter": "plotly",
        "title": "One against the rest",
        "caption": "on each line ŷ = ½: one class against all others. In the clear between them none has the half",
        "figure": boundary.plane(source, lines),
        "legend": [{"label": f"ŷ{'₀₁₂₃₄₅'[k]} = ½", "color": CLASS_COLORS[k]} for k in range(classes)],
        "shape": "wide",
        "tall": True,
        "every": 2,
    }


def patch(moment: Classes) -> dict[str, Any]:
    """This moment's lines, and the places at which a class has more than half."""
    z = moment.plane / moment.temperature
    ahead = lead(z[:, ::STRIDE, ::STRIDE])
    across, up = places(moment.trainer.each[0].data.source.bounds, z.shape[-1])
    lines = {str(k): outline(each, across[::STRIDE], up[::STRIDE]) for k, each in enumerate(ahead)}
    return {"restyle": lines, "images": [majority(shares(z))]}


def places(bounds: Any, side: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the columns and the rows of the picture lie."""
    (left, right), (bottom, top) = bounds if len(bounds) == 2 else (bounds[0], bounds[0])
    middle = (np.arange(side) + 0.5) / side
    return left + middle * (right - left), top - middle * (top - bottom)


def majority(answers: np.ndarray) -> str:
    """A picture of the class that has more than half, and clear where none has."""
    classes, winner, half = len(answers), answers.argmax(axis=0), answers.max(axis=0) > 0.5
    each = 256 // classes
    return pictures.png((winner * each + half * (SHADE * (each - 1))).astype(np.uint8), pictures.by_class(classes))
