"""The diagnosis as a table: where the error comes from, for the value that is shown, in numbers and in words."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.diagnosis import CASES, diagnose
from engine.studies.bias_variance.sweep import Sweep
from pages.plots.style import ACCENT, BIAS, INK, NOISE, TEST, VARIANCE
from pages.plots.sweep.moment import SweepMoment

STILL = ("Still training", "Its errors move on; the diagnosis comes at the end of its training.")
COLORS = (NOISE, INK, ACCENT, TEST, BIAS, VARIANCE)


def spec(sweep: Sweep) -> dict[str, Any]:
    """The view as the player takes it."""
    rows = ("noise floor", "train error", "dev error", "test error", "avoidable bias", "variance")
    notes = ("", "", "", "", "train − floor", "dev − train")
    return {
        "painter": "table",
        "title": "Diagnosis",
        "caption": "of the newest value, or the one that is pointed at",
        "rows": [
            {"label": row, "note": note, "color": color} for row, note, color in zip(rows, notes, COLORS, strict=True)
        ],
        "columns": [""],
        "bars": True,
        "tall": True,
        "peeks": True,
    }


def patch(moment: SweepMoment) -> dict[str, Any]:
    """Numbers, bars as shares of what a guess would cost, and in words the case, once it is known."""
    summary, source = moment.now.summary, moment.sweep.experiment.data.source
    found = diagnose(summary.mean, source)
    values = [found.bayes, found.train, found.dev, float(summary.mean[2]), found.bias, found.variance]
    x = f"{AXES[moment.sweep.vary].label}: {moment.x[-1]:g}"
    case = (CASES[found.case].label, found.meaning) if moment.finished else STILL
    return {
        "cells": [[written(value, source)] for value in values],
        "bars": [max(0.0, min(value / found.guess, 1.0)) if np.isfinite(value) else 0.0 for value in values],
        "words": [x, *case],
        "sum": closeness(moment),
    }


def closeness(moment: SweepMoment) -> str:
    """How near the parts come to the test error that was measured."""
    summary = moment.now.summary
    parts = summary.zero_one or summary.squared
    if parts is None:
        return ""
    total, test = parts.error.mean(), summary.mean[2]
    names = "noise + bias + variance" if summary.zero_one else "noise + bias² + variance"
    return f"{names} = {total:.4f}; test error measured {test:.4f} ({abs(total / test - 1):.1%} apart)"


def written(value: float, source: Any) -> str:
    """An error as people write it: a share in percent, a squared error with three digits."""
    if not np.isfinite(value):
        return "–"
    return f"{value:.3f}" if source.task == "regression" else f"{100 * value:.1f} %"
