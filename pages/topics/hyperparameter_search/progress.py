"""Against the number of trials: the best loss so far, and how many different values of the first knob were tried."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.hyperparameter_search.hunt import METHODS, Hunt, Tried
from engine.studies.hyperparameter_search.knobs import KNOBS
from pages.plots.style import axis, layout
from pages.topics.hyperparameter_search.looks import HUES, methods


def best_spec(hunt: Hunt) -> dict[str, Any]:
    """The view as the player takes it."""
    return view(
        hunt, "Best so far", "The lowest dev loss of all trials by then", axis("dev loss", range=[0, 0.75]), ".3f"
    )


def distinct_spec(hunt: Hunt) -> dict[str, Any]:
    """The other one."""
    knob, y = KNOBS[hunt.knobs[0]], axis("values", range=[0, hunt.budget + 1])
    return view(hunt, f"Different values of {knob.symbol}", "A grid repeats itself; dice never do", y, "d")


def view(hunt: Hunt, title: str, caption: str, y: dict[str, Any], digits: str) -> dict[str, Any]:
    """A line for each method."""
    line = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": f"%{{y:{digits}}}"}
    traces = [line | {"name": METHODS[slug], "line": {"color": hue, "width": 2.2}} for slug, hue in HUES.items()]
    x = axis("trials", range=[0, hunt.budget + 0.5])
    return {
        "painter": "plotly",
        "title": title,
        "caption": caption,
        "legend": methods(),
        "figure": {"data": traces, "layout": layout(x, y)},
        "every": 1,
    }


def best_patch(tried: Tried) -> dict[str, Any]:
    """The lowest losses by now."""
    lines = {}
    for k, method in enumerate(METHODS):
        scores = np.array([each.score for each in tried.of(method)])
        lowest = np.fmin.accumulate(np.where(np.isfinite(scores), scores, np.nan)) if len(scores) else scores
        y = [round(float(each), 4) if np.isfinite(each) else None for each in lowest]
        lines[str(k)] = {"x": list(range(1, len(y) + 1)), "y": y}
    return {"restyle": lines}


def distinct_patch(tried: Tried) -> dict[str, Any]:
    """How many values by now."""
    name, lines = tried.hunt.space[0].name, {}
    for k, method in enumerate(METHODS):
        seen: set[float] = set()
        counts = [len(seen := seen | {each.trial[name]}) for each in tried.of(method)]
        lines[str(k)] = {"x": list(range(1, len(counts) + 1)), "y": counts}
    return {"restyle": lines}
