"""The hill from above: shaded by height, with contours, the lowest points, the start; the paths are drawn over it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from engine.studies.optimizer_race.hills import value_cost
from engine.studies.optimizer_race.race import Race
from engine.training.cost import Cost, work
from pages.plots.heights import evened, ground
from pages.plots.style import ACCENT, INK, PANEL, axis, layout
from pages.topics.optimizer_race.pace import Paced
from pages.topics.optimizer_race.tracks import Tracks, packed

Array = np.ndarray
SIDE = 121  # points a side of the grid
PLANE_SIDE = 41


def spec(seen: Paced) -> dict[str, Any]:
    """The view as the player takes it."""
    race, plane = seen.race, len(seen.race.hill.bounds) != 1
    switches = [{"label": "names", "effect": "names", "title": "Write each runner's name beside it", "on": True}]
    if plane:
        arrows = "Arrows at each runner: downhill along its gradient, its velocity, and its next step"
        switches.append({"label": "arrows", "effect": "arrows", "title": arrows})
    hints = ["click or drag to set the start"]
    hints += ["★ lowest point"] if race.hill.minima else []
    return {
        "painter": "trails",
        "title": race.hill.label,
        "caption": " · ".join([race.hill.formula, *hints]),
        "shape": "square" if plane else "wide",
        "weight": 2,
        "pick": True,
        "switches": switches,
    }


def patch(tracks: Tracks) -> dict[str, Any]:
    """The whole race: the figure under it, and each runner's path."""
    flat, race = tracks.flat, tracks.race
    lines = [
        {**look, "x": packed(flat[:, row, 0]), "y": packed(flat[:, row, 1])} for row, look in enumerate(tracks.looks)
    ]
    for name, vectors in (("gradient", tracks.paths.gradient), ("velocity", tracks.paths.velocity)):
        seen = tracks.flattened(vectors)
        for row, line in enumerate(lines if seen is not None else ()):
            line[name] = packed(-seen[:, row].ravel())  # downhill
    out = {"lines": lines, "start": flat[0, 0].round(6).tolist()}
    if race.on_network:
        out["note"] = plane_note(tracks)
        out["origin"] = (flat[0, 0] - (race.along, race.across)).round(6).tolist()
    return out | {"figure": curve(race) if len(race.hill.bounds) == 1 else contours(tracks)}


def window(tracks: Tracks) -> tuple[tuple[float, float], tuple[float, float]]:
    """The part of the plane that is shown: a surface's own, or what the paths on a network's loss need."""
    if tracks.race.on_network:
        return tracks.plane.window(list(tracks.paths.points.swapaxes(0, 1)))
    return tracks.race.hill.bounds


def picture_cost(race: Race) -> Cost:
    """What a frame of a race takes: a few numbers for each step, and the picture of the hill."""
    return work(3000, 30 * race.steps * len(race.active) + 50 * SIDE**2)


def survey_cost(race: Race) -> Cost:
    """What is done once for the picture of a network's loss."""
    return value_cost(race.hill, PLANE_SIDE) * PLANE_SIDE if race.on_network else Cost()


def heights(tracks: Tracks, across: Array, up: Array) -> Array:
    """True loss over the picture, (rows, columns), the first row at the bottom."""
    if tracks.race.on_network:
        return np.stack([tracks.losses_in_plane(across, each) for each in up.tolist()])
    return tracks.race.hill.value(np.stack(np.meshgrid(across, up), axis=-1))


def surveying(tracks: Tracks) -> Iterator[None]:
    """Measure a network's true loss all over the picture, with a breath after each row: a frame then finds it there."""
    if tracks.race.on_network:
        across, up = sides(tracks, PLANE_SIDE)
        for each in up.tolist():
            tracks.losses_in_plane(across, each)
            yield


def sides(tracks: Tracks, count: int) -> tuple[Array, Array]:
    """Points along both sides of the picture."""
    across, up = (np.linspace(low, high, count) for low, high in window(tracks))
    return across, up


def plane_note(tracks: Tracks) -> str:
    """How much of the paths this picture keeps."""
    first, second = tracks.plane.captured
    parameters = tracks.plane.origin.size
    if tracks.race.moved:
        return f"plane of the paths from the first weights, in {parameters} dimensions: in it the start was moved"
    return f"plane of the paths in {parameters} dimensions · keeps {100 * (first + second):.0f} % of their variance"


def contours(tracks: Tracks) -> dict[str, Any]:
    """A surface of two coordinates, or the plane of the paths, with its lowest points."""
    side = PLANE_SIDE if tracks.race.on_network else SIDE
    across, up = sides(tracks, side)
    figure = ground(across, up, evened(np.nan_to_num(heights(tracks, across, up), nan=np.inf)))
    minima = tracks.race.hill.minima
    x, y = (list(each) for each in zip(*minima, strict=True)) if minima else ([], [])
    marker = {"symbol": "star", "size": 13, "color": PANEL, "line": {"color": INK, "width": 1.2}}
    lowest = {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": marker, "hoverinfo": "skip"}
    figure["data"].append(lowest)
    return figure


def curve(race: Race) -> dict[str, Any]:
    """A hill of one coordinate, from the side."""
    (low, high) = race.hill.bounds[0]
    w = np.linspace(low, high, 241)
    values = race.hill.value(w[:, None])
    line = {"type": "scatter", "mode": "lines", "x": w.round(4).tolist(), "y": values.round(5).tolist()}
    line |= {"line": {"color": ACCENT, "width": 1.6}, "hoverinfo": "skip"}
    room = 0.06 * float(np.ptp(values))
    x, y = axis("w", range=[low, high]), axis("J", range=[float(values.min()) - room, float(values.max()) + room])
    return {"data": [line], "layout": layout(x, y, hovermode=False)}
