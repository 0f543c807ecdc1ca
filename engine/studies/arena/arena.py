"""Two to four experiments on the same points, on one playhead (notes 1.4.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.datasets import Moons
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers.momentum import GradientDescent
from engine.optimizers.schedules import Constant
from engine.studies.arena.differences import Difference, differences, with_differences
from engine.values.bounds import Refused
from engine.values.fields import check, nested, several, whole

NAMES = ("A", "B", "C", "D")
TANH = Experiment(
    Data(Moons(noise=0.4), 200),
    Network((Dense(8), Dense(8))),
    optimizer=GradientDescent(),
    schedule=Constant(0.3),
)


@dataclass(frozen=True)
class Corner:
    """One of the experiments."""

    experiment: Experiment = nested(TANH)

    __post_init__ = check


RELU = Corner(replace(TANH, network=Network((Dense(8, "relu"), Dense(8, "relu")))))


@dataclass(frozen=True)
class Arena:
    """The experiments, of which the first is what the others are compared with, and for how long they train."""

    corners: tuple[Corner, ...] = several((Corner(), RELU), Corner, least=2, most=4, help="What is compared")
    epochs: int = whole(60, 5, 300, help="How long each trains")

    def __post_init__(self) -> None:
        check(self)
        points = {same_points(each) for each in self.experiments}
        if len(points) > 1:
            raise Refused("Arena.corners", "must learn the same points: problem, number, split and draw alike")
        if not self.experiments[0].data.counts[1]:
            raise Refused("Data.dev_percent", "leaves no dev set, by which runs are compared here; move the split")
        if self.experiments[0].data.source.dimensions != 2:
            raise Refused("Data.source", "lies on a line; runs are compared here over the plane")

    @property
    def experiments(self) -> tuple[Experiment, ...]:
        """All of them, the one to compare with first."""
        return tuple(corner.experiment for corner in self.corners)

    def apart(self, index: int) -> list[Difference]:
        """In what one of them differs from the first."""
        return list(differences(self.experiments[0], self.experiments[index]))

    def rebased(self, base: Experiment) -> Arena:
        """The same contest about another experiment: every other keeps its differences from the first."""
        rest = [with_differences(base, self.apart(index)) for index in range(1, len(self.corners))]
        return replace(self, corners=tuple(Corner(each) for each in (base, *rest)))


def same_points(experiment: Experiment) -> Data:
    """The data but for what a network is shown of them."""
    return replace(experiment.data, features=("x1", "x2"), normalize=True)


def alone(experiment: Experiment) -> Arena:
    """A contest of an experiment with itself, to begin with."""
    return Arena((Corner(experiment), Corner(experiment)))
