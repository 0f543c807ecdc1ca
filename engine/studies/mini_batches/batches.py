"""One small network, trained with batches of several sizes from one start (notes 2.2.1)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.datasets import DATASETS, Circles
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import GradientDescent
from engine.optimizers.schedules import Constant
from engine.values.bounds import Refused
from engine.values.fields import check, choices, number, one_of, whole

ALL = "all"
SIZES: dict[str, int] = {str(size): size for size in (1, 2, 4, 8, 16, 32, 64, 128)} | {ALL: 5000}
SOURCES = {slug: kind for slug, kind in DATASETS.items() if kind.task == "binary" and kind.dimensions == 2}
MOST = 4  # sizes at once


@dataclass(frozen=True)
class Batches:
    """The problem, the network, and the sizes of the batches."""

    sizes: tuple[str, ...] = choices(("1", "16", ALL), SIZES, help="Examples in a mini-batch; up to four sizes run")
    source: object = one_of(Circles(), SOURCES, help="The problem to be learned")
    rate: float = number(0.3, 0.001, 10.0, scale="log", symbol="α", help="Learning rate, the same for all")
    points: int = whole(200, 20, 400, symbol="m", help="Training examples")
    units: int = whole(4, 1, 8, symbol="n", help="Hidden units, tanh")
    epochs: int = whole(20, 2, 60, help="How long")
    seed: int = whole(0, 0, 999_999, help="Draws points, first weights and the order of the examples")

    def __post_init__(self) -> None:
        check(self)
        if len(self.sizes) > MOST:
            raise Refused("Batches.sizes", f"{len(self.sizes)} are too many for one picture; choose up to {MOST}")

    def experiment(self, size: str) -> Experiment:
        """The training with one size."""
        data = Data(self.source, self.points, train_percent=100, dev_percent=0, seed=self.seed)
        return Experiment(
            data,
            Network((Dense(self.units),)),
            optimizer=GradientDescent(),
            schedule=Constant(self.rate),
            batch_size=SIZES[size],
            seed=self.seed,
        )

    def count(self, size: str) -> int:
        """Examples in a batch of one size."""
        return min(SIZES[size], self.points)
