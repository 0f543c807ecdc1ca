"""The series, and its average with and without the correction of its first values."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.optimizers.averages import window
from engine.studies.moving_averages.averages import Average, Averages
from pages.plots.style import ACCENT, INK, SOFT, TRUTH, axis, layout

WINDOW = {"type": "scatter", "mode": "none", "x": [], "y": [], "fill": "toself", "hoverinfo": "skip"}
WINDOW |= {"name": "window", "fillcolor": "rgba(138,92,214,0.16)"}
BENEATH, VALUES, PLAIN, CORRECTED = 0, 2, 3, 4  # traces; 1 is the window
LEGEND = [
    {"label": "corrected average", "color": ACCENT},
    {"label": "uncorrected, begun from 0", "color": INK, "dash": True},
    {"label": "the newest 1/(1 − β) values", "color": "rgba(138,92,214,0.5)", "symbol": "square"},
]


def spec(study: Averages) -> dict[str, Any]:
    """The view as the player takes it; values come with the frames, for a network must train before they are known."""
    series = study.series
    known = [{"label": f"the {series.beneath} beneath", "color": TRUTH, "dash": True}] if series.beneath else []
    return {
        "painter": "plotly",
        "title": series.label,
        "caption": "Smoother is later: what the average gains in calm it loses in time",
        "legend": LEGEND + known,
        "figure": figure(study),
        "every": 1,
        "weight": 1.25,
    }


def figure(study: Averages) -> dict[str, Any]:
    """What is beneath the noise, which stands still, and what moves above it."""
    series = study.series
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.3f}"}
    dots = {"mode": "markers", "name": "value", "marker": {"color": SOFT, "size": 4, "opacity": 0.55}}
    traces = [
        line | {"name": series.beneath, "line": {"color": TRUTH, "width": 1.4, "dash": "5px,4px"}},
        WINDOW,
        line | dots,
        line | {"name": "uncorrected", "line": {"color": INK, "width": 1.6, "dash": "5px,4px"}},
        line | {"name": "corrected", "line": {"color": ACCENT, "width": 2.6}},
    ]
    if series.signal is not None:
        traces[BENEATH] |= {"x": places(series.count), "y": series.signal.round(3).tolist()}
    x = axis(series.across, range=[0.5, series.count + 0.5])
    return {"data": traces, "layout": layout(x, axis(series.unit, rangemode="tozero"))}


def patch(average: Average) -> dict[str, Any]:
    """The average with this β, and the part of the series that lies in its window."""
    count, values = len(average.values), average.values
    x, ends = places(count), [min(0.0, values.min()), max(0.0, values.max())]
    first = max(0.5, count + 0.5 - window(average.beta))
    curves = {VALUES: values, PLAIN: average.plain, CORRECTED: average.corrected}
    changes = {str(trace): {"x": x, "y": rounded(each)} for trace, each in curves.items()}
    return {"restyle": {"1": rectangle(first, count + 0.5, *map(float, ends)), **changes}}


def places(count: int) -> list[int]:
    """Values are counted from 1, as V₁ is the first average."""
    return list(range(1, count + 1))


def rectangle(left: float, right: float, low: float, high: float) -> dict[str, list[float]]:
    """The corners of an area."""
    return {"x": [left, left, right, right], "y": [low, high, high, low]}


def rounded(values: np.ndarray) -> list[float]:
    """As exactly as a picture shows: four digits of the largest."""
    largest = max(float(np.abs(values).max()), 1e-300)
    return values.round(max(0, 3 - int(np.floor(np.log10(largest))))).tolist()
