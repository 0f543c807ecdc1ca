"""A race: several optimizers from one start down one hill, feeling the same noise or seeing the same mini-batches.

A race is a value, like an experiment; its paths (see ``paths``) are a pure function of it.

Axis letters: T steps, P coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.optimizers import OPTIMIZERS, Adam, GradientDescent, Momentum, RMSprop
from engine.optimizers.schedules import SCHEDULES, Constant
from engine.studies.optimizer_race.hills import HILLS, NetworkLoss
from engine.surfaces.classic import Rosenbrock
from engine.values.bounds import Refused
from engine.values.fields import check, flag, number, one_of, several, whole

Array = np.ndarray


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
    along: float = number(0.0, -1000.0, 1000.0, symbol="u", help="How far the start is moved in the plane of the paths")
    across: float = number(0.0, -1000.0, 1000.0, symbol="v", help="The same in the second direction of that plane")

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
    def moved(self) -> bool:
        """Whether it starts elsewhere than at a network's first weights, in the plane of the paths from there."""
        return self.on_network and (self.along, self.across) != (0.0, 0.0)

    @property
    def start(self) -> Array:
        """The start on a surface, (P,)."""
        return np.array((self.x, self.y)[: len(self.hill.bounds)])
