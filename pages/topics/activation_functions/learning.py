"""How many points are right, epoch by epoch: medians of all functions, and the middle half of two of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.networks.activations import ACTIVATIONS
from engine.studies.activation_functions.race import LEARNED, FunctionRace, Standing
from pages.plots.snapshot import finite
from pages.plots.style import SOFT, axis, layout
from pages.topics.activation_functions.colors import COLORS, WELL_KNOWN, faded, line

BANDS = [name for name in ACTIVATIONS if name in WELL_KNOWN]


def spec(race: FunctionRace) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": "Training points answered right",
        "caption": f"median of {race.networks} networks each; shaded: the middle half of tanh, ReLU and sigmoid",
        "legend": [],
        "figure": figure(race),
        "every": 1,
        "weight": 1.3,
    }


def figure(race: FunctionRace) -> dict[str, Any]:
    """Bands below, lines above, and the mark to be reached."""
    empty = {"type": "scatter", "x": [], "y": []}
    goal = {"type": "scatter", "mode": "lines", "x": [0, race.epochs], "y": [LEARNED] * 2, "name": ""}
    goal |= {"hoverinfo": "skip", "line": {"color": SOFT, "width": 1.2, "dash": "2px,3px"}}
    bands = [empty | {"mode": "none", "fill": "toself", "fillcolor": faded(COLORS[name], 0.14), "name": "",
                      "hoverinfo": "skip"} for name in BANDS]  # fmt: skip
    lines = [empty | {"mode": "lines", "name": activation.label, "line": line(name), "hovertemplate": "%{y:.2f}"}
             for name, activation in ACTIVATIONS.items()]  # fmt: skip
    x, y = axis("epoch", range=[0, race.epochs]), axis("accuracy", range=[0.35, 1.01])
    return {"data": [goal, *bands, *lines], "layout": layout(x, y)}


def patch(standing: Standing) -> dict[str, Any]:
    """All curves up to this epoch."""
    past = np.stack([each.accuracy for each in (*standing.before, standing)])  # (epochs, F, 3)
    x, changes, order = list(range(len(past))), {}, list(ACTIVATIONS)
    for index, name in enumerate(BANDS):
        low, _, high = past[:, order.index(name)].T
        changes[str(1 + index)] = {"x": x + x[::-1], "y": rounded([*high, *low[::-1]])}
    for index in range(len(order)):
        changes[str(1 + len(BANDS) + index)] = {"x": x, "y": rounded(past[:, index, 1])}
    return {"restyle": changes}


def rounded(values: Any) -> list[float | None]:
    return [finite(float(each), 4) for each in values]
