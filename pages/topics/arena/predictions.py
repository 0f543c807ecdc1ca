"""What may be predicted before the runs begin."""

from __future__ import annotations

from engine.studies.arena.arena import Arena
from pages.controls.topic import Prediction
from pages.topics.arena.contrasts import contrast


def of(slug: str) -> object:
    """Whether it is this knob in which the second run differs."""
    return lambda arena: contrast(arena.apart(1)) == slug


PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "tanh or ReLU: which has the lower dev loss in the end?",
        ("A, tanh", "B, ReLU", "Neither, over many seeds"),
        "Watch the dashed curves; then run it over 30 seeds, below.",
        fits=lambda arena: arena == Arena(),
    ),
    Prediction(
        "With how many of 30 seeds will the winner of this draw win?",
        ("Nearly all", "Two of three", "About half"),
        "Run it over 30 seeds, below: one draw says less than one thinks.",
    ),
)
