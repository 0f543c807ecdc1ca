"""What may be predicted before the two networks run."""

from __future__ import annotations

from pages.controls.topic import Prediction

PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "So many layers, one rate: which of the two ends at the lower loss?",
        ("The one with batch norm", "The one without", "Both alike"),
        "Watch the losses, and then look at all rates at once (By rate).",
        fits=lambda norms: norms.layers >= 4,
    ),
    Prediction(
        "At test time all points lie a little further to the right. Who minds?",
        ("Both", "Only the one without", "Only the one with batch norm"),
        "Look At test time: drag the shift, and then take the statistics of the shifted points.",
    ),
    Prediction(
        "A constant b is added to every hidden z. What happens to z̃?",
        ("It moves by b", "It moves by γ b", "Nothing"),
        "Set b to 2 and compare z before and z̃ after.",
    ),
)
