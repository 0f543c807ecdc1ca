"""Schedules as a run over the steps: their recording and what can be seen of it."""

from __future__ import annotations

from engine.studies.rate_decay.annealed import Annealed, annealed_bill, annealing
from engine.studies.rate_decay.cost import bill
from engine.studies.rate_decay.decay import Decay
from engine.studies.rate_decay.orbits import orbits
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.rate_decay import against, course, curves, orbit, radius


def record(decay: Decay, parent: Recording | None) -> Moments:
    """A recording before its first step; one of other schedules is of no use to it."""
    return Moments(orbits(decay))


def record_annealed(annealed: Annealed, parent: Recording | None) -> Moments:
    """A recording of networks before their first look."""
    return Moments(annealing(annealed))


VIEWS = {
    "orbit": View(orbit.spec, orbit.patch),
    "rates": View(curves.spec, curves.patch),
    "radius": View(radius.spec, radius.patch),
    "against": View(against.spec, against.patch),
}
KIND = Kind("decay1", bill, record, VIEWS)
ANNEALED = Kind(
    "annealed1",
    annealed_bill,
    record_annealed,
    {"course": View(course.spec, course.patch), "rates": View(curves.spec, curves.patch)},
    Limit(seconds=20),
)
