"""The cost of all examples over the epochs, and over the steps, for every size."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.mini_batches.batches import Batches
from engine.studies.mini_batches.runs import LOOKS, Moment
from pages.plots.style import axis, layout
from pages.topics.mini_batches.looks import HUES, legend


def spec(batches: Batches) -> dict[str, Any]:
    """The view over epochs, as the player takes it."""
    x = axis("epoch", range=[0, batches.epochs])
    return view(batches, "Cost by examples seen", "An epoch is one pass over all examples", x)


def steps_spec(batches: Batches) -> dict[str, Any]:
    """The view over steps, as the player takes it."""
    most = float(np.log10(max(batches.epochs * steps(batches, size) for size in batches.sizes)))
    x = axis("steps", type="log", range=[-0.05, most + 0.05], dtick=1, exponentformat="none")
    return view(batches, "Cost by steps taken", "The same curves: a step with all examples is worth more", x)


def view(batches: Batches, title: str, caption: str, x: dict[str, Any]) -> dict[str, Any]:
    """One line for each size, growing."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.3f}"}
    traces = [line | {"name": size, "line": {"color": HUES[size], "width": 2}} for size in batches.sizes]
    return {
        "painter": "plotly",
        "title": title,
        "caption": caption,
        "legend": legend(batches),
        "figure": {"data": traces, "layout": layout(x, axis("J", range=[0, 0.9]))},
        "every": 1,
    }


def steps(batches: Batches, size: str) -> int:
    """Steps in an epoch."""
    return -(-batches.points // batches.count(size))


def patch(moment: Moment) -> dict[str, Any]:
    """The costs up to now, by epoch."""
    return curves(moment, [1.0] * len(moment.runs.batches.sizes))


def steps_patch(moment: Moment) -> dict[str, Any]:
    """The same by step."""
    return curves(moment, [float(steps(moment.runs.batches, size)) for size in moment.runs.batches.sizes])


def curves(moment: Moment, scales: list[float]) -> dict[str, Any]:
    """Costs over looks, of which an epoch has so many and is so long."""
    epochs = np.arange(moment.look + 1) / LOOKS
    costs = np.clip(moment.runs.costs[: moment.look + 1], 0, 5).round(4).T.tolist()
    rows = enumerate(zip(scales, costs, strict=True))
    return {"restyle": {str(k): {"x": np.round(epochs * scale, 2).tolist(), "y": y} for k, (scale, y) in rows}}
