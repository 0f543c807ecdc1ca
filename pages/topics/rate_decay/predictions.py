"""What may be predicted before the schedules run."""

from __future__ import annotations

from engine.studies.rate_decay.decay import Decay
from pages.controls.topic import Prediction

PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "A quarter of the rate: how large is the orbit around the minimum?",
        ("A quarter", "A half", "As large"),
        "Compare the rings of the last chart at 0.4 and at 0.1.",
        fits=lambda decay: decay.noise > 0,
    ),
    Prediction(
        "Which of these schedules ends nearest to the minimum?",
        ("The constant one", "The one that falls slowest", "One in between", "The one that falls fastest"),
        "Watch the circles, and the dots on the lines of the distance.",
        fits=lambda decay: decay == Decay(),
    ),
)
