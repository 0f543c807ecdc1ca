"""A schedule's curve, dragged: through every place there is one curve of its family, and this is which."""

from __future__ import annotations

from dataclasses import replace
from math import floor
from typing import Any

from engine.optimizers.schedules import Exponential, InverseTime, SquareRoot, Staircase
from engine.values.fields import specs

GRIPS = {Exponential: 0.15, InverseTime: 0.35, SquareRoot: 0.65}  # share of the epochs; no two dots meet
HALF = 0.5
LEAST = 1e-9  # share of the rate


def grip(schedule: Any, epochs: float) -> float:
    """The epoch at which a curve is gripped, where its parameter shows; a staircase on its second step."""
    if isinstance(schedule, Staircase):
        return 1.5 * schedule.every
    return GRIPS.get(type(schedule), HALF) * epochs


def through(schedule: Any, epoch: float, rate: float) -> Any:
    """The schedule of the same family that has this rate at this epoch, or comes nearest to it within its bounds.

    What gives way is the decay; where a family has none, all of the curve is stretched.
    """
    kept = min(max(rate / schedule.rate, LEAST), 1.0)
    if isinstance(schedule, InverseTime):
        return bounded(schedule, decay=(1 / kept - 1) / epoch)
    if isinstance(schedule, Exponential):
        return bounded(schedule, decay=kept ** (1 / epoch))
    if isinstance(schedule, Staircase):
        return bounded(schedule, factor=kept ** (1 / max(1, floor(epoch / schedule.every))))
    if isinstance(schedule, SquareRoot):
        return bounded(schedule, k=schedule.k * rate / float(schedule(epoch)))
    return bounded(schedule, rate=schedule.rate * rate / float(schedule(epoch)))


def bounded(schedule: Any, **wished: float) -> Any:
    """The schedule with another parameter, to three digits and within the bounds of its field."""
    ((name, value),) = wished.items()
    spec = specs(schedule)[name]
    return replace(schedule, **{name: min(max(float(f"{value:.3g}"), spec.low), spec.high)})
