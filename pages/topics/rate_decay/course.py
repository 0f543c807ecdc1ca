"""The cost of a real network under every schedule, look by look."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.mini_batches.runs import LOOKS
from engine.studies.rate_decay.annealed import Course
from engine.studies.rate_decay.decay import Decay
from pages.plots.style import axis, layout
from pages.topics.rate_decay.paces import hues, legend


def spec(decay: Decay) -> dict[str, Any]:
    """The view as the player takes it."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.3f}"}
    traces = [
        line | {"name": each["label"], "line": {"color": hue, "width": 2}}
        for each, hue in zip(legend(decay), hues(decay), strict=True)
    ]
    x, y = axis("epoch", range=[0, decay.epochs]), axis("J of all examples", range=[0, 0.9])
    return {
        "painter": "plotly",
        "title": "A network on mini-batches of ten",
        "caption": "Circles with noise: a rate that stays keeps the cost in motion, one that falls brings it to rest",
        "legend": legend(decay),
        "figure": {"data": traces, "layout": layout(x, y)},
        "every": 1,
        "weight": 1.5,
        "tall": True,
    }


def patch(moment: Course) -> dict[str, Any]:
    """The costs up to now."""
    epochs = (np.arange(moment.look + 1) / LOOKS).round(2).tolist()
    costs = np.clip(moment.costs[: moment.look + 1], 0, 2).round(4).T.tolist()
    return {"restyle": {str(k): {"x": epochs, "y": y} for k, y in enumerate(costs)}}
