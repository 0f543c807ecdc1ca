"""Dropout made visible: the mask of a step, the sub-networks it leaves, and the cost that need not fall."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.samples import draw
from engine.studies.regularization_lab.lab import Lab
from engine.training.trainer import State, Trainer
from pages.plots import boundary, diagram, pictures
from pages.plots.fits import contour, fields, veil
from pages.plots.glance import leads, line
from pages.plots.lab_scene import COARSE, Scene
from pages.plots.snapshot import Snapshot, finite
from pages.plots.style import INK, LAB_COLORS, SOFT, TRUTH, axis, layout


def mask_spec(lab: Lab) -> dict[str, Any]:
    """The network that has dropout; units that the coming step leaves out are crossed."""
    spec = diagram.spec(Trainer(lab.together()[3]))
    for column in spec["columns"]:
        column.pop("layer", None)  # nothing is edited here
    title = f"The mask, at keep_prob {lab.keep_prob:g}"
    caption = "what the next step keeps for the first training point; other points get other masks"
    return {**spec, "title": title, "caption": caption, "every": 1, "tall": True, "weight": 1.2}


def mask_patch(scene: Scene) -> dict[str, Any]:
    theta, buffers = scene.network("dropout")
    snapshot = Snapshot(State(scene.epoch, theta, theta, buffers), scene.lens.close)
    off, first = [], len(scene.lab.experiment.data.features)
    for kept in scene.mask():
        off += [first + int(unit) for unit in np.flatnonzero(~kept)]
        first += len(kept)
    return {**diagram.patch(snapshot), "off": off}


def fog_spec(lab: Lab) -> dict[str, Any]:
    """Boundaries of sub-networks as a fog, their mean, and the boundary of the network that is used at test time."""
    source = lab.experiment.data.source
    figure = boundary.plane(source, boundary.points(draw(lab.experiment.data), ("train",)), pictures=2)
    count = 1 if source.task == "binary" else source.classes
    empty = np.ones((COARSE, COARSE))
    figure["data"] += [contour(source, empty, INK, "solid", 2.5) for _ in range(count)]
    figure["data"] += [contour(source, empty, TRUTH, "5px,4px", 2) for _ in range(count)]
    figure["layout"]["hovermode"] = False
    return {
        "painter": "plotly",
        "title": "Sub-networks",
        "legend": [
            {"label": "24 sub-networks", "color": SOFT},
            {"label": "their mean", "color": INK},
            {"label": "test mode", "color": TRUTH, "dash": True},
        ],
        "figure": figure,
        "every": 2,
        "switches": [
            {
                "label": "without inverted scaling",
                "effect": "variant:plain",
                "title": "Leave out the division by keep_prob: what sub-networks say shrinks",
            }
        ],
    }


def fog_patch(scene: Scene, inverted: bool = True) -> dict[str, Any]:
    task = scene.lab.experiment.data.source.task
    answers = np.nan_to_num(scene.sub_networks(inverted))
    fog = np.mean([line(leads(each, task)[0]) for each in answers], axis=0)
    mean, whole = answers.mean(axis=0), scene.output("dropout")
    whole = whole[:, *np.ix_(picked(whole.shape[1]), picked(whole.shape[2]))]
    first = scene.lab.experiment.data.source.classes
    both = [*fields(mean, task), *fields(np.nan_to_num(whole), task)]
    changes = {str(first + index): {"z": field.round(3).tolist()} for index, field in enumerate(both)}
    images = [boundary.picture(mean, task), pictures.png((255 * fog).astype(np.uint8), veil())]
    return {"images": images, "restyle": changes}


def picked(count: int) -> np.ndarray:
    """Rows of a finer picture that lie nearest to those of the coarse one."""
    return ((np.arange(COARSE) + 0.5) * count / COARSE).astype(int)


def plain_patch(scene: Scene) -> dict[str, Any]:
    return fog_patch(scene, inverted=False)


def cost_spec(lab: Lab) -> dict[str, Any]:
    """The cost of each step's batch, with and without dropout."""
    curve = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.4f}"}
    traces = [
        {**curve, "name": "keep_prob = 1", "line": {"color": INK, "width": 1.8}},
        {**curve, "name": f"keep_prob = {lab.keep_prob:g}", "line": {"color": LAB_COLORS["dropout"], "width": 1.2}},
    ]
    x = axis("epoch", rangemode="tozero", hoverformat=".0f")
    return {
        "painter": "plotly",
        "title": "Cost of each step",
        "caption": "under dropout every step has another network, so its cost need not fall",
        "figure": {"data": traces, "layout": layout(x, axis(rangemode="tozero"))},
        "every": 2,
        "switches": [{"label": "log scale", "effect": "log-y"}],
    }


def cost_patch(scene: Scene) -> dict[str, Any]:
    return {"point": {str(index): finite(value, 4) for index, value in enumerate(scene.now.cost)}}


def modes_spec(lab: Lab) -> dict[str, Any]:
    """Train mode against test mode, and how often the cost rose."""
    rows = ("test mode", "train mode, mean", "train mode, worst", "cost rose, keep_prob 1", "cost rose, dropout")
    colors = (TRUTH, LAB_COLORS["dropout"], LAB_COLORS["dropout"], INK, LAB_COLORS["dropout"])
    notes = ("the whole network", "24 sub-networks", "of the 24", "share of steps", "share of steps")
    return {
        "painter": "table",
        "title": "Train mode and test mode",
        "caption": "training loss on the same points; at test time nothing is dropped",
        "rows": [
            {"label": row, "color": color, "note": note} for row, color, note in zip(rows, colors, notes, strict=True)
        ],
        "columns": [""],
    }


def modes_patch(scene: Scene) -> dict[str, Any]:
    whole, parts = scene.modes()
    costs = np.array([record.cost for record in scene.records[1:]])
    rose = (np.diff(costs, axis=0) > 0).mean(axis=0) if len(costs) > 1 else np.zeros(2)
    shown = [f"{whole:.3f}", f"{parts.mean():.3f}", f"{parts.max():.3f}", *(f"{100 * each:.0f} %" for each in rose)]
    return {"cells": [[each] for each in shown]}
