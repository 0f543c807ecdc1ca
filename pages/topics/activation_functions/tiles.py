"""Every function of the registry as a tile: g, its slope, and where both stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.networks.activations import ACTIVATIONS
from engine.studies.activation_functions.activations import Activations, Place, flat_stretches
from pages.plots.style import SOFT, axis, layout
from pages.plots.view import View
from pages.topics.activation_functions.colors import COLORS
from pages.topics.activation_functions.shapes import EDGE, dot, ends, stretch, tangent, whole

HEIGHT = [-1.5, 2.6]
DASHED = "4px,3px"


def spec_of(name: str) -> Callable[[Activations], dict[str, Any]]:
    """One function, small."""

    def spec(study: Activations) -> dict[str, Any]:
        activation = ACTIVATIONS[name]
        below = whole(name, "slope")
        below["line"] = {"color": SOFT, "width": 1.3, "dash": DASHED}
        traces = [below, whole(name, "g"), tangent(name), dot(name)]
        traces[3]["marker"]["size"] = 7
        shapes = [stretch(name, *each) for each in flat_stretches(name)]
        quiet = {"tickvals": [-5, 0, 5], "zeroline": True, "zerolinecolor": "var(--rule)"}
        x, y = axis(range=EDGE, **quiet), axis(range=HEIGHT, **quiet | {"tickvals": [-1, 0, 1, 2]})
        frame = layout(x, y, shapes=shapes, margin={"l": 22, "r": 4, "t": 2, "b": 18}, hovermode=False)
        return {
            "painter": "plotly",
            "shape": "tile",
            "title": activation.label,
            "caption": f"g = {activation.formula}; dashed: g′ = {activation.slope_formula}. {activation.source}",
            "legend": [{"label": "…", "color": COLORS[name], "symbol": "square"}],
            "figure": {"data": traces, "layout": frame},
            "every": 1,
        }

    return spec


def patch_of(name: str) -> Callable[[Place], dict[str, Any]]:
    """Where the function stands, and its slope there in digits."""

    def patch(place: Place) -> dict[str, Any]:
        g, slope = place.at(name)
        changes = {"2": ends(place.z, g, slope), "3": {"x": [place.z], "y": [round(g, 5)]}}
        return {"restyle": changes, "note": f"g′ = {slope:.2g}".replace("-", "−")}

    return patch


TILES: dict[str, View] = {f"tile_{name}": View(spec_of(name), patch_of(name)) for name in ACTIVATIONS}
