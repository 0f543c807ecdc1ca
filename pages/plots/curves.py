"""Loss and score over the epochs, train solid and dev dashed; the points come one by one with the frames."""

from __future__ import annotations

from typing import Any

from engine.networks.losses import LOSSES
from engine.training.trainer import Trainer
from pages.plots.snapshot import Snapshot, finite
from pages.plots.style import DEV_LINE, TRAIN_LINE, axis, layout

SMOOTH = {"label": "smooth", "effect": "smooth"}
GHOST = {"label": "ghost", "effect": "ghost", "title": "Keep these curves behind those of the runs to come"}
LEGEND = [{"label": "train", **TRAIN_LINE}, {"label": "dev", **DEV_LINE}]


def figure(**y: Any) -> dict[str, Any]:
    """Two curves that grow: train and dev."""
    curve = {"type": "scatter", "mode": "lines", "x": [], "y": [], "hovertemplate": "%{y:.4f}"}
    traces = [{**curve, "name": "train", "line": TRAIN_LINE}, {**curve, "name": "dev", "line": DEV_LINE}]
    x = axis("epoch", rangemode="tozero", hoverformat=".1f")
    return {"data": traces, "layout": layout(x, axis(**y))}


def loss_spec(trainer: Trainer) -> dict[str, Any]:
    """The loss as the player takes it."""
    label = LOSSES[trainer.experiment.loss].label
    return {
        "painter": "plotly",
        "title": "Loss",
        "caption": f"{label}: train solid, dev dashed",
        "legend": [*LEGEND, {"label": label, "symbol": "none"}],
        "empty": "The curve grows with each epoch that is learned.",
        "figure": figure(rangemode="tozero"),
        "every": 4,
        "switches": [{"label": "log", "effect": "log-y", "title": "A logarithmic scale"}, SMOOTH, GHOST],
    }


def loss_patch(snapshot: Snapshot) -> dict[str, Any]:
    return {"point": two(snapshot.evaluation.loss)}


def score_spec(trainer: Trainer) -> dict[str, Any]:
    """Accuracy, or R² of a real target, as the player takes it."""
    regression = trainer.samples[0].task == "regression"
    return {
        "painter": "plotly",
        "title": "R²" if regression else "Accuracy",
        "caption": "train solid, dev dashed",
        "empty": "The curve grows with each epoch that is learned.",
        "figure": figure(range=[-0.25, 1.03] if regression else [0, 1.03]),
        "every": 4,
        "switches": [SMOOTH, GHOST],
    }


def score_patch(snapshot: Snapshot) -> dict[str, Any]:
    return {"point": two(snapshot.evaluation.score)}


def two(values: Any) -> dict[str, float | None]:
    """Train and dev as points of traces 0 and 1."""
    return {"0": finite(values[0]), "1": finite(values[1])}
