"""Sweeps as a kind of run: values train one after the other, and each step of the run is a part of one value."""

from __future__ import annotations

from engine.studies.bias_variance import cost as bias_variance
from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE, looks
from engine.studies.bias_variance.proving_ground import proving_ground
from engine.studies.bias_variance.sweep import Sweep, refuse_one_class
from engine.training.cost import Bill, work
from pages.live.clock import Clock
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Making, Moments
from pages.live.recording import Recording
from pages.plots.snapshot import finite
from pages.plots.sweep.moment import SweepMoment, picture_points, standing
from pages.plots.sweep.views import VIEWS

LIMIT = Limit(seconds=240)
FRAME = work(4000)
PICTURED = 10  # operations on each answer in a picture


def playable(sweep: Sweep) -> Sweep:
    """The sweep, if each of its training sets has two classes.

    Raises: Refused.
    """
    refuse_one_class(sweep)
    return sweep


def cost(sweep: Sweep) -> Bill:
    """The engine's bill, the moments that are kept, and the drawing of one."""
    source = sweep.experiment.data.source
    pictured, ground = (each.shape[1] for each in (picture_points(source), proving_ground(source).points))
    bill, moments = bias_variance.bill(sweep, pictured), 1 + PARTS_OF_A_VALUE * len(sweep.values)
    outputs = sweep.experiment.data.sizes[1]
    kept = 8 * 8 * ground + 8 * pictured * (sweep.redraws / 2 if source.dimensions == 1 else 1 + outputs)
    drawn = FRAME + work(numbers=PICTURED * pictured * sweep.redraws * outputs, held=moments * kept)
    return Bill(bill.whole + drawn * moments, bill.answer + drawn)


def moments(sweep: Sweep) -> Making:
    """The moments of a sweep in order, and what came out, in one sentence."""
    source, finished = sweep.experiment.data.source, ()
    for look in looks(sweep, picture_points(source)):
        if look is None:
            yield None
            continue
        moment = SweepMoment(sweep, (*finished, standing(look, source)), look.part)
        if look.part == PARTS_OF_A_VALUE:
            finished = moment.standings
        yield moment
    return conclusion(moment)


def conclusion(last: SweepMoment) -> str:
    """What came out, in one sentence."""
    tests = [finite(each.summary.mean[2], 3) for each in last.standings]
    known = [(error, x) for error, x in zip(tests, last.x, strict=True) if error is not None]
    count = len(last.standings) * last.sweep.redraws
    if not known:
        return f"{count} networks were trained, and all of them diverged: lower the learning rate"
    error, x = min(known)
    return f"{count} networks trained; the lowest test error, {error:g}, at {AXES[last.sweep.vary].label}: {x:g}"


def record(sweep: Sweep, parent: Recording | None) -> Moments:
    """A recording of a sweep at its first moment."""
    return Moments(moments(sweep))


def clock(sweep: Sweep) -> Clock:
    """Values, each in parts."""
    words = {"reseed": "Reseed: draw other points and other first weights"}
    last = PARTS_OF_A_VALUE * len(sweep.values)
    return Clock(epoch=PARTS_OF_A_VALUE, unit="value", last=last, speed="slow", words=words)


SWEEP_KIND = Kind("sweep1", cost, record, VIEWS, LIMIT, playable)
