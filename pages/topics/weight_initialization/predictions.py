"""What may be predicted before the scale is dragged."""

from __future__ import annotations

from engine.studies.weight_initialization.first_weights import FirstWeights
from pages.controls.topic import Prediction


def of_tanh(study: FirstWeights) -> bool:
    """Whether the question is about this network."""
    return study.activation == "tanh"


def of_relu(study: FirstWeights) -> bool:
    """Whether the question is about this network."""
    return study.activation == "relu"


PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "30 layers of tanh, weights with σ√n = 0.5. How much of the signal of the first layer is in the last?",
        ("A hundredth", "A millionth", "A billionth"),
        "Drag the scale to 0.5 and read the heights of the black line.",
        fits=of_tanh,
    ),
    Prediction(
        "And with σ√n = 2: what explodes?",
        ("The signal", "The gradient", "Both", "Neither"),
        "Drag the scale to 2, and compare the two lines.",
        fits=of_tanh,
    ),
    Prediction(
        "At which scale does a deep ReLU network keep its signal?",
        ("σ√n = 1", "σ√n = 1.414", "σ√n = 2"),
        "Drag from 1 to 2, and stop where the lines lie flat.",
        fits=of_relu,
    ),
)
