"""What may be predicted before z is dragged, or the network runs."""

from __future__ import annotations

from engine.studies.activation_functions.activations import Activations
from pages.controls.topic import Prediction


def with_sigmoid(study: Activations) -> bool:
    """Whether one of the two functions is the sigmoid."""
    return "sigmoid" in (study.first, study.second)


def straight(study: Activations) -> bool:
    """Whether the network has linear units."""
    return study.first == "linear"


def bent(study: Activations) -> bool:
    """Whether it has others."""
    return not straight(study)


PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "Three layers, eight linear units in each hidden one. What can they draw around the inner circle?",
        ("A circle", "A polygon", "One straight line", "Nothing"),
        "Press play and read the sum below the matrix: network and one neuron give the same answers.",
        fits=straight,
    ),
    Prediction(
        "Where is the sigmoid steepest, and how steep is it there?",
        ("At z = 0, slope 1", "At z = 0, slope ¼", "At z = 2, slope ½", "At z = 8, slope 1"),
        "Drag z to 0 and read its slope; then think of six layers: ¼ to the sixth is 1/4096.",
        fits=with_sigmoid,
    ),
    Prediction(
        "All functions race on the same circles, 30 networks each. Which is the first to have half of them at 95 %?",
        ("tanh", "ReLU", "sigmoid", "Another one"),
        "Choose the race above the picture and let it run: the notes speak of three, but there are more.",
        fits=bent,
    ),
)
