"""What dropout does to the cost: how it wanders from step to step, and train mode against test mode."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.regularization_lab.closeup import SUBNETWORKS
from engine.studies.regularization_lab.lab import Lab
from engine.training.trainer import Trainer
from pages.plots.snapshot import finite
from pages.plots.style import INK, TRUTH, axis, layout
from pages.topics.regularization_lab.contenders import COLORS
from pages.topics.regularization_lab.recording import LabMoment

WANDERS = "under dropout every step has another network, so its cost need not fall"
LINES = ((INK, 1.8), (COLORS["dropout"], 1.2))  # colour and width: without, and with
THIN = 0.7


def spec(lab: Lab) -> dict[str, Any]:
    """The cost of each step's batch, with and without dropout.

    A frame brings one point of each curve. Where an epoch is several steps, that is their mean, between the lowest and
    the highest of them.
    """
    steps = Trainer(lab.experiment).steps_per_epoch
    named = list(zip(("keep probability 1", f"keep probability {lab.keep_prob:g}"), LINES, strict=True))
    traces = [curve(name, color, width) for name, (color, width) in named]
    if steps > 1:
        traces += [curve(f"{end}, {name}", color, THIN) for name, (color, _) in named for end in ("lowest", "highest")]
    several = f"Cost of an epoch's {steps} steps: mean, lowest, highest"
    return {
        "painter": "plotly",
        "title": "Cost of each step" if steps == 1 else several,
        "caption": f"a point for each epoch that is shown; {WANDERS}",
        "legend": [{"label": name, "color": color} for name, (color, _) in named],
        "figure": {
            "data": traces,
            "layout": layout(axis("epoch", rangemode="tozero", hoverformat=".0f"), axis(rangemode="tozero")),
        },
        "every": 1,
        "switches": [{"label": "log scale", "effect": "log-y"}],
    }


def curve(name: str, color: str, width: float) -> dict[str, Any]:
    """A line that grows."""
    look = {"type": "scatter", "mode": "lines", "line": {"color": color, "width": width}}
    return {**look, "name": name, "x": [], "y": [], "hovertemplate": "%{y:.4f}"}


def patch(moment: LabMoment) -> dict[str, Any]:
    """One more point: of the epoch just made, so there is none before the first."""
    costs = moment.scene.dropout.costs
    points = [np.nan, np.nan] if not costs.size else costs.mean(axis=1).tolist()
    if costs.shape[1] > 1:
        points += np.stack([costs.min(axis=1), costs.max(axis=1)], axis=1).ravel().tolist()
    return {"point": {str(index): finite(value, 4) for index, value in enumerate(points)}}


def modes_spec(lab: Lab) -> dict[str, Any]:
    """Train mode against test mode, and how often the cost rose."""
    rows = ("test mode", "train mode, mean", "train mode, worst", "cost rose, keep probability 1", "cost rose, dropout")
    bare, dropped = (color for color, _ in LINES)
    colors = (TRUTH, dropped, dropped, bare, dropped)
    parts = (f"{SUBNETWORKS} sub-networks", f"of the {SUBNETWORKS}")
    notes = ("the whole network", *parts, "share of all steps", "share of all steps")
    return {
        "painter": "table",
        "title": "Train mode and test mode",
        "caption": "training loss on the same points; at test time nothing is dropped",
        "rows": [
            {"label": row, "color": color, "note": note} for row, color, note in zip(rows, colors, notes, strict=True)
        ],
        "columns": [""],
    }


def modes_patch(moment: LabMoment) -> dict[str, Any]:
    """This moment's losses, and the shares so far."""
    whole, parts = moment.scene.dropout.modes
    rose = [f"{100 * each:.0f} %" for each in moment.scene.dropout.rose]
    return {"cells": [[each] for each in (f"{whole:.3f}", f"{parts.mean():.3f}", f"{parts.max():.3f}", *rose)]}
