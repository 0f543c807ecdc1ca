"""Schedules as a run over the steps: their recording and what can be seen of it."""

from __future__ import annotations

from engine.studies.rate_decay.cost import bill
from engine.studies.rate_decay.decay import Decay
from engine.studies.rate_decay.orbits import orbits
from pages.live.kind import Kind
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.rate_decay import against, curves, orbit, radius


def record(decay: Decay, parent: Recording | None) -> Moments:
    """A recording before its first step; one of other schedules is of no use to it."""
    return Moments(orbits(decay))


VIEWS = {
    "orbit": View(orbit.spec, orbit.patch),
    "rates": View(curves.spec, curves.patch),
    "radius": View(radius.spec, radius.patch),
    "against": View(against.spec, against.patch),
}
KIND = Kind("decay1", bill, record, VIEWS)
