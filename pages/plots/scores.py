"""Score and loss on train, dev and test as large numbers over a picture."""

from __future__ import annotations

from typing import Any

from engine.training.trainer import Trainer
from pages.plots.snapshot import Snapshot, finite

DIGITS = 4


def spec(trainer: Trainer) -> dict[str, Any]:
    """What stands where: a column for each split, the score above the loss."""
    real = trainer.samples[0].task == "regression"
    score = {"label": "R²"} if real else {"label": "accuracy", "percent": True}
    return {"columns": ["train", "dev", "test"], "rows": [score, {"label": "loss"}]}


def patch(snapshot: Snapshot) -> list[list[float | None]]:
    """This moment's scores and losses, (2, 3); None for a split without points."""
    evaluation = snapshot.evaluation
    return [[finite(value, DIGITS) for value in row] for row in (evaluation.score, evaluation.loss)]
