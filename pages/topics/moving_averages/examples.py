"""States worth opening: a series, and where β stands."""

from __future__ import annotations

from typing import Any

from engine.studies.moving_averages.averages import BETAS, Averages
from engine.studies.moving_averages.made import Step, Temperatures
from engine.studies.moving_averages.trained import BatchLoss, WeightGradient
from pages.controls.topic import Example

DEFAULT = Averages()
BEGINS = BETAS.index(0.9)


def example(series: Any, beta: float, text: str) -> Example:
    """A series under one of the βs that people know."""
    return Example(Averages(series), text, step=BETAS.index(beta))


EXAMPLES: dict[str, Example] = {
    "β = 0.9: a year of temperatures": example(
        Temperatures(),
        0.9,
        "The notes' own case: it forgets within ten days, yet is as calm as a plain mean of 19. Now drag β both ways "
        "and watch how far it is off the season: in most years nothing comes nearer than a β near 0.9.",
    ),
    "β = 0.98: smooth, and six weeks late": example(
        Temperatures(),
        0.98,
        "Look at the tops: the average has its summer at the end of August, 40 days late, and a quarter of the swing "
        "is gone. Now try β = 0.99: two months late, and half of the swing is gone.",
    ),
    "β = 0.5: prompt, and still noisy": example(
        Step(),
        0.5,
        "The average is there two values after the step, but trembles on both levels. Now drag β up: it grows calm, "
        "and needs 1/(1 − β) values to come 63 % of the way.",
    ),
    "The first averages: begun from 0": example(
        Temperatures(first_day=182),
        0.98,
        "In July the uncorrected average begins near 0 °C, and after a month it still holds no more than 45 % of its "
        "weight; with β = 0.999, 31 % after a year. Now set the first day to 1: in January, near 0 °C anyway, the same "
        "flaw is hard to see.",
    ),
    "The loss of mini-batches": example(
        BatchLoss(),
        0.9,
        "Each batch of ten examples has a loss of its own, and the curve is only seen through an average. Now take "
        "β = 0.98: smooth, but higher than the loss is by now, for it remembers a worse network.",
    ),
    "The gradient of one weight": example(
        WeightGradient(),
        0.9,
        "This is momentum's memory: from batch to batch the gradient changes its sign, its average far less often. "
        "Now go to β = 0.99: what is left is small, and of the past.",
    ),
}
