"""The plane with the network's answer, and upon it two lines: of the product of its matrices, and the best one."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.networks.collapse import collapsed
from engine.studies.activation_functions.neuron import fitted
from engine.training.trainer import Trainer
from pages.plots import boundary
from pages.plots.snapshot import Snapshot
from pages.plots.style import INK, TRUTH

PLAIN = ("x1", "x2")  # only over these two inputs is a neuron's border a straight line


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    found = boundary.spec(trainer)
    look = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip"}
    dashes = [{"color": TRUTH, "width": 2, "dash": "6px,4px"}, {"color": INK, "width": 2.4}]
    found["figure"]["data"] += [look | {"name": "", "line": dash} for dash in dashes]
    found["caption"] = "a line: where the product of all W alone would say ½"
    found["legend"] = [{"label": "the product W[L] … W[1]", "color": INK},
                       {"label": "logistic regression", "color": TRUTH, "dash": True}]  # fmt: skip
    return found


def patch(snapshot: Snapshot, hard: bool = False) -> dict[str, Any]:
    """This moment's picture and lines."""
    trainer = snapshot.trainer
    first = len(boundary.points(trainer.samples[0], boundary.SPLITS))
    best = fitted(trainer.each[0].data)
    lines = [np.array(best) if best else None, product(snapshot)]
    changes = {str(first + index): border(line, trainer) for index, line in enumerate(lines)}
    return {**boundary.patch(snapshot, hard), "restyle": changes}


def hard_patch(snapshot: Snapshot) -> dict[str, Any]:
    """The same with plain regions."""
    return patch(snapshot, hard=True)


def product(snapshot: Snapshot) -> np.ndarray | None:
    """[w | b] that the layers would be together without functions between; None for more than one output."""
    found = collapsed(snapshot.trainer.layout, snapshot.state.theta, snapshot.state.buffers)
    return found[0] if len(found) == 1 else None


def border(w: np.ndarray | None, trainer: Trainer) -> dict[str, list[float]]:
    """Where w·x + b = 0 on the plane, from edge to edge; nothing where that is no line, or lies outside."""
    samples, data = trainer.samples[0], trainer.each[0].data
    if w is None or data.features != PLAIN or not np.isfinite(w).all():
        return {"x": [], "y": []}
    slopes = w[:2] / samples.deviation[:, 0]
    level = float(slopes @ samples.mean[:, 0] - w[2])
    length = float(np.hypot(*slopes))
    if length < 1e-12:
        return {"x": [], "y": []}
    (left, right), (bottom, top) = data.source.bounds
    middle, along = slopes * level / length**2, np.array([-slopes[1], slopes[0]]) / length
    far = 2 * max(right - left, top - bottom)
    if np.abs(middle).max() > far:
        return {"x": [], "y": []}
    ends = np.stack([middle - far * along, middle + far * along])
    return {"x": ends[:, 0].round(3).tolist(), "y": ends[:, 1].round(3).tolist()}
