"""An image unrolled: what is drawn becomes a column of 192 numbers, and a neuron adds up what they weigh."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from engine.datasets.glyphs import CHANNELS, INPUTS, SIDE
from engine.studies.logistic_regression.cost import unrolling_bill
from engine.studies.logistic_regression.neuron import Neuron
from engine.studies.logistic_regression.picture import COLORS, READINGS, Picture, rows_of
from engine.studies.logistic_regression.unrolled import BESIDE, NAMES, Unrolled, unrolling
from engine.values.fields import specs
from pages.controls import fields
from pages.controls.topic import Layout
from pages.live.clock import Clock, Knob
from pages.live.kind import Kind
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots import pictures
from pages.plots.style import ACCENT, SOFT, axis, layout, rgb
from pages.plots.view import View

INKS = ("#10131a", "#e5484d", "#2f9e63", "#e8c547", "#3b74e0", "#c65bd6", "#37b6c9", "#f2f4f7")
NAMES_OF_INKS = ("none", "red", "green", "red and green", "blue", "red and blue", "green and blue", "all three")
WIDE = SIDE * CHANNELS  # numbers of one row of the picture
CHANNEL_COLORS = ("#e5484d", "#2f9e63", "#3b74e0")
UNREAD, CELL = 0.25, 12


def drawing_spec(picture: Picture) -> dict[str, Any]:
    """The view to draw on."""
    return {"painter": "pixels", "title": "Draw", "caption": "three bits a pixel: red, green, blue", "side": SIDE,
            "colors": list(INKS), "names": list(NAMES_OF_INKS), "ink": 6, "shape": "square", "every": 1}  # fmt: skip


def drawing_patch(moment: Unrolled) -> dict[str, Any]:
    """The drawing, and which pixel the last number was read from."""
    cells = [ink for row in moment.picture.colors for ink in row]
    straight = moment.picture.reading == "right" and 0 < moment.index < INPUTS
    return {"cells": cells, "at": (moment.index - 1) // CHANNELS if straight else None}


def folded(title: str, caption: str) -> dict[str, Any]:
    """A view of 192 numbers, folded after each row of the picture."""
    image = {"source": "", "xref": "x", "yref": "y", "sizing": "stretch", "layer": "below", "opacity": 1}
    image |= {"x": 0, "y": 0, "sizex": WIDE, "sizey": SIDE}
    x = axis(range=[0, WIDE], tickvals=[0, 3, 6, 9, 12, 15, 18, 21], showgrid=False)
    y = axis(range=[SIDE, 0], tickvals=list(range(SIDE)), ticktext=[str(WIDE * row) for row in range(SIDE)],
             showgrid=False)  # fmt: skip
    figure = {"data": [], "layout": layout(x, y, images=[image | {"y": 0, "sizey": -SIDE}], hovermode=False)}
    return {"painter": "plotly", "title": title, "caption": caption, "figure": figure, "shape": "wide", "every": 1}


def column_spec(picture: Picture) -> dict[str, Any]:
    """The view of the column."""
    reading = READINGS[picture.reading]
    return folded(f"The column x: {reading.code}", "192 numbers from top left, folded after 24; bright is read")


def column_patch(moment: Unrolled) -> dict[str, Any]:
    """The numbers of the column, coloured by their channel; what is not yet read is dim."""
    place, on = np.arange(INPUTS), np.zeros(INPUTS, bool)
    on[: len(moment.column)] = moment.column > 0
    shade = np.where(on, 1 + place % CHANNELS, 0) + (1 + CHANNELS) * (place < moment.index)
    return {"images": [pictures.png(cells(shade.astype(np.uint8)), palette())]}


def cells(shades: np.ndarray) -> np.ndarray:
    """Shades (192,) as a picture with so many points a number that a browser does not blur one into the next."""
    return np.kron(shades.reshape(SIDE, WIDE), np.ones((2 * CELL, CELL), np.uint8))


@lru_cache(maxsize=1)
def palette() -> bytes:
    """Shades of nothing and of the three channels, unread and read."""
    colors = [rgb("#7d8794"), *map(rgb, CHANNEL_COLORS)]
    alphas = [255 * 0.06, *[255 * UNREAD] * CHANNELS, 255 * 0.2, *[255.0] * CHANNELS]
    return np.column_stack([colors * 2, alphas]).round().astype(np.uint8).tobytes()


def weights_spec(picture: Picture) -> dict[str, Any]:
    """The view of what each number weighs."""
    return folded("The weights w, in the same places", "blue speaks for a ring, orange for a cross")


def weights_patch(moment: Unrolled) -> dict[str, Any]:
    """The weights of the neuron that was trained on glyphs."""
    w = moment.reader.w / np.abs(moment.reader.w).max()
    return {"images": [pictures.png(cells(pictures.signed(w)), pictures.diverging())]}


def sum_spec(picture: Picture) -> dict[str, Any]:
    """The view of z, number by number."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.2f}"}
    zero = line | {"x": [0, INPUTS], "y": [0, 0], "line": {"color": SOFT, "width": 1, "dash": "4px,4px"}}
    traces = [zero, line | {"line": {"color": ACCENT, "width": 2}}]
    x, y = axis("numbers read", range=[0, INPUTS]), axis("z", range=[-8, 8])
    return {"painter": "plotly", "title": "z = b + w₁x₁ + w₂x₂ + …, so far", "caption": "above 0: a ring",
            "figure": {"data": traces, "layout": layout(x, y)}, "shape": "wide", "every": 1}  # fmt: skip


