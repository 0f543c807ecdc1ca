"""How much each knob matters, by the random trials so far."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.hyperparameter_search.hunt import Hunt, Tried
from engine.studies.hyperparameter_search.importance import FEWEST, importance
from engine.studies.hyperparameter_search.knobs import KNOBS
from pages.plots.style import ACCENT, axis, layout


def spec(hunt: Hunt) -> dict[str, Any]:
    """The view as the player takes it."""
    bars = {"type": "bar", "x": list(range(len(hunt.knobs))), "y": [], "marker": {"color": ACCENT}, "name": "explained"}
    words = [KNOBS[slug].symbol for slug in hunt.knobs]
    x = axis(range=[-0.6, len(words) - 0.4], tickvals=list(range(len(words))), ticktext=words, showgrid=False)
    y = axis(range=[0, 0.8], tickformat=".0%")
    return {
        "painter": "plotly",
        "title": "What matters",
        "caption": "Share of the variance among random trials (ranks of the loss) that each explains alone",
        "figure": {
            "data": [bars | {"hovertemplate": "%{y:.0%}"}],
            "layout": layout(x, y),
        },
        "every": 1,
        "empty": f"From {FEWEST} trials on: how much each knob explains",
    }


def patch(tried: Tried) -> dict[str, Any]:
    """The shares by now."""
    found = importance(tried.hunt.space, tried.of("random"))
    return {"restyle": {"0": {"y": [] if np.isnan(found).any() else found.round(3).tolist()}}}
