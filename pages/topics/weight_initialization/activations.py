"""Histograms of the activations, one column for each layer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from engine.studies.weight_initialization.first_weights import FirstWeights
from engine.studies.weight_initialization.signals import Signals, reach
from pages.plots import pictures
from pages.plots.style import POSITIVE, axis, layout, rgb

COLUMN = 8  # pixels of a layer, of which one is left free
FULL = 0.35  # the share of a layer's activations in one bin that is darkest


def spec(study: FirstWeights) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Histogram of each layer's activations",
        "caption": "The darker, the more of a layer's units and points; what lies beyond sits on the edge",
        "figure": figure(study),
        "every": 1,
    }


def figure(study: FirstWeights) -> dict[str, Any]:
    """Axes around the picture that each frame puts in."""
    low, high = reach(study.activation)
    left, right = 0.5, study.depth + 0.5
    image = {"x": left, "y": high, "sizex": right - left, "sizey": high - low, "xref": "x", "yref": "y"}
    dots = {"type": "scatter", "mode": "markers", "x": [], "y": [], "hoverinfo": "skip"}  # Plotly draws no empty axes
    x, y = axis("layer", range=[left, right], showgrid=False), axis("a", range=[low, high])
    return {"data": [dots], "layout": layout(x, y, images=[image | {"sizing": "stretch"}], hovermode=False)}


def patch(signals: Signals) -> dict[str, Any]:
    """The histograms of this scale."""
    shares = np.minimum(signals.counts / FULL, 1)[::-1] ** 0.5
    columns = np.repeat((255 * shares).astype(np.uint8), COLUMN, axis=1)
    columns[:, COLUMN - 1 :: COLUMN] = 0
    return {"images": [pictures.png(columns, shade())]}


@lru_cache(maxsize=1)
def shade() -> bytes:
    """256 shades from clear to blue."""
    alpha = np.linspace(0, 255, 256)
    return np.column_stack([np.tile(rgb(POSITIVE), (256, 1)), alpha]).round().astype(np.uint8).tobytes()
