"""How far a dev set's estimate of the error strays with its size."""

from __future__ import annotations

from math import log10
from typing import Any

from engine.studies.bias_variance.splits import Estimates

LINE, BAND, MARK = "#12936f", "rgba(92,124,250,0.22)", "#e8705a"


def figure(estimates: Estimates, total: int, title: str) -> dict[str, Any]:
    """The band in which four of five estimates fall, against the size of the dev set; 20 % and 1 % of all points."""
    sizes = list(estimates.sizes)
    x, y = sizes + sizes[::-1], [*estimates.low.round(5).tolist(), *estimates.high.round(5).tolist()[::-1]]
    band = {"type": "scatter", "x": x, "y": y, "fill": "toself", "fillcolor": BAND, "mode": "none"}
    line = {"type": "scatter", "x": [sizes[0], sizes[-1]], "y": [estimates.error] * 2, "mode": "lines"}
    top = float(estimates.high.max())
    shares = [(total * share, text) for share, text in ((0.2, "20 %"), (0.01, "1 %"))]
    shares = [(size, text) for size, text in shares if sizes[0] <= size <= sizes[-1]]
    return {
        "data": [
            {**band, "name": "four of five estimates", "hoverinfo": "skip"},
            {**line, "name": "true error", "line": {"color": LINE, "width": 2, "dash": "dot"}},
        ],
        "layout": {
            "height": 300,
            "margin": {"l": 50, "r": 10, "t": 26, "b": 40},
            "xaxis": {"type": "log", "dtick": 1, "title": {"text": "examples in the dev set"}},
            "yaxis": {"title": {"text": title}, "rangemode": "tozero"},
            "legend": {"orientation": "h", "y": 1.16},
            "shapes": [mark(size) for size, _ in shares],
            "annotations": [note(size, text, top) for size, text in shares],
        },
    }


def mark(size: float) -> dict[str, Any]:
    """An upright line at a size."""
    line = {"color": MARK, "width": 1.5, "dash": "dash"}
    return {"type": "line", "x0": size, "x1": size, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def note(size: float, text: str, top: float) -> dict[str, Any]:
    """What the line stands for; annotations on a log axis count in powers of ten."""
    look = {"showarrow": False, "xanchor": "left", "font": {"color": MARK}}
    return {"x": log10(size), "y": top, "text": text, **look}
