"""Averages as a run whose axis is β: which can be played, and their recording."""

from __future__ import annotations

from engine.chain import Chain
from engine.studies.moving_averages.averages import Averages, averages
from engine.studies.moving_averages.trained import BatchLoss, WeightGradient, work
from engine.values.fields import Refused
from pages.live import network
from pages.live.kind import Kind
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.moving_averages import price, series, weights

MOST_WORK = 6e8  # about half a second on one core: every β waits for the training


def playable(study: Averages) -> Averages:
    """The study, if its series is made in decent time.

    Raises: Refused.
    """
    if isinstance(study.series, (BatchLoss, WeightGradient)):
        network.playable(Chain(((0, study.series.experiment),)))
        times = work(study.series) / MOST_WORK
        if times > 1:
            sentence = f"this training is {times:.1f} times as much work as this page takes on"
            raise Refused("Averages.series", f"{sentence}; allowed are fewer steps, smaller batches or fewer units")
    return study


def record(study: Averages, parent: Recording | None) -> Moments:
    """A recording before its first β; one of another series is of no use to it."""
    return Moments(averages(study))


VIEWS = {
    "series": View(series.spec, series.patch),
    "weights": View(weights.spec, weights.patch),
    "price": View(price.spec, price.patch),
}
KIND = Kind("average1", playable, record, VIEWS)