def sum_patch(moment: Unrolled) -> dict[str, Any]:
    """The sum as far as it has come."""
    sums = moment.sums[: moment.index + 1]
    return {"restyle": {"1": {"x": list(range(len(sums))), "y": sums.round(4).tolist()}}}


def answers_spec(picture: Picture) -> dict[str, Any]:
    """The view of what is said of four pictures that are unrolled together."""
    return {"painter": "table", "title": "A ring with probability", "rows": [{"label": name} for name in NAMES],
            "caption": "four pictures are unrolled together: X is (4, 8, 8, 3)", "every": 1,
            "columns": ["unrolled right", READINGS[picture.reading].label]}  # fmt: skip


def answers_patch(moment: Unrolled) -> dict[str, Any]:
    """Probabilities, unrolled right and as chosen; how good the neuron is."""
    chosen = ["refused"] * len(NAMES) if moment.chosen is None else map(percent, moment.chosen)
    cells = [list(each) for each in zip(map(percent, moment.right), chosen, strict=True)]
    empty = "" if moment.picture.array.any() else "Nothing is drawn: every x is 0, so z is b alone."
    told = (
        f"The neuron was trained on glyphs by this engine; of fresh ones it tells {percent(moment.reader.right)} right."
    )
    return {"cells": cells, "words": ["", empty, told], "best": [-1, -1]}


def percent(share: float) -> str:
    """A share as people say it."""
    return f"{100 * share:.1f} %"


def drawn(neuron: Neuron, wish: Any) -> Neuron:
    """A drawing: ``{"pixels": [...]}``, 64 colours from 0 to 7; what is none does nothing."""
    pixels = wish.get("pixels") if isinstance(wish, dict) else None
    if not isinstance(pixels, list) or len(pixels) != SIDE * SIDE:
        return neuron
    if not all(type(each) is int and 0 <= each < COLORS for each in pixels):
        return neuron
    rows = rows_of([pixels[first : first + SIDE] for first in range(0, SIDE * SIDE, SIDE)])
    return dataclasses.replace(neuron, picture=dataclasses.replace(neuron.picture, rows=rows))


def panel(neuron: Neuron) -> Neuron:
    """The widget for the way of unrolling."""
    reading = fields.menu("Unrolled by", tuple(READINGS), neuron.picture.reading, "picture.reading", READINGS,
                          specs(Picture)["reading"].help)  # fmt: skip
    st.code(READINGS[reading].code, language="python", wrap_lines=True)
    st.caption(f"For “An image”, above the picture. X holds your drawing and {', '.join(BESIDE)}.")
    return dataclasses.replace(neuron, picture=dataclasses.replace(neuron.picture, reading=reading))


def record(picture: Picture, parent: Recording | None) -> Moments:
    """A recording before its first number."""
    return Moments(unrolling(picture))


def clock(picture: Picture) -> Clock:
    """The numbers of the column; one that is not transposed holds only the first number of each picture."""
    count = len(NAMES) if picture.reading == "upright" else INPUTS
    return Clock(
        last=count, knob=Knob("numbers read", [str(each) for each in range(count + 1)]), keeps=True, begins=count
    )


VIEWS = {
    "drawing": View(drawing_spec, drawing_patch),
    "column": View(column_spec, column_patch),
    "reader": View(weights_spec, weights_patch),
    "sum": View(sum_spec, sum_patch),
    "answers": View(answers_spec, answers_patch),
}
KIND = Kind("image1", unrolling_bill, record, VIEWS)
LAYOUT = Layout(
    [["drawing", ["column", "reader"]], ["sum", "answers"]],
    "An image",
    KIND,
    run=lambda neuron: neuron.picture,
    clock=clock,
)
