"""Hills to race down: every test surface, and the loss of a real network; and the ground of one race on one of them.

Axis letters: R runners, P coordinates or parameters; t counts steps from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import numpy as np

from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network, layout
from engine.surfaces import SURFACES, slope
from engine.training.cost import Cost, batch, both_ways, forward, work
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.fields import check, nested, whole
from engine.values.randomness import generator

Array = np.ndarray
MOST_PARAMETERS = 400
CALLS_OF_A_SURFACE = 20  # of NumPy, for one gradient


@dataclass(frozen=True)
class NetworkLoss:
    """The loss of a real network on a real data set: J(θ), with a mini-batch's gradient at every step."""

    data: Data = nested(Data(points=250, train_percent=100, dev_percent=0), help="The problem to be learned")
    network: Network = nested(Network((Dense(8), Dense(8))), help="The network whose parameters run")
    batch_size: int = whole(
        250, 1, 5000, symbol="m", unit="examples", help="Examples in a mini-batch; all runners see the same ones"
    )
    label: ClassVar[str] = "Loss of a real network"
    formula: ClassVar[str] = "J(θ) = 1/m Σ L(ŷ(x; θ), y)"
    source: ClassVar[str] = "course notes 1.4 and 2.2"
    minima: ClassVar[tuple] = ()
    minimum: ClassVar[float | None] = 0.0
    bounds: ClassVar[tuple] = ()

    def __post_init__(self) -> None:
        check(self)
        if any(layer.batch_norm or layer.keep_prob < 1 for layer in self.network.layers):
            raise Refused("NetworkLoss.network", "batch norm and dropout make another loss of every step; use neither")

        parameters = layout(self.network, *self.sizes).P
        if parameters > MOST_PARAMETERS:
            message = f"{parameters} parameters are more than a race takes; allowed are {MOST_PARAMETERS}"
            raise Refused("NetworkLoss.network", message)

    @property
    def sizes(self) -> tuple[int, int]:
        """(n_x, n_y) of the network."""
        source = self.data.source
        return len(self.data.features), source.classes if source.task == "multiclass" else 1

    def experiment(self, seed: int) -> Experiment:
        """The experiment whose training set, loss and first weights make the hill and its start."""
        loss = "squared_error" if self.data.source.task == "regression" else "cross_entropy"
        return Experiment(data=self.data, network=self.network, loss=loss, batch_size=self.batch_size, seed=seed)


class Ground(Protocol):
    """What a race asks of its hill. Shapes: theta (R, P), value of theta (..., P) is (...).

    ``step_cost`` and ``value_cost`` are those of one gradient and of one value of all runners.
    """

    steps_per_epoch: float
    step_cost: Cost
    value_cost: Cost

    def gradient(self, theta: Array, t: int) -> Array: ...

    def value(self, theta: Array) -> Array: ...


class SurfaceGround:
    """A surface, with Gaussian noise on its gradient that is the same for all runners."""

    steps_per_epoch = 1.0

    def __init__(self, surface: Any, seed: int, noise: float, steps: int, runners: int):
        self.step_cost, self.value_cost = step_cost(surface, runners), value_cost(surface, runners)
        self.slope, self.value = slope(surface, seed), surface.value
        self.noise = noise * generator(seed, "noise").standard_normal((steps, len(surface.bounds))) if noise else None

    def gradient(self, theta: Array, t: int) -> Array:
        """∇f + σ ξ of step t."""
        exact = self.slope(theta, t)
        return exact if self.noise is None else exact + self.noise[t - 1]


class NetworkGround:
    """A network's loss: R thetas see the same mini-batch at the same step."""

    def __init__(self, hill: NetworkLoss, seed: int, runners: int):
        experiment = hill.experiment(seed)
        self.trainer = Trainer([experiment] * runners)
        self.steps_per_epoch = float(self.trainer.steps_per_epoch)
        self.start = self.trainer.first[0]
        self.objective = Objective(experiment, self.trainer.samples[0])
        self.value = self.objective.cost  # the true loss, over the whole training set
        self.step_cost, self.value_cost = step_cost(hill, runners), value_cost(hill, runners)

    def gradient(self, theta: Array, t: int) -> Array:
        """The gradient of the mini-batch of step t; overwritten by the next call."""
        trainer = self.trainer
        epoch, index = divmod(t - 1, trainer.steps_per_epoch)
        if epoch != trainer.epoch:
            trainer.begin(epoch)
        np.copyto(trainer.theta, theta)
        trainer.differentiate(trainer.batches[index])
        return trainer.gradient


def ground(hill: Any, seed: int, noise: float, steps: int, runners: int) -> Ground:
    """The ground on which ``runners`` race for ``steps`` steps."""
    if isinstance(hill, NetworkLoss):
        return NetworkGround(hill, seed, runners)
    return SurfaceGround(hill, seed, noise, steps, runners)


def step_cost(hill: Any, runners: int) -> Cost:
    """The cost of one gradient of all runners."""
    if not isinstance(hill, NetworkLoss):
        return work(CALLS_OF_A_SURFACE, CALLS_OF_A_SURFACE * runners)
    experiment = hill.experiment(0)
    return both_ways(experiment, batch(experiment), runners)


def gradient_cost(hill: Any) -> Cost:
    """The cost of one gradient of the true loss."""
    if not isinstance(hill, NetworkLoss):
        return work(CALLS_OF_A_SURFACE, CALLS_OF_A_SURFACE)
    return both_ways(hill.experiment(0), hill.data.counts[0])


def value_cost(hill: Any, runners: int) -> Cost:
    """The cost of the true value of all runners."""
    if not isinstance(hill, NetworkLoss):
        return work(CALLS_OF_A_SURFACE, CALLS_OF_A_SURFACE * runners)
    return forward(hill.experiment(0), hill.data.counts[0], runners)


HILLS: dict[str, type] = {**SURFACES, "network": NetworkLoss}
