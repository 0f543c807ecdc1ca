"""Contests: a goal on points that are the same for all, and a result that anyone can check by computing it again.

A result is the code of an experiment and a step, ``code@step``. Nothing of it is believed: it is trained anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import layout
from engine.training.cost import Cost, opening, training
from engine.training.evaluation import Evaluator, sound
from engine.training.pieces import Work, advancing
from engine.training.trainer import Trainer
from engine.values.bounds import Refused, brief
from engine.values.codec import decode

MOST_STEPS = 50_000
MOST_SECONDS = 20.0  # of one result


@dataclass(frozen=True)
class Goal:
    """What is to be reached on which points, and what decides among those who reach it: the less, the better."""

    label: str
    data: Data
    accuracy: float  # on the test set, at least
    counts: str
    count: Callable[[Experiment, int], int]


@dataclass(frozen=True)
class Result:
    """What came of a code: accuracy on the test set, whether that is enough, and what counts."""

    accuracy: float
    reached: bool
    count: int


def parameters(experiment: Experiment, step: int) -> int:
    """How many numbers are learned."""
    return layout(experiment.network, *experiment.data.sizes).P


def steps(experiment: Experiment, step: int) -> int:
    """How many updates it took."""
    return step


GOALS: Mapping[str, Goal] = {
    "spirals": Goal(
        "Two spirals, 95 %, with the fewest parameters",
        Data(DATASETS["spirals"](), points=400), 0.95, "parameters", parameters,
    ),
    "circles": Goal(
        "Circles, 98 %, with the fewest parameters",
        Data(DATASETS["circles"]()), 0.98, "parameters", parameters,
    ),
    "moons": Goal(
        "Noisy moons, 88 %, in the fewest steps",
        Data(DATASETS["moons"](noise=0.5), points=400), 0.88, "steps", steps,
    ),
    "three_spirals": Goal(
        "Three spirals, 95 %, with the fewest parameters",
        Data(DATASETS["three_spirals"](), points=500), 0.95, "parameters", parameters,
    ),
}  # fmt: skip


def entry(goal: Goal, text: str) -> tuple[Experiment, int]:
    """The experiment and the step of a result, if it may take part.

    Raises: Refused, saying why not.
    """
    code, at, step = text.strip().rpartition("@")
    if not at or not (step.isascii() and step.isdigit() and len(step) < 9):
        raise Refused("result", f"{brief(text)} is not a code, an @ and a step")
    experiment = decode(code, Experiment)
    if not 1 <= int(step) <= MOST_STEPS:
        raise Refused("result", f"step {int(step):,} is not between 1 and {MOST_STEPS:,}")
    fixed = ("source", "points", "train_percent", "dev_percent", "seed")
    if any(getattr(experiment.data, name) != getattr(goal.data, name) for name in fixed):
        raise Refused("result", "its points are not those of this contest; only inputs and normalising are free")
    if experiment.overrides:
        raise Refused("result", "weights were set by hand; here they are to be learned")
    if checking_cost(experiment, int(step)).seconds > MOST_SECONDS:
        raise Refused("result", f"it takes longer than {MOST_SECONDS:g} s to compute again")
    return experiment, int(step)


def checking(goal: Goal, experiment: Experiment, step: int) -> Work:
    """Train it again, and look; what has run away has reached nothing."""
    trainer = Trainer(experiment)
    state = yield from advancing(trainer, trainer.start(), step)
    accuracy = float(Evaluator(trainer).evaluate(state).score[2]) if sound(state.theta) else 0.0
    return Result(accuracy, accuracy >= goal.accuracy, goal.count(experiment, step))


def checking_cost(experiment: Experiment, step: int) -> Cost:
    """What checking takes."""
    return opening(experiment) + training(experiment, step)
