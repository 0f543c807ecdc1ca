"""The plane, cut into regions: the likeliest class of every place, the surer the stronger; and a pin to be moved."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.softmax_regions.classes import shares
from engine.training.trainer import Trainer
from pages.plots import boundary
from pages.topics.softmax_regions.moment import Classes


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Regions",
        "caption": "the likeliest class, the surer the stronger. Move the pointer: ŷ is written beside it",
        "figure": boundary.figure(trainer),
        "every": 1,
        "pin": pinned(trainer),
        "switches": [{"label": "hard max", "effect": "variant:hard", "title": "1 for the largest z, 0 for all others"}],
    }


def pinned(trainer: Trainer) -> list[float]:
    """Where the pin stands at first: on the training point that lies nearest to the middle."""
    points = trainer.samples[0].points[:2, trainer.samples[0].bounds["train"]]
    return points[:, np.hypot(*points).argmin()].round(3).tolist() if len(points) == 2 else [0.0, 0.0]


def patch(moment: Classes, hard: bool = False) -> dict[str, Any]:
    """This moment's regions."""
    return {"images": [boundary.picture(shares(moment.plane, moment.temperature), "multiclass", hard)]}


def hard_patch(moment: Classes) -> dict[str, Any]:
    """The hard max of this moment."""
    return patch(moment, hard=True)
