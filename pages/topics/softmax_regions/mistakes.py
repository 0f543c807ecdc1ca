"""The confusion matrix: which class is taken for which."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.softmax_regions.classes import confusion
from engine.training.trainer import Trainer
from pages.plots.style import CLASS_COLORS
from pages.topics.softmax_regions.moment import Classes


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    classes = max(2, trainer.samples[0].sizes[1])
    return {
        "painter": "table",
        "title": "Confusion matrix",
        "caption": "rows: the class that a point is of · columns: the one with its largest ŷ",
        "legend": [],
        "rows": [{"label": f"class {k}", "color": CLASS_COLORS[k]} for k in range(classes)],
        "columns": [f"{k}" for k in range(classes)],
        "every": 4,
        "switches": [{"label": "dev set", "effect": "variant:dev", "title": "Count the dev set, not the training set"}],
    }


def patch(moment: Classes, split: str = "train") -> dict[str, Any]:
    """The counts of one split."""
    cut = moment.trainer.samples[0].bounds[split]
    counts = confusion(moment.answers[:, cut], moment.truth[cut])
    of_class = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    total, right = int(counts.sum()), int(np.trace(counts))
    said = f"{right} of {total} {split} points are right, {right / max(total, 1):.0%}"
    return {"cells": [[str(each) for each in row] for row in counts.tolist()],
            "shades": (counts / of_class).round(3).tolist(), "sum": said}  # fmt: skip


def dev_patch(moment: Classes) -> dict[str, Any]:
    """The counts of the dev set."""
    return patch(moment, "dev")
