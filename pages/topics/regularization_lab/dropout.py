"""Dropout made visible: the mask of a step, and the sub-networks that masks leave."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.samples import draw
from engine.studies.regularization_lab.closeup import COARSE, SUBNETWORKS
from engine.studies.regularization_lab.lab import CONTENDERS, Lab
from engine.training.trainer import Trainer
from pages.plots import boundary, diagram, pictures
from pages.plots.fog import contour, fields, fog, veil
from pages.plots.style import INK, SOFT, TRUTH
from pages.topics.regularization_lab.recording import LabMoment


def mask_spec(lab: Lab) -> dict[str, Any]:
    """The network that has dropout; units that the coming step leaves out are crossed."""
    spec = diagram.still(Trainer(CONTENDERS["dropout"].change(lab)))
    title = f"The mask, at keep probability {lab.keep_prob:g}"
    caption = "what the next step keeps for the first training point; other points get other masks"
    return {**spec, "title": title, "caption": caption, "every": 1, "tall": True, "weight": 1.2}


def mask_patch(moment: LabMoment) -> dict[str, Any]:
    """This moment's network, and the numbers of the units that are left out, inputs counted."""
    scene = moment.scene
    off, first = [], len(scene.lab.experiment.data.features)
    for kept in scene.dropout.mask:
        off += [first + int(unit) for unit in np.flatnonzero(~kept)]
        first += len(kept)
    return {**diagram.patch(moment.close), "off": off}


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
            {"label": f"{SUBNETWORKS} sub-networks", "color": SOFT},
            {"label": "their mean", "color": INK},
            {"label": "test mode", "color": TRUTH, "dash": True},
        ],
        "figure": figure,
        "every": 2,
        "switches": [
            {
                "label": "without inverted scaling",
                "effect": "variant:plain",
                "title": "Leave out the division by the keep probability: what sub-networks say shrinks",
            }
        ],
    }


def fog_patch(moment: LabMoment) -> dict[str, Any]:
    """The sub-networks that inverted dropout trains."""
    return fogged(moment, moment.scene.dropout.sub_networks)


def plain_patch(moment: LabMoment) -> dict[str, Any]:
    """The same without the division by keep_prob."""
    return fogged(moment, moment.scene.dropout.plain_sub_networks)


def fogged(moment: LabMoment, answers: np.ndarray) -> dict[str, Any]:
    """Answers (S, n_y, COARSE, COARSE) as a fog, their mean and the whole network's answer as lines."""
    source = moment.scene.lab.experiment.data.source
    answers, whole = np.nan_to_num(answers), moment.scene.portraits["dropout"].output
    mean, whole = answers.mean(axis=0), whole[:, *np.ix_(picked(whole.shape[1]), picked(whole.shape[2]))]
    both = [*fields(mean, source.task), *fields(np.nan_to_num(whole), source.task)]
    changes = {str(source.classes + index): {"z": field.round(3).tolist()} for index, field in enumerate(both)}
    return {"images": [boundary.picture(mean, source.task), pictures.png(fog(answers, source.task), veil())],
            "restyle": changes}  # fmt: skip


def picked(count: int) -> np.ndarray:
    """Rows of a finer picture that lie nearest to those of the coarse one."""
    return ((np.arange(COARSE) + 0.5) * count / COARSE).astype(int)
