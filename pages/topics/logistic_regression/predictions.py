"""What may be predicted before the neuron learns."""

from __future__ import annotations

from engine.studies.logistic_regression.neuron import Neuron
from pages.controls.topic import Prediction


def clean(neuron: Neuron) -> bool:
    """Whether cross-entropy is what descends."""
    return neuron.loss == "cross_entropy"


def squared(neuron: Neuron) -> bool:
    """Whether squared error is."""
    return neuron.loss == "squared_error"


PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "Make w twice as long, and b twice as large. What happens to the line?",
        ("It moves", "It turns", "It stays, and the colours grow sharper", "Nothing changes"),
        "Drag the tip of the arrow straight outwards, and look at the line and at the colours beside it.",
        fits=clean,
    ),
    Prediction(
        "Every point is on the wrong side. Under squared error, how fast does the neuron learn at first?",
        ("Fastest of all", "As fast as ever", "Hardly at all"),
        "Drag the dot to the far corner of the cost, and read dz in the numbers below.",
        fits=squared,
    ),
)
