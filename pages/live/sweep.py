"""Sweeps as a kind of run: values train one after the other, and each step of the run is a part of one value."""

from __future__ import annotations

from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE, looks
from engine.studies.bias_variance.proving_ground import FRESH, proving_ground
from engine.studies.bias_variance.sweep import Sweep, refuse_one_class, work
from engine.values.fields import Refused
from pages.live.clock import Clock
from pages.live.kind import Kind
from pages.live.moments import Making, Moments
from pages.live.recording import Recording
from pages.plots.snapshot import finite
from pages.plots.sweep.moment import SweepMoment, picture_points, standing
from pages.plots.sweep.views import VIEWS

MOST_WORK = 3e11  # about two minutes on one core
BYTES = 10  # of each unit, for each redraw and each example that is looked at: two and a half numbers


def playable(sweep: Sweep) -> Sweep:
    """The sweep, if the page can show it in decent time.

    Raises: Refused.
    """
    times = work(sweep) / MOST_WORK
    if times > 1:
        sentence = f"this sweep is {times:.1f} times as much work as this page takes on"
        raise Refused("Sweep", f"{sentence}; allowed are fewer redraws, values, epochs, points or units")
    refuse_one_class(sweep)
    return sweep


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
    return Moments(moments(sweep), working(sweep))


def working(sweep: Sweep) -> int:
    """About how many bytes the networks of the largest value take while they train."""
    source = sweep.experiment.data.source
    known = FRESH + proving_ground(source).points.shape[1] + picture_points(source).shape[1]
    each = [sweep.at(value) for value in sweep.values]
    return (
        BYTES
        * sweep.redraws
        * max((known + one.data.points) * sum(layer.units for layer in one.network.layers) for one in each)
    )


def clock(sweep: Sweep) -> Clock:
    """Values, each in parts."""
    words = {"reseed": "Reseed: draw other points and other first weights"}
    last = PARTS_OF_A_VALUE * len(sweep.values)
    return Clock(epoch=PARTS_OF_A_VALUE, unit="value", last=last, speed="slow", words=words)


SWEEP_KIND = Kind("sweep1", playable, record, VIEWS)
