"""One network twice, with batch norm and without: the same points, the same first weights (notes 2.3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.datasets import Circles
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import Dense, Network
from engine.optimizers import GradientDescent
from engine.optimizers.schedules import Constant
from engine.studies.mini_batches.batches import SOURCES
from engine.training.trainer import Trainer
from engine.values.fields import check, choice, number, one_of, whole

Array = np.ndarray
BARE, NORMED = 0, 1
LABELS = ("without", "with")


@dataclass(frozen=True)
class Norms:
    """The problem, the network, the descent; and what is done to the inputs at test time."""

    source: object = one_of(Circles(noise=0.3), SOURCES, help="The problem to be learned")
    points: int = whole(200, 40, 400, symbol="m", help="Half of them to train on, half to be tested on")
    layers: int = whole(3, 1, 6, symbol="L", help="Hidden layers, all alike")
    units: int = whole(6, 2, 10, symbol="n", help="Units in each")
    activation: str = choice("tanh", ACTIVATIONS, help="After batch norm, as the notes have it")
    rate: float = number(0.3, 0.001, 100.0, scale="log", symbol="α", help="Learning rate of both networks")
    batch_size: int = whole(
        20, 2, 200, symbol="B", unit="examples", help="Examples over which μ and σ are taken in training"
    )
    epochs: int = whole(40, 5, 100, help="How long")
    shift: float = number(0.0, -4.0, 4.0, step=0.1, help="At test time all points lie so much further to the right")
    b: float = number(0.0, -4.0, 4.0, step=0.1, symbol="b", help="Added to every hidden z, from the start")
    seed: int = whole(0, 0, 999_999, help="Draws points, first weights and the order of the examples")

    __post_init__ = check

    def experiment(self, which: int) -> Experiment:
        """The training of one of the two."""
        layer = Dense(self.units, self.activation, batch_norm=which == NORMED)
        return Experiment(
            Data(self.source, self.points, train_percent=50, dev_percent=50, seed=self.seed),
            Network((layer,) * self.layers),
            optimizer=GradientDescent(),
            schedule=Constant(self.rate),
            batch_size=self.batch_size,
            seed=self.seed,
        )

    def trainer(self, which: int, rates: Sequence[float] | None = None) -> Trainer:
        """Its trainer, or one of a stack that differs in the rate; b is there from the start, where there is a b."""
        one = self.experiment(which)
        made = Trainer(one if rates is None else [replace(one, schedule=Constant(float(rate))) for rate in rates])
        if which == BARE:
            for layer in range(self.layers):
                made.layout.bias(made.first, layer)[...] = self.b
        return made


def left_over(places: object, buffers: Array, b: float, steps: int) -> Array:
    """Running statistics (..., B) as a normalised network has them if b was added to every z before batch norm.

    A batch's mean grows by b, the running one, from its start at 0, by b (1 − 0.9ᵗ): what test time sees of b is 0.9ᵗ.
    Instead of adding b to z, the difference is taken off the running means.
    """
    held = buffers.copy()
    for span in places.spans[:-1]:
        held[..., span.mean] -= b * 0.9**steps
    return held
