"""What can be watched of a race, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.studies.optimizer_race.race import Race
from pages.plots.race import board, curves, hill, relief
from pages.plots.race.tracks import Tracks

Patch = Callable[[Tracks, list[float]], dict[str, Any]]


def specs(race: Race, pace: str) -> dict[str, dict[str, Any]]:
    """The views that this race has, as the player takes them."""
    views = {
        "hill": hill.spec(race),
        "relief": relief.spec(race),
        "board": board.spec(race),
        "loss": curves.spec(curves.loss_title(race), pace, weight=1),
        "distance": curves.spec("Distance to the minimum", pace),
        "step": curves.spec("Length of a step", pace),
        "rate": curves.spec("Learning rate", pace),
    }
    if not race.hill.minima:
        views["distance"] = curves.spec("Norm of the gradient", pace)
    return views


def far(tracks: Tracks) -> np.ndarray:
    """Distance to the minimum, or where there is none the norm of the gradient."""
    return tracks.slope if tracks.distance is None else tracks.distance


PATCHES: dict[str, Patch] = {
    "hill": lambda tracks, seconds: hill.patch(tracks),
    "relief": lambda tracks, seconds: relief.patch(tracks),
    "board": lambda tracks, seconds: board.patch(tracks),
    "loss": lambda tracks, seconds: curves.patch(tracks, seconds, tracks.height),
    "distance": lambda tracks, seconds: curves.patch(tracks, seconds, far(tracks)),
    "step": lambda tracks, seconds: curves.patch(tracks, seconds, tracks.step_length),
    "rate": lambda tracks, seconds: curves.patch(tracks, seconds, tracks.paths.rates),
}


def layout(deep: bool) -> list[list[Any]]:
    """Rows of views; with ``deep`` the hill stands beside itself in three dimensions."""
    if deep:
        return [["hill", "relief"], ["board", "loss"], ["distance", "step", "rate"]]
    return [["hill", ["board", "loss"]], ["distance", "step", "rate"]]
