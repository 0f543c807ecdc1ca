"""The hill in three dimensions; heights are stretched by a power, so that neither walls nor floor take all the room."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.values.bounds import Refused
from pages.topics.optimizer_race import hill
from pages.topics.optimizer_race.pace import Paced
from pages.topics.optimizer_race.tracks import Tracks, packed

Array = np.ndarray
SIDE = 49
MIDDLE = 0.35  # where half of the ground lies below
LEAST_POWER = 0.12


def spec(seen: Paced) -> dict[str, Any]:
    """The view as the player takes it."""
    names = {"label": "names", "effect": "names", "title": "Write each runner's name beside it", "on": True}
    return {
        "painter": "relief",
        "title": "In three dimensions",
        "caption": "drag to turn · heights are stretched to show floor and walls alike",
        "switches": [names],
    }


def patch(tracks: Tracks) -> dict[str, Any]:
    """Heights of the ground, rows from the bottom up, and every path as shares of base and height."""
    if len(tracks.race.hill.bounds) == 1:
        raise Refused("views", f"{tracks.race.hill.label} has one coordinate, so it has no relief")
    (left, right), (bottom, top) = hill.window(tracks)
    side = hill.PLANE_SIDE if tracks.race.on_network else SIDE  # a network's heights are those of the other picture
    across, up = hill.sides(tracks, side)
    heights = hill.heights(tracks, across, up)
    low, high = np.nanmin(heights), np.nanmax(heights)
    share = np.nan_to_num((heights - low) / (high - low or 1.0), nan=1.0)
    power = float(np.clip(np.log(MIDDLE) / np.log(np.clip(np.median(share), 1e-6, 0.99)), LEAST_POWER, 1.0))
    x, y = (tracks.flat - (left, bottom)).transpose(2, 0, 1) / np.array([right - left, top - bottom])[:, None, None]
    with np.errstate(invalid="ignore"):
        h = np.clip((tracks.paths.values - low) / (high - low or 1.0), 0.0, 1.0) ** power
        h[(np.abs(x - 0.5) > 0.5) | (np.abs(y - 0.5) > 0.5)] = np.nan
    lines = [
        {**look, "x": packed(x[:, row]), "y": packed(y[:, row]), "h": packed(h[:, row])}
        for row, look in enumerate(tracks.looks)
    ]
    return {"side": side, "heights": packed(share**power), "lines": lines}
