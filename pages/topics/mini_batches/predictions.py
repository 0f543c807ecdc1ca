"""What may be predicted before the batches run."""

from __future__ import annotations

from engine.studies.mini_batches.batches import Batches
from pages.controls.topic import Prediction

PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "The same rate for all, twenty epochs: which size brings the cost lowest?",
        ("1", "16", "All"),
        "Look at the cost by examples seen, at its right end.",
        fits=lambda batches: batches == Batches(),
    ),
    Prediction(
        "Four times the examples in a batch: how much of the noise is left?",
        ("A quarter", "A half", "All of it"),
        "Compare two dots of the noise against the size, four times apart.",
    ),
)
