"""An experiment is a value: all that decides a run, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.datasets.augmentation import Augmentation, allow
from engine.datasets.samples import Data
from engine.networks import overrides
from engine.networks.losses import LOSSES, check_loss
from engine.networks.network import Network
from engine.optimizers import OPTIMIZERS, Adam
from engine.optimizers.schedules import SCHEDULES, Constant
from engine.values.bounds import Refused
from engine.values.codec import register
from engine.values.fields import check, choice, nested, number, one_of, rows, whole


@dataclass(frozen=True)
class Penalty:
    """Added to the mean loss: λ₁/m Σ|w| + λ₂/(2m) Σw², over weights only, m the examples of the batch (notes 2.1.3)."""

    l1: float = number(
        0.0, 0, 100, scale="log", symbol="λ₁", hot=True, help="L1: pushes small weights to exactly nothing"
    )
    l2: float = number(0.0, 0, 100, scale="log", symbol="λ₂", hot=True, help="L2: weight decay, keeps weights small")

    def __post_init__(self) -> None:
        check(self)

    def value(self, weights: np.ndarray, m: int) -> np.ndarray:
        """λ₁/m Σ|w| + λ₂/(2m) Σw². Shapes: weights (..., P), 0 where theta holds no weight; gives (...)."""
        return (self.l1 * np.abs(weights) + self.l2 / 2 * weights**2).sum(axis=-1) / m

    def slope(self, weights: np.ndarray, m: int) -> np.ndarray:
        """λ₁/m sign(w) + λ₂/m w, (..., P)."""
        return weights * (self.l2 / m) + np.sign(weights) * (self.l1 / m)


@dataclass(frozen=True)
class Experiment:
    """Data, network, objective and descent; equal experiments have equal runs, to the bit."""

    data: Data = nested(Data())
    network: Network = nested(Network())
    loss: str = choice("cross_entropy", LOSSES, help="What a wrong answer costs")
    penalty: Penalty = nested(Penalty())
    optimizer: object = one_of(Adam(), OPTIMIZERS, help="How a gradient becomes a direction")
    schedule: object = one_of(
        Constant(rate=0.003), SCHEDULES, help="How the learning rate changes with the epoch", hot=True
    )
    batch_size: int = whole(
        10, 1, 5000, unit="examples", help="Examples in a mini-batch; as many as there are, or more, is all of them"
    )
    clip: float = number(0.0, 0, 1000, scale="log", hot=True, help="Largest norm of the gradient; 0 leaves it as it is")
    augmentation: Augmentation = nested(Augmentation(), help="New training points from old ones at every epoch")
    seed: int = whole(0, 0, 999_999, help="Another seed gives other first weights, batches and dropout masks")
    overrides: tuple[overrides.Row, ...] = rows(
        overrides.COLUMNS, most=overrides.MOST, hot=True, help="Weights set by hand on the way"
    )

    def __post_init__(self) -> None:
        check(self)
        allow(self.augmentation, self.data.source)
        check_loss(self.loss, self.data.source.task)
        if self.batch_size == 1 and any(layer.batch_norm for layer in self.network.layers):
            raise Refused(
                "Experiment.batch_size",
                "1 leaves batch norm nothing to average over; allowed with batch norm are 2 or more",
            )


register("net1", Experiment)
