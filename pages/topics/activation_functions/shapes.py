"""Two functions and their slopes over z: a tangent runs along, and where a slope is nearly 0 the ground is shaded."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.networks.activations import ACTIVATIONS
from engine.studies.activation_functions.activations import (
    FARTHEST,
    FLAT,
    PLACES,
    Activations,
    Place,
    corner,
    curve,
    flat_stretches,
)
from pages.plots.style import axis, layout
from pages.topics.activation_functions.colors import COLORS, faded

BEFORE_TILES = -2  # on a narrow page
REACH = 1.6  # of a tangent, to either side
EDGE = [-FARTHEST, FARTHEST]
LOWEST, HIGHEST, ROOM = -1.6, 3.2, 0.2  # of the y axis: beyond it lines run straight on
SHADE, SQUARE = 0.10, {"symbol": "square"}


def pair(study: Activations) -> list[str]:
    """The functions that are compared; one alone where both are the same."""
    return list(dict.fromkeys((study.first, study.second)))


def spec(study: Activations) -> dict[str, Any]:
    """The two functions, with a tangent each."""
    moving = [dot(name) for name in pair(study)] + [tangent(name) for name in pair(study)]
    return {
        "painter": "plotly",
        "title": "g(z), and its tangent",
        "caption": f"shaded: |g′| < {FLAT}, the function is saturated and hardly anything comes back through it",
        "legend": legend(study) + [{"label": f"|g′| < {FLAT}", "color": faded(COLORS[study.first], 0.3)} | SQUARE],
        "figure": figure(study, "g", moving),
        "every": 1,
        "weight": 1.15,
        "rank": BEFORE_TILES,
        "picks": {"x": PLACES.tolist(), "steps": list(range(len(PLACES)))},
    }


def slope_spec(study: Activations) -> dict[str, Any]:
    """The two slopes."""
    return {
        "painter": "plotly",
        "title": "g′(z): what a gradient is multiplied by",
        "caption": corners(study) or "the gradient at a unit's sum is the gradient behind it, times this",
        "legend": [],
        "rank": BEFORE_TILES,
        "figure": figure(study, "slope", [dot(name) for name in pair(study)]),
        "every": 1,
        "picks": {"x": PLACES.tolist(), "steps": list(range(len(PLACES)))},
    }


def corners(study: Activations) -> str:
    """What is said where a slope jumps at 0: the notes' value there is a choice."""
    found = [(ACTIVATIONS[name].label, corner(name)) for name in pair(study)]
    found = [(label, sides) for label, sides in found if sides]
    if not found:
        return ""
    label, (left, right) = found[0]
    return (
        f"at z = 0 {label} has a corner: its slope {right:g} there is a choice, any from {left:g} to {right:g} will do"
    )


def legend(study: Activations) -> list[dict[str, Any]]:
    """Both functions, with their formulas."""
    return [{"label": ACTIVATIONS[name].label, "color": COLORS[name]} for name in pair(study)]


def figure(study: Activations, part: str, moving: list[dict[str, Any]]) -> dict[str, Any]:
    """Curves that stand still under marks that move."""
    traces = [whole(name, part) for name in pair(study)]
    if len(traces) > 1:  # where both run together, the wide one shines through below the other
        traces[1]["line"] |= {"width": 5, "color": faded(COLORS[study.second], 0.55)}
        traces[1]["zorder"] = -1
    shapes = [stretch(name, *ends) for name in pair(study) for ends in flat_stretches(name)]
    x, y = axis("z", range=EDGE, dtick=2), axis(range=heights(study, part))
    return {"data": traces + moving, "layout": layout(x, y, shapes=shapes)}


def heights(study: Activations, part: str) -> list[float]:
    """From the lowest to the highest point of both curves, within reason."""
    curves = [curve(name)[part == "slope"] for name in pair(study)]
    low, high = min(each.min() for each in curves), max(each.max() for each in curves)
    return [float(max(low - ROOM, LOWEST)), float(min(high + ROOM, HIGHEST))]


def whole(name: str, part: str) -> dict[str, Any]:
    """A curve over all z."""
    g, slope = curve(name)
    y = (g if part == "g" else slope).round(5).tolist()
    look = {"color": COLORS[name], "width": 2.4}
    return {"type": "scatter", "mode": "lines", "name": ACTIVATIONS[name].label, "x": PLACES.tolist(), "y": y,
            "line": look, "hovertemplate": "%{y:.3g}"}  # fmt: skip


def stretch(name: str, left: float, right: float) -> dict[str, Any]:
    """The ground under a saturated part."""
    return {"type": "rect", "xref": "x", "yref": "paper", "x0": left, "x1": right, "y0": 0, "y1": 1, "layer": "below",
            "line": {"width": 0}, "fillcolor": faded(COLORS[name], SHADE)}  # fmt: skip


def dot(name: str) -> dict[str, Any]:
    """Where a function stands."""
    return {"type": "scatter", "mode": "markers", "name": "", "x": [], "y": [], "hoverinfo": "skip",
            "marker": {"color": COLORS[name], "size": 10}}  # fmt: skip


def tangent(name: str) -> dict[str, Any]:
    """The straight line that a function is near this z."""
    return {"type": "scatter", "mode": "lines", "name": "", "x": [], "y": [], "hoverinfo": "skip",
            "line": {"color": "var(--ink)", "width": 1.8}}  # fmt: skip


def patch(place: Place) -> dict[str, Any]:
    """The marks and the tangents at this z."""
    found = [place.at(name) for name in pair(place.study)]
    count, z = len(found), place.z
    changes = {str(count + index): {"x": [z], "y": [round(g, 5)]} for index, (g, _) in enumerate(found)}
    for index, (g, slope) in enumerate(found):
        changes[str(2 * count + index)] = ends(z, g, slope)
    return {"restyle": changes}


def ends(z: float, g: float, slope: float, reach: float = REACH) -> dict[str, list[float]]:
    """The ends of a tangent, which is as long on the paper whatever its slope."""
    half = reach / float(np.hypot(1, slope))
    return {
        "x": [round(z - half, 4), round(z + half, 4)],
        "y": [round(g - half * slope, 4), round(g + half * slope, 4)],
    }


def slope_patch(place: Place) -> dict[str, Any]:
    """The marks on the slopes at this z."""
    found = [place.at(name)[1] for name in pair(place.study)]
    changes = {str(len(found) + index): {"x": [place.z], "y": [round(slope, 5)]} for index, slope in enumerate(found)}
    return {"restyle": changes}
