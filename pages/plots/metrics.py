"""How good the answers are, beyond accuracy: of classes at any threshold, of real values by their residuals."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from engine.datasets.samples import SPLITS, Samples
from engine.training import metrics
from engine.training.evaluation import classes
from engine.training.trainer import Trainer
from pages.plots import residuals
from pages.plots.snapshot import Snapshot, finite
from pages.plots.style import ACCENT, CLASS_COLORS, INK, TEST

EVERY_OTHER = slice(1, None, 2)  # pixels of the picture that the plane is drawn of
LINES = {"train": (INK, []), "dev": (ACCENT, [5, 4]), "test": (TEST, [2, 3])}


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it: all that no step changes."""
    samples = trainer.samples[0]
    if samples.task == "regression":
        return residuals.spec(trainer)
    count = max(2, len(samples.targets))
    return {
        "painter": "threshold",
        "title": "How good are the answers?",
        "caption": "move the threshold: regions, curve and counts follow",
        "legend": [{"label": split, "color": color, "dash": dash or None} for split, (color, dash) in LINES.items()],
        "every": 3,
        "classes": [{"name": f"class {k}", "color": CLASS_COLORS[k]} for k in range(count)],
        "scored": scored(samples),
        "bounds": trainer.each[0].data.source.bounds,
        "points": {"x": samples.points[0].round(2).tolist(), "y": samples.points[1].round(2).tolist(),
                   "actual": samples.values[0].astype(int).tolist()},
        "splits": [{"name": name, "from": cut.indices(samples.values.shape[1])[0],
                    "to": cut.indices(samples.values.shape[1])[1]} for name, cut in samples.bounds.items()],
        "lines": {split: {"color": color, "dash": dash} for split, (color, dash) in LINES.items()},
    }  # fmt: skip


def scored(samples: Samples) -> list[int]:
    """The classes that the network has an output for."""
    return list(range(len(samples.targets))) if samples.task == "multiclass" else [1]


def patch(snapshot: Snapshot) -> dict[str, Any]:
    """This moment's answers, over the plane and at the points; counts at every threshold, areas, confusion."""
    samples = snapshot.trainer.samples[0]
    if samples.task == "regression":
        return residuals.patch(snapshot)
    field = snapshot.output[:, EVERY_OTHER, EVERY_OTHER]
    answers = np.nan_to_num(snapshot.lens.evaluator.answers(snapshot.state))
    actual, predicted = samples.values[0], classes(answers)
    cuts, each = [samples.bounds[name] for name in SPLITS], list(zip(answers, scored(samples), strict=True))
    return {
        "field": hundredths(field),
        "side": field.shape[-1],
        "answers": hundredths(answers),
        "above": [[metrics.above(a[cut], actual[cut] == k).tolist() for a, k in each] for cut in cuts],
        "areas": [[finite(metrics.area(a[cut], actual[cut] == k), 4) for a, k in each] for cut in cuts],
        "confusion": [metrics.confusion(predicted[cut], actual[cut], max(2, len(answers))).tolist() for cut in cuts],
    }


def hundredths(values: np.ndarray) -> str:
    """Numbers from 0 to 1 as bytes: whole hundredths, rounded down, so that they pass the thresholds that they pass."""
    return base64.b64encode((np.nan_to_num(values) * 100 + 1e-9).astype(np.uint8).tobytes()).decode()
