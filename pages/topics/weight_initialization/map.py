"""The map over scale and depth: what is left of the first loss, where the numbers ran away, and what theory says."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.networks.activations import ACTIVATIONS
from engine.studies.weight_initialization.mean_field import growth
from engine.studies.weight_initialization.scale_map import DEPTHS, MAPPED, Mapped, ScaleMap
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.live.network import MOST_LAYERS, drawable
from pages.plots.style import INK, NEGATIVE, POSITIVE, axis, layout
from pages.topics.weight_initialization.scale_axis import STANDS, across, places, stands

LEAST = MAPPED[1]
AWAY = 1.25  # what stands for a loss that ran away
THOUSAND = 1000.0
FINE = tuple(np.geomspace(LEAST, 10, 200).round(4).tolist())
COLORS = [[0, "rgba(8,119,189,1)"], [0.35, "rgba(8,119,189,0.55)"], [0.8, "rgba(8,119,189,0.06)"],
          [0.8001, NEGATIVE], [1, NEGATIVE]]  # fmt: skip


def spec(study: ScaleMap) -> dict[str, Any]:
    """The view as the player takes it."""
    first = study.first
    legend = [{"label": "trains", "color": POSITIVE, "symbol": "square"},
              {"label": "ran away", "color": NEGATIVE, "symbol": "square"},
              {"label": "gradient changes 1000-fold on its way", "color": INK}]  # fmt: skip
    legend += [{"label": name, "color": color, "dash": True} for name, _, color in STANDS]
    return {
        "painter": "plotly",
        "title": f"{ACTIVATIONS[first.activation].label}: loss after {first.epochs} steps",
        "caption": f"The darker, the less is left. Click a cell of up to {MOST_LAYERS} layers to open that run in the "
        "Playground",
        "legend": legend,
        "figure": figure(study),
        "every": 1,
        "weight": 1.6,
        "tall": True,
        "picks": {"x": places(MAPPED, LEAST), "y": list(range(len(DEPTHS))), "runs": runs(study)},
    }


def figure(study: ScaleMap) -> dict[str, Any]:
    """The cells, which frames fill, and the lines over them."""
    rows = list(range(len(DEPTHS)))
    cells = {"type": "heatmap", "x": places(MAPPED, LEAST), "y": rows, "z": [[None] * len(MAPPED) for _ in rows]}
    cells |= {"zmin": 0, "zmax": AWAY, "colorscale": COLORS, "showscale": False, "xgap": 1, "ygap": 1}
    cells |= {"text": texts(study), "hovertemplate": "%{text}<extra></extra>"}
    reach = {"type": "scatter", "mode": "lines", "x": places(FINE, LEAST), "y": reached(study), "hoverinfo": "skip"}
    reach |= {"name": "1000-fold", "line": {"color": INK, "width": 2}}
    y = axis("hidden layers", tickvals=rows, ticktext=[str(each) for each in DEPTHS], range=[-0.5, len(rows) - 0.5])
    frame = layout(across(LEAST) | {"showgrid": False}, y | {"showgrid": False}, hovermode="closest")
    return {"data": [cells, reach, *stands(-0.5, len(rows) - 0.5)], "layout": frame}


def reached(study: ScaleMap) -> list[float | None]:
    """Over how many layers theory has a gradient change 1000-fold, as a height among the rows; None beyond them."""
    with np.errstate(divide="ignore"):
        depth = np.log(THOUSAND) / np.abs(np.log(growth(study.first.activation, FINE)))
    height = np.interp(np.log(depth), np.log(DEPTHS), np.arange(len(DEPTHS)))
    return [None if not DEPTHS[0] <= each <= DEPTHS[-1] else round(float(row), 3)
            for each, row in zip(depth, height, strict=True)]  # fmt: skip


def runs(study: ScaleMap) -> list[str | None]:
    """The run of each cell, row by row; None where the Playground would not draw it."""
    each = [study.first.experiment(scale, depth) for depth in DEPTHS for scale in MAPPED]
    return [None if why_not(one) else encode(one) for one in each]


def texts(study: ScaleMap) -> list[list[str]]:
    """What is said of each cell."""
    return [[text(study, scale, depth) for scale in MAPPED] for depth in DEPTHS]


def text(study: ScaleMap, scale: float, depth: int) -> str:
    """Where a cell stands, and whether a click opens it, or why not."""
    where = f"σ√n = {scale:.3g}, {depth} layers"
    return f"{where}<br>{why_not(study.first.experiment(scale, depth)) or 'click: open in the Playground'}"


def why_not(experiment: Any) -> str:
    """Why the Playground does not draw a network; nothing, where it does."""
    try:
        drawable(experiment)
    except Refused as refused:
        return refused.sentence
    return ""


def patch(mapped: Mapped) -> dict[str, Any]:
    """The cells so far."""
    shown = np.where(mapped.lost, AWAY, np.minimum(mapped.losses, 1.0).round(3))
    return {"restyle": {"0": {"z": [[None if each != each else each for each in row] for row in shown.tolist()]}}}
