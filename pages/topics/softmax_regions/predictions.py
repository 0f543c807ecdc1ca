"""What may be predicted before the run shows it."""

from __future__ import annotations

from engine.experiment import Experiment
from pages.controls.topic import Prediction


def several(experiment: Experiment) -> bool:
    """Whether there are more than two classes."""
    return experiment.data.source.task == "multiclass"


PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "Before the first step the network knows nothing. Where in the triangle are its points?",
        ("In the corners", "On the edges", "Near the middle", "Anywhere"),
        "Go to step 0 and look at the triangle; then press Run.",
        fits=several,
    ),
    Prediction(
        "The trained z are all divided by T = 10. How many points change their class?",
        ("None", "The unsure ones", "About half", "All but the surest"),
        "Take the view Temperature, drag T from 1 to 10, and watch the share of right answers.",
        fits=several,
    ),
    Prediction(
        "A softmax network with two outputs beside a logistic neuron: how far are their answers apart?",
        ("About 0.1", "About 0.001", "Only by rounding"),
        "Take the view Two classes and read the last column.",
    ),
)
