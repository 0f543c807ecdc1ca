"""How runners end: arrived, lost, or still on their way. Divergence is data: a step, a sentence.

Axis letters: T steps, R runners, P coordinates or parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.optimizers import ClassicalMomentum, GradientDescent, Momentum
from engine.studies.optimizer_race.race import Race, Runner
from engine.surfaces import quadratics

Array = np.ndarray
FAR = 1000.0  # times a hill's half width: whoever is out there does not come back
TOO_LARGE = 1e6  # a network's parameter beyond this is on its way to infinity


@dataclass(frozen=True)
class Fate:
    """How a runner ended: the step at which it arrived or was lost, or None, and a sentence where it was lost."""

    arrived: int | None
    lost: int | None
    sentence: str


def lost(hill: Any, points: Array) -> list[int | None]:
    """The first step of each runner from which it is too far away to come back, or None."""
    low, high = np.array(hill.bounds).T if hill.bounds else (np.array([-1.0]), np.array([1.0]))
    reach = (high - low) / 2 * FAR if hill.bounds else TOO_LARGE
    with np.errstate(all="ignore"):
        near = (np.abs(points - (low + high) / 2) <= reach).all(axis=-1)  # a comparison with NaN is false
    return [None if each.all() else int(np.argmin(each)) for each in near.T]


def goal(race: Race) -> float:
    """The value at which a runner has arrived."""
    return race.tolerance + race.hill.minimum if race.hill.minimum is not None else -race.tolerance


def arrived(race: Race, values: Array) -> int | None:
    """The first step at which a runner is within the tolerance of the lowest value; on a saddle, as far below it."""
    there = values <= goal(race)
    return int(np.argmax(there)) if there.any() else None


def why_lost(race: Race, runner: Runner, step: int | None, values: Array) -> str:
    """The sentence that explains why a runner was lost."""
    if step is None:
        return ""
    label, rate = runner.optimizer.label, runner.schedule.rate
    before = values[:step]
    if race.hill.minimum is None and before[-1] < before[0]:
        return f"{label} ran off downhill: it left at step {step:,}, and this surface falls for ever."
    limit = stable_rate(race.hill, runner)
    because = f"the rate {rate:g} is too large here"
    if limit is not None and rate >= limit:
        because = f"the rate {rate:g} is not below {limit:.4g}, the limit for this bowl"
    return f"{label} diverged at step {step:,}: {because}."


def stable_rate(hill: Any, runner: Runner) -> float | None:
    """The rate from which a runner diverges, where theory knows it: 2/L and its like, on a quadratic."""
    kind = type(runner.optimizer)
    if not hasattr(hill, "curvatures") or kind not in QUADRATIC:
        return None
    return quadratics.largest_rate(hill.curvatures(), getattr(runner.optimizer, "beta", 0.0), QUADRATIC[kind])


# Optimizers whose limit on a quadratic is known, and whether their velocity is the averaged one.
QUADRATIC = {
    GradientDescent: False,
    Momentum: True,
    ClassicalMomentum: False,
}
