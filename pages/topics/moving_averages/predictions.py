"""What may be predicted before β is dragged."""

from __future__ import annotations

from engine.studies.moving_averages.averages import Averages
from engine.studies.moving_averages.made import Step, Temperatures
from pages.controls.topic import Prediction


def of_a_year(study: Averages) -> bool:
    """Whether the series is one of days, with a summer in it."""
    return isinstance(study.series, Temperatures)


def of_a_step(study: Averages) -> bool:
    """Whether the series is two levels."""
    return isinstance(study.series, Step)


PREDICTIONS: tuple[Prediction, ...] = (
    Prediction(
        "With β = 0.98 the average looks back over 50 days. When does it have its warmest day?",
        ("With the season", "A week later", "Six weeks later", "Half a year later"),
        "Drag β to 0.98, and compare the tops of the average and of the season.",
        fits=of_a_year,
    ),
    Prediction(
        "The days stray about 3 °C from their season. Which β brings the average nearest to it?",
        ("0.5: two days", "0.9: ten days", "0.98: fifty days", "0.999: a thousand days"),
        "Drag β and watch how far the average is off the season, in the numbers above the slider.",
        fits=of_a_year,
    ),
    Prediction(
        "β = 0.9 looks back over ten values. How far has the average followed the step after ten of them?",
        ("Not at all", "A third of the way", "Two thirds of the way", "All of the way"),
        "Count ten values from the step on, with β at 0.9; then do the same with 0.98 and fifty.",
        fits=of_a_step,
    ),
)
