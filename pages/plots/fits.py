"""The fits themselves: every redraw's curve, or its boundary as part of a fog, with their mean and the truth."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from engine.datasets.samples import draw
from engine.studies.bias_variance.sweep import Sweep
from pages.plots import boundary, pictures
from pages.plots.glance import ACROSS, Glance, leads, picture_points, true_answer
from pages.plots.style import INK, POSITIVE, SOFT, TRUTH, axis, layout

FOG = (92, 98, 112)


def spec(sweep: Sweep) -> dict[str, Any]:
    """The view as the player takes it."""
    line = sweep.experiment.data.source.dimensions == 1
    figure, what = (line_figure(sweep), "curve") if line else (plane_figure(sweep), "boundary")
    legend = [
        {"label": f"each redraw's {what}", "color": POSITIVE if line else SOFT},
        {"label": "mean", "color": INK},
        {"label": "truth", "color": TRUTH, "dash": True},
    ]
    more = {"shape": "wide"} if line else {}
    return {
        "painter": "plotly",
        "title": "The fits",
        "caption": "Points: the first redraw's training set",
        "legend": legend,
        "figure": figure,
        "every": 1,
        "peeks": True,
        "tall": True,
        **more,
    }


def patch(glance: Glance) -> dict[str, Any]:
    """This moment's fits."""
    return line_patch(glance) if glance.now.fits is not None else plane_patch(glance)


def line_figure(sweep: Sweep) -> dict[str, Any]:
    """Curves over a line: all of them as one trace with gaps, the mean, the truth, and some points."""
    source = sweep.experiment.data.source
    (left, right), (bottom, top) = source.bounds
    x = picture_points(source)[0].round(3).tolist()
    samples = draw(sweep.experiment.data)
    train = samples.bounds["train"]
    dots = {"color": "rgba(0,0,0,0)", "size": 6, "line": {"color": INK, "width": 1.1}}
    base = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    traces = [
        {**base, "x": (x + [None]) * sweep.redraws, "y": [], "opacity": 0.38},
        {**base, "x": x, "y": [], "line": {"color": INK, "width": 3}},
        {**base, "x": x, "y": true_answer(source)[0].round(3).tolist()},
        {**base, "x": samples.points[0, train].round(3).tolist(), "y": samples.values[0, train].round(3).tolist()},
    ]
    traces[0] |= {"line": {"color": POSITIVE, "width": 0.9}}
    traces[2] |= {"line": {"color": TRUTH, "width": 2.2, "dash": "6px,4px"}}
    traces[3] |= {"mode": "markers", "marker": dots}
    x_axis, y_axis = axis(source.axes[0], range=[left, right]), axis(source.axes[1], range=[bottom, top])
    frame = layout(x_axis, y_axis, hovermode=False)
    return {"data": traces, "layout": frame}


def line_patch(glance: Glance) -> dict[str, Any]:
    now = glance.now
    (_, _), (bottom, top) = glance.sweep.experiment.data.source.bounds
    shown = np.clip(np.nan_to_num(now.fits), 2 * bottom, 2 * top).round(2)  # nothing far off the picture is sent
    curves = [value for curve in shown.tolist() for value in (*curve, None)]
    mean = np.nan_to_num(now.mean[0] if now.mean.ndim > 1 else now.mean).round(3).tolist()
    return {"restyle": {"0": {"y": curves}, "1": {"y": mean}}}


def plane_figure(sweep: Sweep) -> dict[str, Any]:
    """The plane: mean answer and fog as pictures, two sets of contours, and the first redraw's points."""
    source, samples = sweep.experiment.data.source, draw(sweep.experiment.data)
    figure = boundary.plane(source, [], pictures=2)
    truth = [contour(source, field, TRUTH, "5px,4px", 2) for field in fields(true_answer(source), source.task)]
    mean = [contour(source, np.ones((ACROSS, ACROSS)), INK, "solid", 2.5) for _ in truth]
    figure["data"] = boundary.points(samples, ("train",)) + truth + mean
    return figure


def fields(answer: np.ndarray, task: str) -> list[np.ndarray]:
    """The fields whose zero lines are the boundaries of an answer: one, or one for each of several classes."""
    found = leads(answer, task)
    return list(found[1:] if task == "multiclass" else found)


def contour(source: Any, field: np.ndarray, color: str, dash: str, thick: float) -> dict[str, Any]:
    """The zero line of a field (height, width) over the plane."""
    (left, right), (bottom, top) = source.bounds
    height, width = field.shape
    levels = {"start": 0, "end": 0, "size": 1, "coloring": "none"}
    return {
        "type": "contour",
        "x": (left + (np.arange(width) + 0.5) * (right - left) / width).round(3).tolist(),
        "y": (top - (np.arange(height) + 0.5) * (top - bottom) / height).round(3).tolist(),
        "z": field.round(3).tolist(),
        "contours": levels,
        "line": {"color": color, "width": thick, "dash": dash, "smoothing": 1},
        "showscale": False,
        "hoverinfo": "skip",
    }


def plane_patch(glance: Glance) -> dict[str, Any]:
    now, task = glance.now, glance.sweep.experiment.data.source.task
    mean = np.nan_to_num(now.mean)
    lines = fields(mean, task)
    first = glance_points(glance) + len(lines)
    changes = {str(first + index): {"z": field.round(3).tolist()} for index, field in enumerate(lines)}
    return {"images": [boundary.picture(mean, task), pictures.png(now.fog, veil())], "restyle": changes}


def glance_points(glance: Glance) -> int:
    """How many traces of points lie below the contours."""
    source = glance.sweep.experiment.data.source
    return 1 if source.task == "regression" else source.classes


@lru_cache(maxsize=1)
def veil() -> bytes:
    """256 shades from clear to the colour of the fog."""
    alpha = 235 * np.linspace(0, 1, 256) ** 0.7
    return np.column_stack([np.tile(FOG, (256, 1)), alpha]).round().astype(np.uint8).tobytes()
