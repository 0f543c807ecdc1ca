"""One passage of a few examples through a small network, as a value: the axis of this study are its operations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.datasets import DATASETS
from engine.datasets.samples import Data, Samples, draw, from_arrays
from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.losses import LOSSES, OUTPUTS, check_loss
from engine.networks.network import Dense, Network, first_theta
from engine.optimizers import GradientDescent
from engine.optimizers.schedules import Constant
from engine.values.bounds import Refused
from engine.values.fields import check, choice, number, several, whole

Array = np.ndarray
TASKS = {task: OUTPUTS[task] for task in ("binary", "regression")}  # one output each, so that all numbers are legible
SOURCES = {"binary": DATASETS["xor"], "regression": DATASETS["plane"]}
INPUTS = 2
DIGITS = 2  # after the point, of weights and drawn examples: whoever follows by hand has the very numbers


@dataclass(frozen=True)
class Hidden:
    """One hidden layer."""

    units: int = whole(3, 1, 3, symbol="n", help="Units in this layer: few, so that every number can be read")
    activation: str = choice("tanh", ACTIVATIONS, help="The function g that each unit applies to its sum")

    __post_init__ = check


@dataclass(frozen=True)
class Passage:
    """A network, its first weights, and the examples that go through it; the first example is made by hand."""

    layers: tuple[Hidden, ...] = several((Hidden(3), Hidden(2)), Hidden, least=0, most=3, help="Hidden layers")
    task: str = choice("binary", TASKS, help="The last function: sigmoid for a class, linear for a real number")
    loss: str = choice("cross_entropy", LOSSES, help="What a wrong answer costs")
    x1: float = number(-1.0, -3, 3, step=0.1, symbol="x₁", help="First input of the first example")
    x2: float = number(-0.5, -3, 3, step=0.1, symbol="x₂", help="Second input of the first example")
    y: float = number(1.0, -2, 2, step=0.1, symbol="y", help="What is right for the first example")
    examples: int = whole(1, 1, 5, symbol="m", help="Examples in all; those after the first are drawn")
    shown: int = whole(1, 1, 5, help="The example whose numbers stand in the units")
    scale: float = number(1.0, 0, 10, step=0.5, help="The first weights, times this; 0 makes all of them 0")
    rate: float = number(0.3, 0.01, 10, scale="log", symbol="α", help="Learning rate of the update")
    seed: int = whole(0, 0, 999_999, help="Another seed gives other first weights and other drawn examples")

    def __post_init__(self) -> None:
        check(self)
        check_loss(self.loss, self.task)
        if self.task == "binary" and self.y not in (0, 1):
            raise Refused("Passage.y", f"{self.y:g} is not a class; allowed are 0 and 1")
        if self.shown > self.examples:
            bounds = f"1 and {self.examples}, as many as there are"
            raise Refused("Passage.shown", f"{self.shown} is not a whole number between {bounds}")

    @property
    def sizes(self) -> tuple[int, ...]:
        """n[0], ..., n[L]."""
        return (INPUTS, *(layer.units for layer in self.layers), 1)

    @property
    def depth(self) -> int:
        """L."""
        return len(self.layers) + 1

    @property
    def experiment(self) -> Experiment:
        """The same network in training, with a problem of its task: what the Playground can open."""
        layers = tuple(Dense(each.units, each.activation) for each in self.layers)
        return Experiment(
            Data(SOURCES[self.task](), seed=self.seed),
            Network(layers),
            self.loss,
            optimizer=GradientDescent(),
            schedule=Constant(self.rate),
            seed=self.seed,
        )

    @property
    def samples(self) -> Samples:
        """The examples, (2, m) and (1, m): the first by hand, then the first that the Playground trains on."""
        x, y = np.array([[self.x1], [self.x2]]), np.array([[self.y]])
        if self.examples > 1:
            drawn = draw(self.experiment.data)
            x = np.concatenate([x, drawn.rows[: self.examples - 1, :INPUTS].T.round(DIGITS)], axis=1)
            y = np.concatenate([y, drawn.targets[:, : self.examples - 1].round(DIGITS)], axis=1)
        return from_arrays(x, y, self.task)

    @property
    def theta(self) -> Array:
        """(P,): the first weights of the Playground, scaled and rounded; every b is 0."""
        return (self.scale * first_theta(self.experiment.network, INPUTS, 1, self.seed)).round(DIGITS) + 0.0
