"""The same schedules on a real network: its mini-batches are the noise (notes 2.2).

Axes: K schedules, T + 1 looks.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np

from engine.datasets import Circles
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import GradientDescent
from engine.studies.mini_batches.runs import LOOKS, path
from engine.studies.rate_decay.decay import Decay, Pace
from engine.training.cost import Bill, Cost, opening, training, work
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.fields import check, nested

Array = np.ndarray
DATA = Data(source=Circles(noise=0.4), points=200, train_percent=100, dev_percent=0)
BATCH = 10
FEWEST, LONGEST = 1, 100  # epochs
CALLS_OF_A_PICTURE = 1500


@dataclass(frozen=True)
class Annealed:
    """Schedules, as on the bowl, and a network of four units on circles with noise."""

    decay: Decay = nested(Decay())

    def __post_init__(self) -> None:
        check(self)
        if self.decay.epochs > LONGEST:
            raise Refused("Decay.steps", f"{self.decay.epochs:g} epochs are too many for a network; up to {LONGEST}")

    @property
    def epochs(self) -> int:
        """Whole epochs."""
        return max(FEWEST, ceil(self.decay.epochs))

    def experiment(self, pace: Pace) -> Experiment:
        """The training under one schedule."""
        descent = {"optimizer": GradientDescent(), "schedule": pace.schedule, "batch_size": BATCH}
        return Experiment(DATA, Network((Dense(4),)), **descent, seed=self.decay.seed)


@dataclass(frozen=True)
class Course:
    """The cost of all examples under every schedule, (T + 1, K), up to one look."""

    annealed: Annealed
    costs: Array
    look: int

    nbytes = 64

    @property
    def decay(self) -> Decay:
        """The schedules."""
        return self.annealed.decay

    @property
    def epoch(self) -> float:
        """How far the runs are."""
        return self.look / LOOKS

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        return {"epoch": self.epoch, "numbers": {"lowest J": f"{self.costs[self.look].min():.3f}"}}


def annealing(annealed: Annealed) -> Generator[Course | None, None, str]:
    """Every look; None while the networks are still in training.

    Returns: a sentence on what came out.
    Raises: Refused, where a schedule makes the network diverge.
    """
    costs = []
    for pace in annealed.decay.active:
        experiment = annealed.experiment(pace)
        points = yield from path(Trainer(experiment), annealed.epochs)
        costs.append(Objective(experiment).cost(points))
        yield None
    costs = np.stack(costs, axis=1)
    if not np.isfinite(costs).all():
        raise Refused("Decay.paces", "a schedule makes the network diverge; lower its rate")
    for look in range(len(costs)):
        yield Course(annealed, costs, look)
    names, late = [pace.schedule.label for pace in annealed.decay.active], wobble(costs)
    calm, wild = int(np.argmin(late)), int(np.argmax(late))
    return f"in the last epochs {names[wild]} still moved by {late[wild]:.1g} a look, {names[calm]} by {late[calm]:.1g}"


def wobble(costs: Array, epochs: int = 5) -> Array:
    """By how much each cost changes from look to look in the last epochs, (K,)."""
    return np.abs(np.diff(costs[-epochs * LOOKS :], axis=0)).mean(axis=0)


def annealed_bill(annealed: Annealed) -> Bill:
    """All trainings come before the first look."""
    steps, looks, whole = annealed.epochs * DATA.points // BATCH, annealed.epochs * LOOKS, Cost()
    for pace in annealed.decay.active:
        experiment = annealed.experiment(pace)
        whole += opening(experiment) + training(experiment, steps) + work(30 * looks, 40 * looks * DATA.points)
    one = annealed.experiment(annealed.decay.active[0])
    answer = opening(one) + work(30 * looks, 40 * looks * DATA.points) + Cost(seconds=0.02)
    return Bill(whole, answer + work(CALLS_OF_A_PICTURE, held=whole.bytes))
