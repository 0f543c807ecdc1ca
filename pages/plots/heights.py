"""A surface from above: shaded by height, with contours that fill the picture evenly."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from pages.plots import pictures
from pages.plots.style import axis, layout, rgb

Array = np.ndarray
LINES = 18
SHADE = "#5d7290"


def evened(heights: Array) -> Array:
    """Heights as shares of the picture that lies lower, 0 to 1: contours then fill it evenly, whatever the hill."""
    flat = np.sort(heights, axis=None)
    share = np.searchsorted(flat, heights, side="left") / flat.size
    return np.sqrt(share)  # closer lines low down, where races are decided


def ground(across: Array, up: Array, shares: Array) -> dict[str, Any]:
    """Shade and contour lines of heights, as shares, over a rectangle."""
    left, right, bottom, top = float(across[0]), float(across[-1]), float(up[0]), float(up[-1])
    dx, dy = (right - left) / (len(across) - 1), (top - bottom) / (len(up) - 1)
    picture = pictures.png((255 * shares[::-1]).astype(np.uint8), palette())
    image = {"source": picture, "xref": "x", "yref": "y", "sizing": "stretch", "layer": "below", "x": left - dx / 2}
    image |= {"y": top + dy / 2, "sizex": right - left + dx, "sizey": top - bottom + dy}
    whole = np.iinfo(np.uint16).max  # as 16-bit numbers, which Plotly reads from base64
    heights = {"dtype": "u2", "shape": f"{len(up)},{len(across)}"}
    heights["bdata"] = base64.b64encode((whole * shares).astype("<u2").tobytes()).decode()
    lines = {"type": "contour", "x0": left, "dx": dx, "y0": bottom, "dy": dy, "z": heights}
    lines |= {"contours": {"coloring": "none", "start": whole / LINES, "end": whole - 1, "size": whole / LINES}}
    lines |= {"line": {"color": SHADE, "width": 0.7}, "opacity": 0.75, "showscale": False, "hoverinfo": "skip"}
    x = axis(range=[left, right], showgrid=False, constrain="domain")
    y = axis(range=[bottom, top], showgrid=False, constrain="domain")
    y |= {"scaleanchor": "x", "scaleratio": (right - left) / (top - bottom)}
    frame = layout(x, y, hovermode=False, margin={"l": 28, "r": 8, "t": 4, "b": 22}, images=[image])
    return {"data": [lines], "layout": frame}


def palette() -> bytes:
    """256 shades from the valley, darkest, to the heights, clear."""
    share = np.linspace(1, 0, 256)
    colors = np.tile(rgb(SHADE), (256, 1))
    return np.column_stack([colors, 255 * 0.62 * share**1.15]).round().astype(np.uint8).tobytes()
