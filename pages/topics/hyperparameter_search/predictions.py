"""What may be predicted before the trials are drawn."""

from __future__ import annotations

from pages.controls.topic import Prediction

PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "64 trials over five knobs: how many different learning rates does a grid try?",
        ("64", "8", "2"),
        "Watch the different values of α, and the dots of the grid.",
        fits=lambda hunt: len(hunt.knobs) == 5,
    ),
    Prediction(
        "Which method finds the lowest loss with equal trials?",
        ("The grid", "Random search", "Coarse to fine", "It depends on the dice"),
        "Watch the best so far; then search twenty times over, below.",
    ),
    Prediction(
        "Which knob matters most here?",
        ("The learning rate", "Momentum", "The units"),
        "Look at what matters, once there are enough trials.",
        fits=lambda hunt: {"rate", "beta", "units"} <= set(hunt.knobs),
    ),
)
