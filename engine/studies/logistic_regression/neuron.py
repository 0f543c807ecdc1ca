"""One neuron as a value: on which points, by which cost, from where, how fast (notes 1.2.1).

Axes: m examples in columns, T updates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.datasets import DATASETS
from engine.datasets.class_sets import Gaussians
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.initializers import Zeros
from engine.networks.losses import LOSSES
from engine.networks.network import Network
from engine.optimizers import GradientDescent
from engine.optimizers.schedules import Constant
from engine.studies.logistic_regression.picture import Picture
from engine.studies.logistic_regression.sets import SETS
from engine.values.bounds import Refused
from engine.values.fields import check, choice, nested, number, one_of, whole
from engine.values.randomness import generator

Array = np.ndarray
MOST_POINTS = 200
REACH = 20.0  # of a start


@dataclass(frozen=True)
class Neuron:
    """ŷ = σ(wᵀx + b) on points in the plane, and gradient descent on its cost from a start (w₁, w₂, b)."""

    source: object = one_of(Gaussians(noise=0.5), SETS, help="The points, of two classes")
    points: int = whole(100, 1, MOST_POINTS, symbol="m", help="How many points")
    loss: str = choice("cross_entropy", LOSSES, help="What a wrong answer costs")
    rate: float = number(0.1, 1e-3, 100, scale="log", symbol="α", help="How far an update goes down the gradient")
    batch_size: int = whole(
        MOST_POINTS, 1, MOST_POINTS, unit="examples", help="Examples in an update; m or more are all of them"
    )
    updates: int = whole(200, 10, 500, help="How many updates")
    w1: float = number(-1.5, -REACH, REACH, step=0.1, symbol="w₁", help="First weight at the start")
    w2: float = number(0.5, -REACH, REACH, step=0.1, symbol="w₂", help="Second weight at the start")
    b: float = number(2.0, -REACH, REACH, step=0.1, symbol="b", help="Bias at the start")
    seed: int = whole(0, 0, 999_999, help="Another seed draws other points of the same problem")
    picture: Picture = nested(Picture(), help="A drawing for a neuron with 192 inputs")

    def __post_init__(self) -> None:
        check(self)
        if self.points < 2:
            raise Refused(
                "Neuron.points", "1 point is of one class only, and there is nothing to tell apart; wanted are 2"
            )

    @property
    def start(self) -> Array:
        """(w₁, w₂, b) before the first update, (3,)."""
        return np.array([self.w1, self.w2, self.b])

    @property
    def full(self) -> bool:
        """Whether every update sees all points."""
        return self.batch_size >= self.points


@dataclass(frozen=True)
class Points:
    """The points of a neuron: x (2, m), y (m,), and rows (3, m) with a last one of ones."""

    x: Array
    y: Array
    rows: Array


def draw(neuron: Neuron) -> Points:
    """The points: those that an experiment on the same problem has."""
    x, y = neuron.source.sample(generator(neuron.seed, "points"), neuron.points)
    return Points(x, y[0], np.concatenate([x, np.ones((1, x.shape[1]))]))


def experiment(neuron: Neuron) -> Experiment | None:
    """The same neuron on the same points as a network without hidden layers, which begins at 0; where it is one."""
    if type(neuron.source) not in DATASETS.values():
        return None
    data = Data(neuron.source, neuron.points, 100, 0, normalize=False, seed=neuron.seed)
    network, batch = Network((), initializer=Zeros()), min(neuron.batch_size, neuron.points)
    descent = GradientDescent(), Constant(neuron.rate)
    return Experiment(data, network, neuron.loss, optimizer=descent[0], schedule=descent[1], batch_size=batch)
