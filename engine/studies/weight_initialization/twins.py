"""Small networks that learn from zeros and from random weights: who starts alike stays alike (notes 1.3.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.initializers import Xavier, Zeros
from engine.networks.network import Dense, Network
from engine.optimizers.schedules import Constant


@dataclass(frozen=True)
class Twins:
    """A network by name."""

    label: str
    network: Network

    def experiment(self, data: Data, seed: int) -> Experiment:
        """The network on some points."""
        regression = data.source.task == "regression"
        loss = "squared_error" if regression else "cross_entropy"
        return Experiment(data=data, network=self.network, loss=loss, schedule=Constant(0.02), seed=seed)


HIDDEN = Network((Dense(4, "sigmoid"), Dense(3, "sigmoid")))
TWINS: dict[str, Twins] = {
    "zeros": Twins("4 + 3 sigmoid units, from zeros", replace(HIDDEN, initializer=Zeros())),
    "random": Twins("4 + 3 sigmoid units, from random weights", replace(HIDDEN, initializer=Xavier())),
    "neuron": Twins("one neuron, from zeros", Network((), Zeros())),
    "neuron_random": Twins("one neuron, from random weights", Network((), Xavier())),
}
