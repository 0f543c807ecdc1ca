"""What may be predicted before the ratio is dragged."""

from __future__ import annotations

from engine.studies.input_normalization.inputs import Inputs
from pages.controls.topic import Prediction


def of_scales(inputs: Inputs) -> bool:
    """Whether scales are all that is wrong with these inputs, and descent arrives."""
    return inputs.share < 1 and inputs.offset == 0 and inputs.correlation == 0


PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "Scales ten times further apart: how many times the steps?",
        ("3 times", "10 times", "100 times", "As many"),
        "Read the steps at a ratio of 10 and at 100, above the slider or in the chart of the price.",
        fits=of_scales,
    ),
    Prediction(
        "With normalised inputs, what does the ratio of the scales do?",
        ("Nothing", "A little", "As much as before"),
        "Drag from 1 to 100, and watch the picture on the right.",
    ),
)
