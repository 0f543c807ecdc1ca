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
        "The notes' own case: the average keeps to the season and is about nine days late. Now drag β both ways and "
        "watch the last number: in most years nothing comes nearer to the season than a β near 0.9.",
    ),
    "β = 0.98: smooth, and six weeks late": example(
        Temperatures(),
        0.98,
        "Look at the tops: the average has its summer at the end of August, 40 days late, and a quarter of the swing "
        "is gone. Now try β = 0.99: two months late, and half of the swing is gone.",
    ),
    "β = 0.5: hardly any memory": example(
        Temperatures(),
        0.5,
        "The average follows at once and is almost as noisy as the days themselves, for weather lasts for days. Now "
        "set ρ to 0: noise without memory averages out better.",
    ),
    "The first averages: begun from 0": example(
        Temperatures(first_day=182),
        0.98,
        "In July the uncorrected average begins near 0 °C, and after a month it still holds no more than 45 % of its "
        "weight. Now set the first day to 1: in January, which is near 0 °C anyway, the same flaw is hard to see.",
    ),
    "β = 0.999: no year is long enough": example(
        Temperatures(),
        0.999,
        "After 365 days the uncorrected average holds 31 % of its weight, so it shows less than a third of the truth. "
        "Corrected, it is hardly more than the mean of all days so far.",
    ),
    "A step: late or noisy": example(
        Step(),
        0.9,
        "After the step the average needs 1/(1 − β) values to come 63 % of the way. Now drag β down: it arrives "
        "sooner, and trembles more on the level.",
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
