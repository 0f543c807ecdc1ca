"""Averages as a run whose axis is β: which can be played, and their recording."""

from __future__ import annotations

from engine.chain import Chain
from engine.studies.moving_averages.averages import Averages, averages
from engine.studies.moving_averages.cost import bill
from engine.studies.moving_averages.trained import BatchLoss, WeightGradient
from pages.live import network
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.moving_averages import price, series, weights

LIMIT = Limit(seconds=0.5)  # every β waits for the training


def playable(study: Averages) -> Averages:
    """The study, if a page can show the network of its series.

    Raises: Refused.
    """
    if isinstance(study.series, (BatchLoss, WeightGradient)):
        network.playable(Chain(((0, study.series.experiment),)))
    return study


def record(study: Averages, parent: Recording | None) -> Moments:
    """A recording before its first β; one of another series is of no use to it."""
    return Moments(averages(study))


VIEWS = {
    "series": View(series.spec, series.patch),
    "weights": View(weights.spec, weights.patch),
    "price": View(price.spec, price.patch),
}
KIND = Kind("average1", bill, record, VIEWS, LIMIT, playable)
