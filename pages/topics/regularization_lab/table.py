"""Everything in numbers, a row for each contender."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.truth import bayes_error
from engine.studies.regularization_lab.lab import Lab
from engine.studies.regularization_lab.scene import Portrait, Scene
from pages.topics.regularization_lab.contenders import COLORS, SLUGS, titled
from pages.topics.regularization_lab.recording import LabMoment

COLUMNS = ("train", "dev", "test", "‖W‖", "near 0", "spread", "linear")


def spec(lab: Lab) -> dict[str, Any]:
    """Everything in numbers, a row for each contender."""
    rows = [{"label": titled(lab, slug), "color": COLORS[slug]} for slug in SLUGS]
    return {
        "painter": "table",
        "title": "In numbers",
        "caption": "errors; norm of the weights; share of weights below 0.02; how evenly units lean on their inputs "
        "(1 is even); share of tanh units with |z| < ½",
        "rows": rows,
        "columns": list(COLUMNS),
        "tall": True,
        "weight": 1.15,
    }


def patch(moment: LabMoment) -> dict[str, Any]:
    """This epoch's numbers; the best of each column that has a best is stressed."""
    portraits = list(moment.scene.portraits.values())
    devs, tests = [each.error[1] for each in portraits], [each.test_error for each in portraits]
    best = [None, int(np.argmin(devs)), int(np.argmin(tests))] + [None] * 4
    return {"cells": [cells(each) for each in portraits], "best": best, "sum": told(moment.scene)}


def cells(portrait: Portrait) -> list[str]:
    """One row; a share of linear tanh means nothing where there is no tanh."""
    found, shares = portrait.habits, (*portrait.error, portrait.test_error)
    linear = "–" if np.isnan(found.linear) else f"{100 * found.linear:.0f} %"
    weights = [f"{found.norm:.1f}", f"{100 * found.zeros:.0f} %", f"{found.spread:.2f}", linear]
    return [f"{100 * each:.1f} %" for each in shares] + weights


def told(scene: Scene) -> str:
    """What early stopping has done, and the error that nobody can avoid."""
    floor = f"noise floor {100 * bayes_error(scene.lab.experiment.data.source):.1f} %"
    if scene.stopped is not None:
        return f"{floor}; early stopping gave up at epoch {scene.stopped} and went back to epoch {scene.best}"
    return f"{floor}; early stopping still trains: the best dev loss so far was at epoch {scene.best}"
