"""What may be predicted before the balls are let go."""

from __future__ import annotations

from engine.studies.saddle_points.balls import Optima
from pages.controls.topic import Prediction

PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "All balls start beside the ridge of a saddle. Who is off it first?",
        ("Gradient descent", "Momentum", "RMSprop", "Adam"),
        "Watch which ball turns away from the middle first.",
        fits=lambda optima: optima == Optima(),
    ),
    Prediction(
        "Of 10,000 random Hessians in 10 dimensions, how many are bowls or summits?",
        ("About 1,000", "About 20", "None"),
        "Open the view by dimension, and drag n to 10.",
    ),
)
