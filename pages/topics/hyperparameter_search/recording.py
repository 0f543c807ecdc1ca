"""A hunt as a run over its trials: its recording and what can be seen of it."""

from __future__ import annotations

from engine.studies.hyperparameter_search.cost import bill
from engine.studies.hyperparameter_search.hunt import Hunt, hunting
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.hyperparameter_search import matters, progress, trials


def record(hunt: Hunt, parent: Recording | None) -> Moments:
    """A recording before the first trial; one of another hunt is of no use to it."""
    return Moments(hunting(hunt))


VIEWS = {
    **trials.VIEWS,
    "best": View(progress.best_spec, progress.best_patch),
    "distinct": View(progress.distinct_spec, progress.distinct_patch),
    "matters": View(matters.spec, matters.patch),
}
KIND = Kind("hunt1", bill, record, VIEWS, Limit(seconds=60))
