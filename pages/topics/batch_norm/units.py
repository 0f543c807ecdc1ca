"""Every hidden unit's z over the training set, as a shape: of the one network, and before and after of the other."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.batch_norm.norms import Norms
from engine.studies.batch_norm.pair import Look
from engine.studies.batch_norm.statistics import BINS, EDGES, REACH, histograms
from pages.plots.style import axis, layout
from pages.topics.batch_norm.colors import BEFORE, WITH, WITHOUT

Array = np.ndarray
HALF = 0.46  # of the place that a unit has
FULL = 0.3  # the share of examples in one bin that fills it
MIDDLES = (EDGES[:-1] + EDGES[1:]) / 2


def bare_spec(norms: Norms) -> dict[str, Any]:
    """The network without, as the player takes it."""
    return view(norms, "z without", "each unit's z over the training set; what lies beyond ±4 sits at the edge",
                [shape("z", WITHOUT)], [])  # fmt: skip


def normed_spec(norms: Norms) -> dict[str, Any]:
    """The network with batch norm."""
    legend = [{"label": "z before", "color": BEFORE, "symbol": "square"},
              {"label": "z̃ after", "color": WITH, "symbol": "square"}]  # fmt: skip
    return view(norms, "z before, z̃ after", "left half before batch norm, right half after γ and β",
                [shape("z", BEFORE), shape("z̃", WITH)], legend)  # fmt: skip


def view(norms: Norms, title: str, caption: str, traces: list, legend: list) -> dict[str, Any]:
    """Shapes in a row, a gap between two layers."""
    places = where(norms.layers, norms.units)
    middles = places.reshape(norms.layers, norms.units).mean(axis=1)
    names = [f"layer {layer + 1}" for layer in range(norms.layers)]
    x = axis(range=[-0.8, places[-1] + 0.8], tickvals=middles.tolist(), ticktext=names, showgrid=False, tickangle=0)
    y = axis(range=[-REACH - 0.2, REACH + 0.2], tickvals=[-4, -2, 0, 2, 4])
    return {
        "painter": "plotly",
        "title": title,
        "caption": caption,
        "legend": legend,
        "figure": {"data": traces, "layout": layout(x, y, hovermode=False)},
        "every": 2,
    }


def shape(name: str, color: str) -> dict[str, Any]:
    """One trace for the shapes of all units."""
    line = {"color": color, "width": 1}
    return {"type": "scatter", "mode": "lines", "fill": "toself", "name": name, "x": [], "y": [], "line": line,
            "fillcolor": color, "opacity": 0.75, "hoverinfo": "skip"}  # fmt: skip


def where(layers: int, units: int) -> Array:
    """The place of each unit."""
    index = np.arange(layers * units)
    return index + index // units


def outlines(z: list[Array], sides: tuple[float, float]) -> dict[str, Any]:
    """Shapes of all layers' z, as far to the left and to the right as ``sides`` says."""
    shares = np.concatenate([histograms(each) for each in z])
    places = where(len(z), len(z[0]))
    width = HALF * np.sqrt(np.minimum(shares / FULL, 1))
    x, y = [], []
    for place, half in zip(places, width, strict=True):
        seen = np.flatnonzero(half)
        some = slice(max(seen[0] - 1, 0), min(seen[-1] + 2, BINS)) if len(seen) else slice(0, 0)
        x += [*(place + sides[1] * half[some]).round(3), *(place + sides[0] * half[some])[::-1].round(3), None]
        y += [*MIDDLES[some].round(2), *MIDDLES[some][::-1].round(2), None]
    return {"x": x, "y": y}


def bare_patch(look: Look) -> dict[str, Any]:
    """Both sides alike."""
    return {"restyle": {"0": outlines(look.plain, (-1, 1))}}


def normed_patch(look: Look) -> dict[str, Any]:
    """Before on the left, after on the right."""
    before = outlines([stage.before for stage in look.stages], (-1, 0))
    after = outlines([stage.after for stage in look.stages], (0, 1))
    return {"restyle": {"0": before, "1": after}}
