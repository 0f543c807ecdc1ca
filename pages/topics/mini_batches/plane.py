"""The paths of all sizes on the cost of one network, in the plane that keeps most of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from PIL import Image

from engine.studies.mini_batches.batches import Batches
from engine.studies.mini_batches.runs import Moment
from pages.plots import pictures
from pages.plots.heights import evened
from pages.plots.heights import palette as shades
from pages.plots.style import INK, PANEL, axis, layout
from pages.topics.mini_batches.looks import HUES, legend

Array = np.ndarray
SIDE, BANDS, EDGE = 246, 16, 70  # pixels, bands of height, and how opaque the line between two of them is
START = 0  # the trace of the start; a path and a dot for each size follow


def spec(batches: Batches) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "The ways down",
        "caption": "The cost of all examples, over the plane of parameters that keeps most of the paths",
        "legend": legend(batches),
        "figure": figure(batches),
        "every": 1,
        "shape": "square",
    }


def figure(batches: Batches) -> dict[str, Any]:
    """A picture that comes with the frames, for the runs must be known first; on it what moves."""
    image = {"source": "", "xref": "x", "yref": "y", "sizing": "stretch", "layer": "below", "opacity": 1}
    image |= {"x": 0, "y": 1, "sizex": 1, "sizey": 1}
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip"}
    dots = {"type": "scatter", "mode": "markers", "x": [], "y": [], "hoverinfo": "skip"}
    traces = [dots | {"name": "start", "marker": {"color": INK, "size": 9}}]
    for size in batches.sizes:
        traces.append(line | {"name": size, "line": {"color": HUES[size], "width": 2}})
        ball = {"color": HUES[size], "size": 11, "line": {"color": PANEL, "width": 1.5}}
        traces.append(dots | {"name": size, "marker": ball})
    quiet = {"range": [0, 1], "showgrid": False, "showticklabels": False, "constrain": "domain"}
    frame = layout(axis("first direction", **quiet), axis("second direction", scaleanchor="x", **quiet))
    return {"data": traces, "layout": frame | {"hovermode": False, "images": [image],
                                               "margin": {"l": 24, "r": 6, "t": 4, "b": 24}}}  # fmt: skip


def patch(moment: Moment) -> dict[str, Any]:
    """The picture, and the paths up to now."""
    places = moment.runs.places[: moment.look + 1].round(4)
    changes = {str(START): spots(places[:1, 0])}
    for k in range(places.shape[1]):
        changes[str(1 + 2 * k)] = spots(places[:, k])
        changes[str(2 + 2 * k)] = spots(places[-1:, k])
    return {"images": [picture(moment.runs.batches, moment.runs.heights.tobytes())], "restyle": changes}


def spots(places: Array) -> dict[str, list[float]]:
    """Places as a chart takes them."""
    x, y = places.T.tolist()
    return {"x": x, "y": y}


@lru_cache(maxsize=16)
def picture(batches: Batches, heights: bytes) -> str:
    """Bands of height, the valley darkest, with a line between each two."""
    side = round(np.sqrt(len(heights) / 8))
    shares = evened(np.nan_to_num(np.frombuffer(heights).reshape(side, side), nan=np.inf))[::-1]
    fine = np.asarray(Image.fromarray(shares.astype(np.float32)).resize((SIDE, SIDE), Image.Resampling.BICUBIC))
    bands = np.clip((fine * BANDS).astype(int), 0, BANDS - 1)
    edge = (bands != np.roll(bands, 1, axis=0)) | (bands != np.roll(bands, 1, axis=1))
    edge[0], edge[:, 0] = False, False
    return pictures.png((bands + BANDS * edge).astype(np.uint8), palette())


@lru_cache(maxsize=1)
def palette() -> bytes:
    """A shade for each band, and the same made stronger for its edge."""
    colors = np.frombuffer(shades(), np.uint8).reshape(256, 4)[np.linspace(0, 255, BANDS).astype(int)]
    lines = colors.copy()
    lines[:, 3] = np.minimum(255, lines[:, 3].astype(int) + EDGE)
    return np.concatenate([colors, lines]).tobytes()
