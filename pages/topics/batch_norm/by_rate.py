"""What is left of the loss at thirty rates, for both networks; and over how many powers of ten either has learned."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.batch_norm.norms import LABELS
from engine.studies.batch_norm.rates import LEARNED, RATES, NormRates, Rated
from pages.plots.style import RULE, axis, layout
from pages.topics.batch_norm.colors import HUES, LEGEND

TOP = 1.5
BARS = 3  # the trace of the first bar
HEIGHTS = (1.33, 1.42)


def spec(study: NormRates) -> dict[str, Any]:
    """The view as the player takes it."""
    line = {"type": "scatter", "mode": "lines+markers", "x": list(RATES), "y": [], "hovertemplate": "%{y:.3f}"}
    level = {"type": "scatter", "mode": "lines", "x": [RATES[0], RATES[-1]], "y": [LEARNED] * 2, "name": "half"}
    traces = [level | {"line": {"color": RULE, "width": 1.5, "dash": "5px,4px"}, "hoverinfo": "skip"}]
    for label, hue in zip(LABELS, HUES, strict=True):
        traces.append(line | {"name": label, "line": {"color": hue, "width": 2.2}, "marker": {"color": hue, "size": 6}})
    bar = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hoverinfo": "skip"}
    traces += [bar | {"line": {"color": hue, "width": 7}} for hue in HUES]
    x = axis("learning rate", type="log", range=[-3.05, 2.05], dtick=1, exponentformat="power")
    return {
        "painter": "plotly",
        "title": "Loss by rate",
        "caption": "as a share of what a guess costs; above: rates that have halved it",
        "legend": LEGEND,
        "figure": {"data": traces, "layout": layout(x, axis(range=[0, TOP], tickvals=[0, 0.5, 1]))},
        "every": 1,
        "tall": True,
    }


def patch(rated: Rated) -> dict[str, Any]:
    """Both lines, and the bars over them."""
    changes = {}
    for k, (row, some) in enumerate(zip(rated.losses, rated.usable, strict=True)):
        shown = [round(float(each), 4) if each < TOP else None for each in row]
        bar = [rate if use else None for rate, use in zip(RATES, some.tolist(), strict=True)]
        changes[str(1 + k)] = {"y": shown}
        changes[str(BARS + k)] = {"x": bar, "y": np.full(len(RATES), HEIGHTS[k]).tolist()}
    return {"restyle": changes}
