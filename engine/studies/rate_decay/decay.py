"""Gradient descent with noise on a bowl, under several schedules of its rate at once (notes 2.2).

Axes: K schedules, R particles that differ by their noise only, T steps; a bowl has two coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.optimizers.schedules import SCHEDULES, Constant, Exponential, InverseTime, SquareRoot, Staircase
from engine.values.bounds import Refused
from engine.values.fields import check, flag, number, one_of, several, whole

Array = np.ndarray
STEEPEST = 1.0  # λ of the first coordinate; a rate of 2/λ and more diverges
START = np.array([-4.0, 2.5])
PARTICLES = 64


@dataclass(frozen=True)
class Pace:
    """One schedule, switched on or off."""

    schedule: object = one_of(Constant(0.5), SCHEDULES, help="How the learning rate changes with the epoch", hot=True)
    on: bool = flag(True, help="Take part", hot=True)

    __post_init__ = check


PACES = (
    Pace(Constant(0.5)),
    Pace(InverseTime(0.5, 0.3)),
    Pace(Exponential(0.5, 0.85)),
    Pace(Staircase(0.5, 0.5, 5.0)),
    Pace(SquareRoot(0.5)),
)


@dataclass(frozen=True)
class Decay:
    """Schedules, the bowl J = ½ (x² + y²/κ), and how noisy its gradient is."""

    paces: tuple[Pace, ...] = several(PACES, Pace, least=1, most=5, help="Schedules")
    condition: float = number(4.0, 1.0, 100.0, scale="log", symbol="κ", help="How much flatter the bowl is along y")
    noise: float = number(1.0, 0.0, 10.0, step=0.1, symbol="σ", help="Noise on each slope, as mini-batches make it")
    steps: int = whole(300, 50, 1000, symbol="T", help="How long, in steps")
    epoch: int = whole(10, 1, 100, help="Steps in an epoch: schedules count epochs, from 0")
    seed: int = whole(0, 0, 999_999, help="Draws the noise")

    def __post_init__(self) -> None:
        check(self)
        if not self.active:
            raise Refused("Decay.paces", "no schedule is on; switch at least one on")

    @property
    def active(self) -> tuple[Pace, ...]:
        """The schedules that take part."""
        return tuple(pace for pace in self.paces if pace.on)

    @property
    def epochs(self) -> float:
        """How long, in epochs."""
        return self.steps / self.epoch

    @property
    def curvatures(self) -> Array:
        """λ of both coordinates, (2,)."""
        return np.array([STEEPEST, STEEPEST / self.condition])


@lru_cache(maxsize=32)
def rates(decay: Decay) -> Array:
    """α of every schedule at every step, (T, K)."""
    epochs = np.arange(decay.steps) / decay.epoch
    found = np.array([[float(pace.schedule(float(epoch))) for pace in decay.active] for epoch in epochs])
    found.setflags(write=False)
    return found
