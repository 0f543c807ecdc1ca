"""Curves of a race over its steps, gradients or seconds: loss, distance, step length, rate; one line a runner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.studies.optimizer_race.race import Race
from pages.plots.style import axis, layout
from pages.plots.view import View
from pages.topics.optimizer_race.pace import Paced
from pages.topics.optimizer_race.tracks import Tracks, packed

Array = np.ndarray
FLOOR, DECADES, LEAST = 1e-12, 16, 1.2  # powers of ten: fewer do not make a logarithmic scale


def view(title: Callable[[Race], str], values: Callable[[Tracks], Array]) -> View:
    """A view of curves: how a race calls it, and the values of its tracks."""
    return View(lambda seen: spec(title(seen.race), seen), lambda tracks: patch(tracks, values(tracks)))


def spec(title: str, seen: Paced) -> dict[str, Any]:
    """A view of curves as the player takes it."""
    return {
        "painter": "trails",
        "title": title,
        "caption": "",
        "weight": 1,
        "paces": seen.paces,
        "axis": seen.axis,
        "legend": [],
        "switches": [{"label": "linear", "effect": "linear-y", "title": "A linear scale instead of a logarithmic one"}],
    }


def patch(tracks: Tracks, values: Array) -> dict[str, Any]:
    """Each runner's values (T + 1 or T, R), with the ranges of both scales."""
    lines = [{**look, "y": packed(values[:, row])} for row, look in enumerate(tracks.looks)]
    ranges = {"linear": linear_range(values), "log": log_range(values)}
    y = axis(exponentformat="power")
    if ranges["log"]:
        decades = float(np.ptp(ranges["log"]))
        y["dtick"] = max(1, round(decades / 6)) if decades > 2 else "D2"
    frame = layout(axis(), y, hovermode=False, margin={"l": 44, "r": 16, "t": 6, "b": 34})
    return {"figure": {"data": [], "layout": frame}, "lines": lines, "ranges": ranges, "steps": tracks.race.steps}


def sane(values: Array) -> Array:
    """Values that count for a range: finite, and of runners on their way out not beyond a hundred times the start."""
    finite = values[np.isfinite(values)]
    start = values[0][np.isfinite(values[0])]
    limit = 100 * np.abs(start).max() if start.size and np.abs(start).max() > 0 else np.inf
    kept = finite[np.abs(finite) <= limit]
    return kept if kept.size else np.array([0.0, 1.0])


def linear_range(values: Array) -> list[float]:
    low, high = float(sane(values).min()), float(sane(values).max())
    room = 0.05 * (high - low) or 0.1 * abs(high) or 1.0
    return [low - room, high + room]


def log_range(values: Array) -> list[float] | None:
    """Exponents from the smallest to the largest value, within reason; None where there is nothing above 0."""
    kept = sane(values)
    if (kept < -1e-9).any():
        return None
    high = float(np.log10(max(kept.max(), FLOOR)))
    above = kept[kept > max(FLOOR, 10.0 ** (high - DECADES))]
    low = float(np.log10(above.min())) if above.size else high - 1
    if high - low < LEAST:
        return None
    room = 0.05 * (high - low) or 0.5
    return [low - room, high + room]


def loss_title(race: Race) -> str:
    if race.on_network:
        return "Loss on the training set"
    return "Loss above the minimum" if race.hill.minimum is not None else "Loss"


def far_title(race: Race) -> str:
    return "Distance to the minimum" if race.hill.minima else "Norm of the gradient"


def far(tracks: Tracks) -> Array:
    """Distance to the minimum, or where there is none the norm of the gradient."""
    return tracks.slope if tracks.distance is None else tracks.distance
