"""Two networks on one playhead, and both at thirty rates: their recordings and what can be seen of them."""

from __future__ import annotations

from engine.studies.batch_norm.cost import bill, rates_bill
from engine.studies.batch_norm.norms import Norms
from engine.studies.batch_norm.pair import pairing
from engine.studies.batch_norm.rates import NormRates, rating
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.batch_norm import by_rate, losses, planes, running, scales, survival, units


def record(norms: Norms, parent: Recording | None) -> Moments:
    """A recording before its first look; one of another pair is of no use to it."""
    return Moments(pairing(norms))


def record_rates(study: NormRates, parent: Recording | None) -> Moments:
    """A recording of both stacks before their first epoch."""
    return Moments(rating(study))


VIEWS = {
    "without": planes.WITHOUT_PLANE,
    "with": planes.WITH_PLANE,
    "units_without": View(units.bare_spec, units.bare_patch),
    "units_with": View(units.normed_spec, units.normed_patch),
    "losses": View(losses.spec, losses.patch),
    "scales": View(scales.spec, scales.patch),
    "survival": View(survival.spec, survival.patch),
    "statistics": View(running.spec, running.patch),
}
KIND = Kind("norm1", bill, record, VIEWS, Limit(seconds=20))
RATED = Kind("normrates1", rates_bill, record_rates, {"by_rate": View(by_rate.spec, by_rate.patch)}, Limit(seconds=60))
