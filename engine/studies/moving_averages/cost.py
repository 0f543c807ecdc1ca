"""What averages cost: the training that a series may come from, and a few operations for every β."""

from __future__ import annotations

from engine.studies.moving_averages.averages import BETAS, Averages
from engine.studies.moving_averages.trained import BatchLoss, WeightGradient
from engine.training.cost import BREATH, Bill, Cost, opening, training, usual_step, work

CALLS_OF_A_BETA, KEPT = 300, 16  # bytes of each value: the plain and the corrected average

CALLS_OF_A_PICTURE = 1000


def bill(study: Averages) -> Bill:
    """The series and all its averages; an answer may open the training, do a step of it, and average once."""
    series = study.series
    average = work(CALLS_OF_A_BETA, 20 * series.count, held=KEPT * series.count * len(BETAS))
    drawn = work(CALLS_OF_A_PICTURE)
    if not isinstance(series, (BatchLoss, WeightGradient)):
        return Bill(average * len(BETAS), average + drawn)
    opened = opening(series.experiment)
    step = Cost(seconds=BREATH) + usual_step(series.experiment)
    trained = training(series.experiment, series.steps)
    return Bill(opened + trained + average * len(BETAS), opened + step + average + drawn)
