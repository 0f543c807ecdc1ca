"""Series that a network in training gives off: the loss of each mini-batch, and the gradient of one parameter.

These are the noisy series for which training uses such averages: a smoothed loss curve, and momentum's memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.experiment import Experiment
from engine.networks.network import layout
from engine.optimizers.schedules import Constant
from engine.training.cost import in_a_breath, usual_step
from engine.training.evaluation import TOO_LARGE
from engine.training.trainer import Info, Trainer
from engine.values.bounds import Refused
from engine.values.fields import check, nested, whole

Array = np.ndarray
Reading = Callable[[Trainer, Info], float]  # what one step of training adds to a series
LEARNING = Experiment(schedule=Constant(rate=0.01))


@dataclass(frozen=True)
class BatchLoss:
    """The mean loss of each mini-batch just before the step that it leads to."""

    experiment: Experiment = nested(LEARNING)
    steps: int = whole(300, 10, 400, symbol="T", help="Steps of training, each with its mini-batch")

    label: ClassVar[str] = "Loss of mini-batches"
    source: ClassVar[str] = "course notes 2.2, a network of this engine in training"
    across: ClassVar[str] = "step"
    unit: ClassVar[str] = "loss"
    beneath: ClassVar[str] = ""
    signal: ClassVar[None] = None

    __post_init__ = check

    @property
    def count(self) -> int:
        return self.steps

    def pieces(self) -> Iterator[Array]:
        """The series as it is made, some steps at a time; it ends early where the run diverges."""
        return readings(self.experiment, self.steps, lambda trainer, info: float(info.loss))


@dataclass(frozen=True)
class WeightGradient:
    """∂J/∂θⱼ of each mini-batch, j one parameter: what momentum averages."""

    experiment: Experiment = nested(LEARNING)
    steps: int = whole(300, 10, 400, symbol="T", help="Steps of training, each with its mini-batch")
    parameter: int = whole(1, 1, 9999, symbol="j", help="Which one, counted through the layers: weights, then biases")

    label: ClassVar[str] = "Gradient of one parameter"
    source: ClassVar[str] = "course notes 2.2 (momentum), a network of this engine in training"
    across: ClassVar[str] = "step"
    unit: ClassVar[str] = "gradient"
    beneath: ClassVar[str] = ""
    signal: ClassVar[None] = None

    def __post_init__(self) -> None:
        check(self)
        if self.parameter > self.parameters:
            bounds = f"1 and {self.parameters}, as many as this network has"
            raise Refused("WeightGradient.parameter", f"{self.parameter} is not a whole number between {bounds}")

    @property
    def parameters(self) -> int:
        """How many the network has."""
        data = self.experiment.data
        outputs = data.source.classes if data.source.task == "multiclass" else 1
        return layout(self.experiment.network, len(data.features), outputs).P

    @property
    def count(self) -> int:
        return self.steps

    def pieces(self) -> Iterator[Array]:
        """The series as it is made, some steps at a time; it ends early where the run diverges."""
        place = self.parameter - 1
        return readings(self.experiment, self.steps, lambda trainer, info: float(trainer.gradient[place]))


def readings(experiment: Experiment, steps: int, read: Reading) -> Iterator[Array]:
    """What ``read`` finds at each step of training, in pieces of about a hundredth of a second."""
    trainer = Trainer(experiment)
    state, stride = trainer.start(), in_a_breath(usual_step(experiment))
    for first in range(0, steps, stride):
        found = []
        for _ in range(min(stride, steps - first)):
            state, info = trainer.step(state)
            found.append(read(trainer, info))
        sound = np.abs(found) < TOO_LARGE  # NaN compares as false
        good = len(found) if sound.all() else int(sound.argmin())
        yield np.array(found[:good])
        if good < len(found):
            return
