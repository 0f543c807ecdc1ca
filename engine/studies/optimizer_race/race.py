"""A race: several optimizers from one start down one hill, feeling the same noise or seeing the same mini-batches.

A race is a value, like an experiment, and a pure function of it are its paths. Divergence is data: a step, a sentence.

Axis letters: T steps, R runners, P coordinates or parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.optimizers import OPTIMIZERS, Adam, ClassicalMomentum, GradientDescent, Momentum, RMSprop
from engine.optimizers.descent import descend
from engine.optimizers.schedules import SCHEDULES, Constant
from engine.studies.optimizer_race.hills import HILLS, Ground, NetworkLoss, ground
from engine.studies.optimizer_race.pack import Pack
from engine.surfaces import quadratics
from engine.surfaces.classic import Rosenbrock
from engine.values.fields import Refused, check, flag, number, one_of, several, whole

Array = np.ndarray
FAR = 1000.0  # times a hill's half width: whoever is out there does not come back
TOO_LARGE = 1e6  # a network's parameter beyond this is on its way to infinity
MOST_VALUES = 250  # a network's true loss is measured at so many steps of a race, and in between on a straight line


@dataclass(frozen=True)
class Runner:
    """One who runs: an optimizer and a schedule of its rate, switched on or off."""

    optimizer: object = one_of(Adam(), OPTIMIZERS, help="How a gradient becomes a direction", hot=True)
    schedule: object = one_of(Constant(0.02), SCHEDULES, help="How the learning rate changes with the epoch", hot=True)
    on: bool = flag(True, help="Take part", hot=True)

    __post_init__ = check


DEFAULT_RUNNERS = (
    Runner(GradientDescent(), Constant(0.001)),
    Runner(Momentum(), Constant(0.003)),
    Runner(RMSprop(), Constant(0.01)),
    Runner(Adam(), Constant(0.1)),
)


@dataclass(frozen=True)
class Race:
    """Hill, runners, start, noise, length; equal races have equal paths, to the bit."""

    hill: object = one_of(Rosenbrock(), HILLS, help="What to run down")
    runners: tuple[Runner, ...] = several(DEFAULT_RUNNERS, Runner, least=1, most=8, help="Who runs")
    x: float = number(-1.2, -1000.0, 1000.0, symbol="x₀", help="First coordinate of the start")
    y: float = number(1.0, -1000.0, 1000.0, symbol="y₀", help="Second coordinate of the start")
    noise: float = number(0.0, 0.0, 100.0, scale="log", symbol="σ", help="Noise on every gradient; the same for all")
    steps: int = whole(300, 10, 2000, symbol="T", help="Length of the race, in steps")
    tolerance: float = number(
        0.01, 1e-8, 100.0, scale="log", symbol="τ", help="A runner has arrived when it is so near to the lowest value"
    )
    seed: int = whole(0, 0, 999_999, help="Another seed gives other noise, first weights and batches")

    def __post_init__(self) -> None:
        check(self)
        for name, each, (low, high) in zip("xy", (self.x, self.y), self.hill.bounds, strict=False):
            if not low <= each <= high:
                raise Refused(f"Race.{name}", f"{each:g} is outside the hill, which runs from {low:g} to {high:g}")
        if not self.active:
            raise Refused("Race.runners", "nobody runs; switch at least one runner on")

    @property
    def active(self) -> tuple[Runner, ...]:
        """The runners that take part."""
        return tuple(runner for runner in self.runners if runner.on)

    @property
    def on_network(self) -> bool:
        return isinstance(self.hill, NetworkLoss)

    @property
    def start(self) -> Array:
        """The start on a surface, (P,)."""
        return np.array((self.x, self.y)[: len(self.hill.bounds)])


@dataclass(frozen=True)
class Fate:
    """How a runner ended: the step at which it arrived or was lost, or None, and a sentence where it was lost."""

    arrived: int | None
    lost: int | None
    sentence: str


@dataclass(frozen=True)
class Paths:
    """What a race leaves behind. A lost runner's numbers are NaN from the step on at which it was lost.

    Shapes: points (T + 1, R, P), gradient and velocity (T, R, P) where recorded, values (T + 1, R), rates (T, R).
    """

    points: Array
    gradient: Array
    velocity: Array
    values: Array
    rates: Array
    fates: tuple[Fate, ...]


def descend_all(runners: Sequence[Runner], place: Ground, starts: Array, steps: int, record: bool = True) -> tuple:
    """Paths (T + 1, R, P) of runners from starts (R, P); rates (T, R); gradient and velocity (T, R, P) or None."""
    shape = (steps, *starts.shape)
    gradient, velocity = (np.zeros(shape, np.float32), np.zeros(shape, np.float32)) if record else (None, None)
    pack = Pack([runner.optimizer for runner in runners], velocity)
    epochs = [t / place.steps_per_epoch for t in range(steps)]
    rates = np.array([[runner.schedule(epoch) for epoch in epochs] for runner in runners]).T

    def slope(theta: Array, t: int) -> Array:
        out = place.gradient(theta, t)
        if record:
            gradient[t - 1] = out
        return out

    column = rates[:, pack.order, None]
    points = descend(pack, lambda epoch: column[int(epoch)], slope, starts[pack.order], steps)
    back = np.argsort(pack.order)
    if np.any(back != np.arange(len(back))):
        points, gradient, velocity = (each if each is None else each[:, back] for each in (points, gradient, velocity))
    return points, rates, gradient, velocity


def run(race: Race) -> Paths:
    """The paths of all runners that are switched on."""
    runners = race.active
    place = ground(race.hill, race.seed, race.noise, race.steps, len(runners))
    start = place.start if race.on_network else race.start
    points, rates, gradient, velocity = descend_all(runners, place, np.tile(start, (len(runners), 1)), race.steps)
    gone = lost(race.hill, points)
    for row, step in enumerate(gone):
        if step is not None:
            for each in (points, gradient, velocity):
                each[step:, row] = np.nan
    values = measured(place, points) if race.on_network else place.value(points)
    fates = tuple(
        Fate(arrived(race, values[:, row]), step, why_lost(race, runner, step, values[:, row]))
        for row, (runner, step) in enumerate(zip(runners, gone, strict=True))
    )
    return Paths(points, gradient, velocity, values, rates, fates)


def measured(place: Ground, points: Array, most: int = MOST_VALUES) -> Array:
    """A network's true loss along paths: measured at up to ``most`` steps, and in between on a straight line."""
    last = len(points) - 1
    every = -(-last // most)
    steps = np.unique([*range(0, last, every), last])
    known = place.value(points[steps])
    return np.stack([np.interp(np.arange(last + 1), steps, each) for each in known.T], axis=-1)


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
