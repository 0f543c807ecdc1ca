"""A problem on a line: what the network answers as a curve, over the points and the true function (notes 1.1)."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.samples import Samples
from engine.datasets.truth import truth
from engine.training.trainer import Trainer
from pages.plots import scores
from pages.plots.snapshot import PICTURE, Snapshot
from pages.plots.style import ACCENT, INK, TRUTH, axis, layout


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Fit",
        "caption": "the network, and the true function behind the points",
        "figure": figure(trainer),
        "scores": scores.spec(trainer),
        "shape": "square",
        "every": 1,
    }


def figure(trainer: Trainer) -> dict[str, Any]:
    """The curve, which each frame replaces, the truth, and the points of the train and dev sets."""
    source, samples = trainer.each[0].data.source, trainer.samples[0]
    (left, right), (bottom, top) = source.bounds
    x = across(source)
    curve = {"type": "scatter", "mode": "lines", "x": x.round(3).tolist(), "hoverinfo": "skip"}
    answer = truth(source, x[None])[0].round(3).tolist()
    traces = [
        {**curve, "name": "truth", "y": answer, "line": {"color": TRUTH, "width": 1.8, "dash": "5px,4px"}},
        {**curve, "name": "network", "y": [], "line": {"color": ACCENT, "width": 3}},
        dots(samples, "train", {"color": INK, "size": 6}),
        dots(samples, "dev", {"color": "rgba(0,0,0,0)", "size": 6, "line": {"color": INK, "width": 1.2}}),
    ]
    frame = layout(axis(source.axes[0], range=[left, right]), axis(source.axes[1], range=[bottom, top]))
    return {"data": traces, "layout": {**frame, "hovermode": "closest"}}


def across(source: Any) -> np.ndarray:
    """Where the picture's columns lie, (PICTURE,)."""
    left, right = source.bounds[0]
    return left + (np.arange(PICTURE) + 0.5) * (right - left) / PICTURE


def dots(samples: Samples, split: str, marker: dict[str, Any]) -> dict[str, Any]:
    """The points of one split: x and target."""
    cut = samples.bounds[split]
    x, y = samples.points[0, cut].round(3).tolist(), samples.values[0, cut].round(3).tolist()
    return {"type": "scatter", "mode": "markers", "name": split, "x": x, "y": y, "marker": marker}


def patch(snapshot: Snapshot) -> dict[str, Any]:
    """This moment's curve: one row of the picture, since all of them are alike."""
    shown = np.clip(np.nan_to_num(snapshot.output[0, 0]), -1e3, 1e3)
    return {"restyle": {"1": {"y": shown.round(3).tolist()}}, "scores": scores.patch(snapshot)}
