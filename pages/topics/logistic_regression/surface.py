"""The cost over two of the three parameters, the third as it now is: bands, where it bends downwards, and the path."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

import numpy as np

from engine.studies.logistic_regression.contours import SIDE, Grid, reach
from engine.studies.logistic_regression.descent import Update, path
from engine.studies.logistic_regression.neuron import Neuron
from pages.plots import pictures
from pages.plots.style import ACCENT, VARIANCE, axis, layout, rgb
from pages.plots.view import View

Array = np.ndarray
NAMES = ("w₁", "w₂", "b")
TIMES, BANDS = 9, 16
MOST_DOTS = 120  # of a path
GREY, LINE = "#5d7290", "#3c4a60"
BENT = -1e-9  # a smaller eigenvalue is no rounding


def spec(pair: tuple[int, int], neuron: Neuron) -> dict[str, Any]:
    """The view as the player takes it."""
    held = NAMES[3 - sum(pair)]
    legend = [{"label": "path so far", "color": ACCENT}]
    if neuron.loss == "squared_error":
        legend.append({"label": "bent downwards", "color": VARIANCE, "symbol": "square"})
    return {
        "painter": "handles",
        "title": f"The cost J, with {held} as it now is",
        "caption": "Drag the dot: the line follows",
        "legend": legend,
        "figure": figure(pair, reach(path(neuron), pair)),
        "shape": "wide",
        "tall": True,
        "every": 1,
        "grip": f"The neuron's {NAMES[pair[0]]} and {NAMES[pair[1]]}: arrow keys move them",
        "handles": [{"shape": "dot", "at": list(pair)}],
    }


def figure(pair: tuple[int, int], half: float) -> dict[str, Any]:
    """Axes over a picture of the cost, and the path."""
    image = {"source": "", "xref": "x", "yref": "y", "sizing": "stretch", "layer": "below", "opacity": 1}
    image |= {"x": -half, "y": half, "sizex": 2 * half, "sizey": 2 * half}
    trail = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip", "name": "path"}
    trail["line"] = {"color": ACCENT, "width": 2.5}
    x, y = (axis(NAMES[each], range=[-half, half], showgrid=False) for each in pair)
    frame = layout(x, y, hovermode=False, images=[image], margin={"l": 44, "r": 8, "t": 4, "b": 32})
    return {"data": [trail], "layout": frame}


def patch(pair: tuple[int, int], at: int, update: Update) -> dict[str, Any]:
    """The cost with the third parameter of now, and the path so far."""
    every = 1 + update.index // MOST_DOTS
    steps = [*range(0, update.index, every), update.index]
    x, y = (update.path.theta[steps, each].round(4).tolist() for each in pair)
    grid = update.landscapes[at].at(update.theta)
    return {"handle": update.theta.tolist(), "images": [picture(grid)], "restyle": {"0": {"x": x, "y": y}}}


def picture(grid: Grid) -> str:
    """Bands of the cost, narrower near its lowest place, with lines between them; tinted where it bends downwards."""
    cost, bend = (enlarged(each)[::-1] for each in (grid.cost, grid.bend))
    low, high = cost.min(), cost.max()
    level = np.sqrt((cost - low) / max(high - low, 1e-300)) * BANDS
    edges = np.zeros(cost.shape, bool)
    band = level.astype(np.uint8)
    edges[:, 1:] |= band[:, 1:] != band[:, :-1]
    edges[1:] |= band[1:] != band[:-1]
    shade = np.minimum(band, BANDS - 1)
    shade[edges] = BANDS
    return pictures.png((shade + (BANDS + 1) * (bend < BENT)).astype(np.uint8), palette())


@lru_cache(maxsize=1)
def mixing() -> Array:
    """The matrix (TIMES·SIDE, SIDE) that puts values between those of a grid."""
    return np.stack([np.interp(np.linspace(0, SIDE - 1, TIMES * SIDE), range(SIDE), row) for row in np.eye(SIDE)]).T


def enlarged(values: Array) -> Array:
    """A grid with more points, by straight lines between its own."""
    return mixing() @ values @ mixing().T


@lru_cache(maxsize=1)
def palette() -> bytes:
    """Shades of the bands and their edges, plain and tinted."""
    strength = np.append(0.04 + 0.56 * np.arange(BANDS) / BANDS, 0.45)
    plain, bent = (np.array([rgb(color)] * BANDS + [rgb(LINE)], float) for color in (GREY, VARIANCE))
    plain = np.column_stack([plain, 255 * strength])
    tinted = np.column_stack([(plain[:, :3] + bent) / 2, 255 * np.minimum(strength + 0.14, 0.6)])
    return np.concatenate([plain, tinted]).round().astype(np.uint8).tobytes()


def view(pair: tuple[int, int], at: int) -> View:
    """The view of the at-th landscape."""
    return View(partial(spec, pair), partial(patch, pair, at))
