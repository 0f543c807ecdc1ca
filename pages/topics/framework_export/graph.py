"""The graph of J = w² − 10w + 25: every number on the way forward, every slope on the way back."""

from __future__ import annotations

from typing import Any

from engine.studies.framework_export.autodiff import Value, ordered
from engine.studies.framework_export.descent import Export, Moment
from pages.plots.style import ACCENT, INK, PANEL, RULE, SOFT, axis, layout

# Where each node stands, in the order in which the graph is made: w, w², −10, −10w, their sum, 25, J.
PLACES = ((0, 1.0), (1, 1.6), (0, 0.0), (1, 0.4), (2, 1.0), (2, 0.0), (3, 1.0))
NAMES = ("w", "w²", "−10", "−10 w", "w² − 10w", "25", "J")
VALUES, SLOPES = 2, 3  # traces


def nodes(last: Value) -> list[Value]:
    """The nodes in the order of PLACES: w, its square, the constants where they are used."""
    total, constant = (parent for parent, _ in last.parents)
    square, product = (parent for parent, _ in total.parents)
    w, factor = (parent for parent, _ in product.parents)
    return [w, square, factor, product, total, constant, last]


def spec(export: Export) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "The graph of w² − 10w + 25",
        "caption": "above each node its value, on the way forward; below it ∂J by it, on the way back",
        "legend": [
            {"label": "value", "color": INK, "symbol": "dot"},
            {"label": "slope", "color": ACCENT, "symbol": "dot"},
        ],
        "figure": figure(),
        "every": 1,
        "weight": 1.7,
        "tall": True,
    }


def figure() -> dict[str, Any]:
    """Arrows, nodes with their names, and two rows of numbers that frames write."""
    x, y = ([place[k] for place in PLACES] for k in (0, 1))
    arrows = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": RULE, "width": 2}, **edges()}
    ball = {"color": PANEL, "size": 54, "line": {"color": SOFT, "width": 1.5}}
    words = {"type": "scatter", "hoverinfo": "skip", "x": x, "y": y}
    named = words | {
        "mode": "markers+text",
        "marker": ball,
        "text": list(NAMES),
        "textfont": {"color": INK, "size": 12},
    }
    row = words | {"mode": "text", "text": [""] * len(PLACES)}
    values = row | {"y": [each + 0.4 for each in y], "textfont": {"color": INK, "size": 12}}
    slopes = row | {"y": [each - 0.4 for each in y], "textfont": {"color": ACCENT, "size": 12}}
    blank = {"tickvals": [], "showgrid": False}
    frame = layout(axis(range=[-0.5, 3.5], **blank), axis(range=[-0.62, 2.2], **blank), hovermode=False)
    return {"data": [arrows, named, values, slopes], "layout": frame | {"margin": {"l": 6, "r": 6, "t": 4, "b": 4}}}


def edges() -> dict[str, list[float | None]]:
    """A line from each node to what it is part of."""
    made = nodes(Moment(Export(), 0, 1.0).graph)
    place = {id(node): at for node, at in zip(made, PLACES, strict=True)}
    x, y = [], []
    for node in ordered(made[-1]):
        for parent, _ in node.parents:
            (x0, y0), (x1, y1) = place[id(parent)], place[id(node)]
            x, y = [*x, x0, x1, None], [*y, y0, y1, None]
    return {"x": x, "y": y}


def patch(moment: Moment) -> dict[str, Any]:
    """All values and slopes."""
    found = nodes(moment.graph)
    return {
        "restyle": {
            str(VALUES): {"text": [f"{node.number:.3f}" for node in found]},
            str(SLOPES): {"text": [f"∂ {node.gradient:.3f}" for node in found]},
        }
    }
