"""The relative error of each array, at the start and after training: where it is large, the bug is there or above."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.gradient_checking.checking import Checked, Checking, short
from engine.studies.gradient_checking.gradient_check import arrays, relative_error
from engine.training.cost import places
from pages.topics.gradient_checking.pairs import color

QUIET, LOUD = -7.0, -1.0  # log₁₀ of the errors between which a cell lights up


def spec(study: Checking) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "table",
        "title": "Array by array",
        "caption": "two-sided error of each array at this ε: the stronger its colour, the further off",
        "legend": [],
        "rows": [{"label": name, "color": color(int(name[2:-1]) - 1)} for name in arrays(places(study.experiment))],
        "columns": ["first parameters", f"after {study.steps} steps"],
        "every": 1,
    }


def patch(moment: Checked) -> dict[str, Any]:
    """The errors of all arrays at both times."""
    errors = np.array([of_arrays(moment, each) for each in (moment.start, moment.trained)]).T
    return {"cells": [[short(each) for each in row] for row in errors.tolist()],
            "shades": lit(errors).round(3).tolist()}  # fmt: skip


def of_arrays(moment: Checked, found: Any) -> list[float]:
    """The error of each array at one time."""
    approximation = found.approximation(moment.index)
    return [relative_error(approximation[own], found.claimed[own]) for own in moment.arrays.values()]


def lit(errors: np.ndarray) -> np.ndarray:
    """How strongly errors light up, from 0 to 1; no number is as bad as any."""
    with np.errstate(divide="ignore"):
        return np.clip((np.log10(np.nan_to_num(errors, nan=1.0)) - QUIET) / (LOUD - QUIET), 0, 1)
