"""One network under first weights of every scale: the axis of this study is s = σ√n, from 0 to 10."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.initializers import Scaled
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.weight_initialization.twins import TWINS
from engine.studies.weight_initialization.weights import WEIGHTS
from engine.values.fields import check, choice, nested, number, whole

Array = np.ndarray
XAVIER, HE = 1.0, round(2**0.5, 6)  # as s = σ√n
PEOPLE_KNOW = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, XAVIER, HE, 1.5, 2.0, 5.0, 10.0)
STEPS_A_DECADE, LEAST, DECADES = 32, 0.01, 3
POINTS = Data(source=DATASETS["moons"](), points=100, train_percent=60, dev_percent=40)


def spread() -> tuple[float, ...]:
    """0, and from 0.01 to 10 evenly in log s; what people know by name stands in for what is nearest to it."""
    values = [float(f"{LEAST * 10 ** (each / STEPS_A_DECADE):.3g}") for each in range(DECADES * STEPS_A_DECADE + 1)]
    for known in PEOPLE_KNOW:
        values[round(np.log10(known / LEAST) * STEPS_A_DECADE)] = known
    return (0.0, *values)


SCALES = spread()


@dataclass(frozen=True)
class FirstWeights:
    """A network of equal layers, its points, and what its first weights are drawn from, but for their scale."""

    depth: int = whole(20, 2, 50, symbol="L", unit="hidden layers", help="Hidden layers")
    width: int = whole(32, 2, 64, symbol="n", unit="units", help="Units in every hidden layer")
    activation: str = choice("tanh", ACTIVATIONS, help="The function g of every hidden unit")
    weights: str = choice("gaussian", WEIGHTS, help="What every first weight matrix is s times of")
    data: Data = nested(POINTS)
    rate: float = number(0.1, 1e-4, 10, scale="log", symbol="α", help="Learning rate of the map")
    epochs: int = whole(100, 10, 300, help="Steps of gradient descent, on all points, that each cell of the map gets")
    twins: str = choice("zeros", TWINS, help="From which first weights the small network learns")
    seed: int = whole(0, 0, 999_999, help="Another seed draws other first weights")

    __post_init__ = check

    def experiment(self, scale: float = XAVIER, depth: int | None = None) -> Experiment:
        """The network with Gaussian first weights of one scale, to be trained by plain gradient descent."""
        layers = (Dense(self.width, self.activation),) * (depth or self.depth)
        regression = self.data.source.task == "regression"
        return Experiment(
            data=self.data,
            network=Network(layers, Scaled(scale)),
            loss="squared_error" if regression else "cross_entropy",
            optimizer=OPTIMIZERS["gradient_descent"](),
            schedule=Constant(self.rate),
            batch_size=self.data.counts[0],
            seed=self.seed,
        )
