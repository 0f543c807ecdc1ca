"""The fits themselves: every redraw's curve, or its boundary as part of a fog, with their mean and the truth."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.samples import draw
from engine.studies.bias_variance.sweep import Sweep
from pages.plots import boundary, pictures
from pages.plots.fog import contour, fields, veil
from pages.plots.style import INK, POSITIVE, SOFT, TRUTH, axis, layout
from pages.plots.sweep.moment import ACROSS, SweepMoment, picture_points, true_answer


def spec(sweep: Sweep) -> dict[str, Any]:
    """The view as the player takes it."""
    line = sweep.experiment.data.source.dimensions == 1
    figure = line_figure(sweep) if line else plane_figure(sweep)
    legend = [
        {"label": redraws(sweep), "color": POSITIVE if line else SOFT},
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


def patch(moment: SweepMoment) -> dict[str, Any]:
    """This moment's fits."""
    note = redraws(moment.sweep) + ("" if moment.finished else ", still training")
    return {"note": note} | (line_patch(moment) if moment.now.fits is not None else plane_patch(moment))


def redraws(sweep: Sweep) -> str:
    """What there is one of for each redraw."""
    return "each redraw's " + ("curve" if sweep.experiment.data.source.dimensions == 1 else "boundary")


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


def line_patch(moment: SweepMoment) -> dict[str, Any]:
    now = moment.now
    (_, _), (bottom, top) = moment.sweep.experiment.data.source.bounds
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


def plane_patch(moment: SweepMoment) -> dict[str, Any]:
    now, task = moment.now, moment.sweep.experiment.data.source.task
    mean = np.nan_to_num(now.mean)
    lines = fields(mean, task)
    first = point_traces(moment) + len(lines)
    changes = {str(first + index): {"z": field.round(3).tolist()} for index, field in enumerate(lines)}
    return {"images": [boundary.picture(mean, task), pictures.png(now.fog, veil())], "restyle": changes}


def point_traces(moment: SweepMoment) -> int:
    """How many traces of points lie below the contours."""
    source = moment.sweep.experiment.data.source
    return 1 if source.task == "regression" else source.classes
