"""What may be predicted before the way back is gone."""

from __future__ import annotations

from engine.studies.back_propagation.passage import Passage
from pages.controls.topic import Prediction


def of_one(passage: Passage) -> bool:
    """Whether one example goes through, in a network that has a hidden layer."""
    return passage.examples == 1 and bool(passage.layers)


def of_several(passage: Passage) -> bool:
    """Whether there are several examples."""
    return passage.examples > 1


def of_sigmoids(passage: Passage) -> bool:
    """Whether all hidden layers are sigmoid, and there are some."""
    return len(passage.layers) > 1 and all(each.activation == "sigmoid" for each in passage.layers)


PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "Every hidden layer is sigmoid. Which layer's weights get the smallest gradient?",
        ("The first layer's", "The last layer's", "All about the same"),
        "Press End, and compare the rms of each dW beside J.",
        fits=of_sigmoids,
    ),
    Prediction(
        "The input x₁ is set to 0. Which part of dW[1] is 0?",
        ("None of it", "Its first row", "Its first column", "All of it"),
        "Set x₁ to 0, and go on to dW[1] with →.",
        fits=of_one,
    ),
    Prediction(
        "For dW[2] one needs dZ[2]. What else, of all that was kept on the way forward?",
        ("W[2]", "Z[2]", "A[1]", "The label y"),
        "Go on to dW[2] with →: what is kept is dashed.",
        fits=of_one,
    ),
    Prediction(
        "Several examples go through at once instead of one. What becomes of the shape of dW[1]?",
        ("A column more for each example", "A row more for each example", "It stays that of W[1]"),
        "Go on to dW[1] with →, and read the shape below it.",
        fits=of_several,
    ),
)
