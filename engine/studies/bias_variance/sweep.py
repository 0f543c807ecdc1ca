"""A sweep: one experiment, one thing that varies, and many draws of the training set for each of its values.

All redraws of one value are a stack of R replicas; values train one after the other, so curves grow from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.datasets.regression_sets import Cubic
from engine.datasets.samples import Data, draw
from engine.datasets.truth import is_known
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import Adam
from engine.optimizers.schedules import Constant
from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.examiner import Examiner, Summary
from engine.training.pieces import Work, advancing, outcome, part
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.fields import check, choice, flag, nested, number, whole

SEEDS = 1_000_000
DEFAULT = Experiment(
    data=Data(source=Cubic(noise=0.6), points=40, features=("x1",)),
    network=Network((Dense(8),)),
    loss="squared_error",
    optimizer=Adam(),
    schedule=Constant(rate=0.03),
    batch_size=5000,
)


@dataclass(frozen=True)
class Sweep:
    """Everything that decides a sweep; redraw r draws its points with the r-th seed after that of the data."""

    experiment: Experiment = nested(DEFAULT)
    vary: str = choice("units", AXES, help="What differs from point to point of the curves")
    first: float = number(1.0, 0, 5000, help="Leftmost value")
    last: float = number(32.0, 0, 5000, help="Rightmost value")
    count: int = whole(9, 2, 16, help="How many values, evenly spaced on the axis")
    redraws: int = whole(30, 2, 50, symbol="R", help="Training sets drawn for each value; each trains its own network")
    epochs: int = whole(1000, 1, 5000, help="How long each network trains")
    same_start: bool = flag(False, help="Give every redraw the same first weights: only the data differ then")

    def __post_init__(self) -> None:
        check(self)
        axis = AXES[self.vary]
        for name in ("first", "last"):
            value = getattr(self, name)
            if not axis.low <= value <= axis.high:
                bounds = f"{axis.low:g} and {axis.high:g}"
                raise Refused(f"Sweep.{name}", f"{value:g} is not a value of {axis.label} between {bounds}")
        if self.last <= self.first:
            raise Refused("Sweep.last", f"{self.last:g} is not above the first value {self.first:g}")
        for value in self.values:
            refuse_empty(self.at(value).data)

    @property
    def values(self) -> tuple:
        """The values of what varies, rising."""
        return AXES[self.vary].values(self.first, self.last, self.count)

    def at(self, value: Any) -> Experiment:
        """The experiment at one value, as the first redraw has it."""
        return AXES[self.vary].put(self.experiment, value)

    def shown(self, value: Any) -> float:
        """Where a value stands on the axis of a picture: of points, those that are trained on."""
        return self.at(value).data.counts[0] if self.vary == "points" else value

    def epochs_at(self, index: int) -> tuple[int, int]:
        """The epochs that one value's networks train from and to; where epochs vary, each goes on from the last."""
        if self.vary != "epochs":
            return 0, self.epochs
        return (int(self.values[index - 1]) if index else 0), int(self.values[index])

    def replicas(self, value: Any) -> list[Experiment]:
        """The R experiments of one value: other points each, and other first weights."""
        return redrawn(self.at(value), self.redraws, self.same_start)


def redrawn(experiment: Experiment, redraws: int, same_start: bool = False) -> list[Experiment]:
    """An experiment with its points, and its first weights and batches, drawn again and again."""
    data = experiment.data
    return [
        replace(
            experiment,
            data=replace(data, seed=(data.seed + index) % SEEDS),
            seed=experiment.seed if same_start else (experiment.seed + index) % SEEDS,
        )
        for index in range(redraws)
    ]


def refuse_empty(data: Data) -> None:
    """Hold a data set to what bias and variance are measured with.

    Raises: Refused, where points are given, and so cannot be drawn anew; where the train or the dev set would be empty
    or have fewer points than there are classes.
    """
    if not is_known(data.source):
        raise Refused("Data.source", f"{data.source.label} cannot be drawn anew, as this page does all the time")
    train, dev, _ = data.counts
    if train < data.source.classes:
        raise Refused("Data.points", f"{train} training points are fewer than the {data.source.classes} classes")
    if dev < 1:
        raise Refused("Data.dev_percent", f"{data.dev_percent} % of {data.points} points leaves the dev set empty")


def refuse_one_class(sweep: Sweep) -> None:
    """Draw the smallest training sets of a sweep and look whether each holds two classes or more.

    Raises: Refused, naming the redraw.
    """
    if sweep.experiment.data.source.task == "regression":
        return
    for index, experiment in enumerate(sweep.replicas(sweep.values[0])):
        samples = draw(experiment.data)
        train = samples.values[0, samples.bounds["train"]]
        if np.all(train == train[0]):
            sentence = f"redraw {index + 1} leaves {len(train)} training points of one class only; take more points"
            raise Refused("Data.points", sentence)


class Cell:
    """R networks of one value in training, as one stack, with what examines them."""

    def __init__(self, replicas: Sequence[Experiment], epochs: tuple[int, int], picture: np.ndarray | None = None,
                 before: Cell | None = None):  # fmt: skip
        self.trainer = before.trainer if before else Trainer(replicas)
        self.examiner = before.examiner if before else Examiner(self.trainer, picture)
        self.state = before.state if before else self.trainer.start()
        self.first, self.last = (epoch * self.trainer.steps_per_epoch for epoch in epochs)

    def advance(self, steps: int) -> None:
        """Train on, at most to the end."""
        self.state = self.trainer.advance(self.state, min(steps, self.last - self.state.step))

    def training(self) -> Work:
        """Train to the end, in pieces."""
        yield 0.0
        self.state = yield from advancing(self.trainer, self.state, self.last - self.state.step)

    def finish(self) -> Summary:
        """Train to the end; what the networks are worth there."""
        return outcome(self.finishing())

    def finishing(self) -> Work:
        """``finish`` in pieces."""
        yield from self.training()
        return self.examiner.summary(self.examiner.examine(self.state))


def cell(sweep: Sweep, index: int, picture: np.ndarray | None = None, before: Cell | None = None) -> Cell:
    """One value's networks before their training; where epochs vary, they are those ``before``."""
    before = before if sweep.vary == "epochs" else None
    return Cell(sweep.replicas(sweep.values[index]), sweep.epochs_at(index), picture, before)


def run(sweep: Sweep) -> list[Summary]:
    """The whole sweep, trained: what the networks of each value are worth."""
    return outcome(running(sweep))


def running(sweep: Sweep) -> Work:
    """``run`` in pieces."""
    results, present, count = [], None, len(sweep.values)
    for index in range(count):
        present = cell(sweep, index, before=present)
        results.append((yield from part(present.finishing(), index / count, (index + 1) / count)))
    return results


def examined(experiment: Experiment, epochs: int, redraws: int) -> Summary:
    """One experiment trained on many draws of its points: what the networks are worth."""
    return outcome(examining(experiment, epochs, redraws))


def examining(experiment: Experiment, epochs: int, redraws: int) -> Work:
    """``examined`` in pieces."""
    return (yield from Cell(redrawn(experiment, redraws), (0, epochs)).finishing())
