"""A check as a run whose axis is ε: which can be played, and its recording."""

from __future__ import annotations

from engine.chain import Chain
from engine.studies.gradient_checking.checking import Checking, checking
from engine.studies.gradient_checking.cost import bill
from pages.live import network
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.gradient_checking import arrays, errors, lights, pairs

LIMIT = Limit(seconds=20)  # every ε waits for the training, and for all the others


def playable(study: Checking) -> Checking:
    """The study, if a page can show its network.

    Raises: Refused.
    """
    network.playable(Chain(((0, study.experiment),)))
    return study


def record(study: Checking, parent: Recording | None) -> Moments:
    """A recording before its first ε; one of another network is of no use to it."""
    return Moments(checking(study))


VIEWS = {
    "errors": View(errors.spec, errors.patch),
    "lights": View(lights.spec, lights.patch, {"trained": lights.trained_patch}),
    "arrays": View(arrays.spec, arrays.patch),
    "pairs": View(pairs.spec, pairs.patch, {"trained": pairs.trained_patch}),
}
KIND = Kind("check1", bill, record, VIEWS, LIMIT, playable)
