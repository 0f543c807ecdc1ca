"""Sizes of batches as one run over the epochs: its recording and what can be seen of it."""

from __future__ import annotations

from engine.studies.mini_batches.batches import Batches
from engine.studies.mini_batches.cost import bill
from engine.studies.mini_batches.runs import running
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.mini_batches import cloud, costs, plane


def record(batches: Batches, parent: Recording | None) -> Moments:
    """A recording before its first look; one of another comparison is of no use to it."""
    return Moments(running(batches))


VIEWS = {
    "plane": View(plane.spec, plane.patch),
    "cloud": View(cloud.spec, cloud.patch),
    "spread": View(cloud.spread_spec, cloud.spread_patch),
    "costs": View(costs.spec, costs.patch),
    "steps": View(costs.steps_spec, costs.steps_patch),
}
KIND = Kind("batches1", bill, record, VIEWS, Limit(seconds=20))
