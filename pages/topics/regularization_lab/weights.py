"""All weights of all contenders, as ridges."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from pages.plots.style import axis, layout
from pages.topics.regularization_lab.contenders import COLORS, SLUGS
from pages.topics.regularization_lab.recording import LabMoment

BINS = np.linspace(-3, 3, 41)
RIDGE = 0.85  # height of the tallest bin, in rows


def spec(lab: Lab) -> dict[str, Any]:
    """A ridge of all weights for each contender, the bare network at the top."""
    middles = ((BINS[1:] + BINS[:-1]) / 2).round(3).tolist()
    traces = []
    for index, slug in enumerate(SLUGS):
        base = len(SLUGS) - 1 - index
        color = COLORS[slug]
        floor = {"type": "scatter", "mode": "lines", "x": middles, "y": [base] * len(middles), "line": {"width": 0}}
        ridge = floor | {"y": [], "fill": "tonexty", "fillcolor": f"{color}55", "line": {"color": color, "width": 1.3}}
        traces += [floor | {"hoverinfo": "skip"}, ridge | {"hoverinfo": "skip"}]
    x = axis("weight", range=[-3, 3], zeroline=False)
    names = [CONTENDERS[slug].label.split()[0] for slug in reversed(SLUGS)]
    y = axis(range=[-0.1, len(SLUGS) + 0.1], tickvals=list(range(len(SLUGS))), ticktext=names, showgrid=False)
    frame = layout(x, y, hovermode=False, margin={"l": 74, "r": 8, "t": 2, "b": 30})
    return {
        "painter": "plotly",
        "shape": "tile",
        "title": "All weights",
        "caption": "bins of 0.15; what lies beyond ±3 is in the last bins",
        "legend": [],
        "figure": {"data": traces, "layout": frame},
        "every": 4,
    }


def patch(moment: LabMoment) -> dict[str, Any]:
    """The bins of this epoch, each ridge as high as its tallest."""
    changes = {}
    for index, portrait in enumerate(moment.scene.portraits.values()):
        weights = np.clip(np.nan_to_num(portrait.weights), BINS[0], BINS[-1])
        counts, _ = np.histogram(weights, BINS)
        base = len(SLUGS) - 1 - index
        changes[str(2 * index + 1)] = {"y": (base + RIDGE * counts / max(counts.max(), 1)).round(3).tolist()}
    return {"restyle": changes}
