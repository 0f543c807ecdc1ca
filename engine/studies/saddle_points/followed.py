"""A small network in training, and all eigenvalues of its cost's Hessian on the way (notes 2.2).

Axes: P parameters.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.initializers import Small
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS, GradientDescent
from engine.optimizers.schedules import Constant
from engine.studies.landscapes.curvature import Spectrum, spectrum_in_pieces
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.fields import check, number, one_of, whole

Array = np.ndarray
LOOKS = 120  # on the way
POINTS = Data(source=DATASETS["xor"](), points=60, train_percent=100, dev_percent=0)


@dataclass(frozen=True)
class Followed:
    """A network of one hidden layer on XOR, trained on all points at once, from first weights of a size."""

    units: int = whole(3, 1, 8, symbol="n", help="Hidden units, tanh")
    spread: float = number(0.05, 0.0001, 1.0, scale="log", symbol="σ", help="Standard deviation of the first weights")
    optimizer: object = one_of(GradientDescent(), OPTIMIZERS, help="How a gradient becomes a direction")
    rate: float = number(0.5, 0.001, 10.0, scale="log", symbol="α", help="Learning rate")
    epochs: int = whole(1200, 60, 6000, help="How long it is trained: an epoch is a step, on all points")
    seed: int = whole(0, 0, 999_999, help="Draws the first weights and the points")

    __post_init__ = check

    @property
    def experiment(self) -> Experiment:
        """What is trained."""
        network = Network((Dense(self.units),), Small(self.spread))
        data = replace(POINTS, seed=self.seed)
        return Experiment(
            data, network, optimizer=self.optimizer, schedule=Constant(self.rate), batch_size=5000, seed=self.seed
        )

    @property
    def stride(self) -> int:
        """Epochs from one look to the next."""
        return -(-self.epochs // LOOKS)


@dataclass(frozen=True)
class Look:
    """The network after some epochs: its cost, and the curvature there; ``before`` are the looks up to this one."""

    followed: Followed
    epoch: int
    cost: float
    spectrum: Spectrum
    before: tuple[Look, ...]

    @property
    def nbytes(self) -> int:
        return self.spectrum.eigenvalues.nbytes + 8 * len(self.before) + 100

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        told = {"J": f"{self.cost:.3f}", "ways down": f"{self.spectrum.index} of {self.spectrum.eigenvalues.size}"}
        return {"epoch": self.epoch, "numbers": told}


def following(followed: Followed) -> Generator[Look | None, None, str]:
    """A look before the first epoch and after every stride; None between pieces of the work.

    Returns: a sentence on what came out.
    """
    experiment = followed.experiment
    trainer, objective = Trainer(experiment), Objective(experiment)
    state, looks = trainer.start(), ()
    for epoch in range(0, followed.epochs + 1, followed.stride):
        state = trainer.advance(state, epoch - state.step)
        yield None
        if not np.isfinite(state.theta).all() or np.abs(state.theta).max() > 1e6:
            return f"the run diverges before epoch {epoch}: a smaller rate may help"
        pieces = spectrum_in_pieces(objective.gradient, state.theta)
        spectrum = yield from silently(pieces)
        look = Look(followed, epoch, float(objective.cost(state.theta)), spectrum, looks)
        looks = (*looks, look)
        yield look
    return conclusion(looks)


def silently(pieces: Generator) -> Generator[None, None, Any]:
    """Work whose progress nobody asks for."""
    while True:
        try:
            next(pieces)
        except StopIteration as finished:
            return finished.value
        yield None


def conclusion(looks: tuple[Look, ...]) -> str:
    """How long there was a way down on both sides, in one sentence."""
    last = looks[-1]
    saddles = [look.epoch for look in looks if look.spectrum.index]
    if not saddles:
        return f"no look found a direction that curves down; the cost came to {last.cost:.3f}"
    share = len(saddles) / len(looks)
    return f"{share:.0%} of the looks found a direction that curves down; the cost came to {last.cost:.3f}"
