"""A race of activation functions: one network with each of them, many times over, and who has learned when.

Axes: F functions in the order of ACTIVATIONS, R networks of each, L layers with the output.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import Dense, Network
from engine.studies.bias_variance.sweep import redrawn
from engine.training.evaluation import classes, rms
from engine.training.pieces import advancing
from engine.training.trainer import State, Trainer
from engine.values.bounds import Refused
from engine.values.fields import check, nested, whole

Array = np.ndarray
MOST_EPOCHS, MOST_NETWORKS = 200, 50
LEARNED = 0.95  # of the training points are answered right
QUARTILES = (25, 50, 75)


def refuse_unfit(experiment: Experiment) -> None:
    """Hold an experiment to what functions can be compared on.

    Raises: Refused, for a real target and for a network without a hidden layer.
    """
    if experiment.data.source.task == "regression":
        raise Refused("Data.source", f"{experiment.data.source.label} has no classes to be learned, as this page wants")
    if not experiment.network.layers:
        raise Refused("Network.layers", "there is no hidden layer, so no function to choose; allowed are 1 to 8")


@dataclass(frozen=True)
class FunctionRace:
    """One experiment, run with every function; what it has in its hidden layers itself does not count."""

    experiment: Experiment = nested(Experiment(network=Network((Dense(8), Dense(8)))))
    epochs: int = whole(60, 5, MOST_EPOCHS, help="How long the race lasts")
    networks: int = whole(
        30, 5, MOST_NETWORKS, help="Networks of each function, each with points and weights of its own"
    )

    def __post_init__(self) -> None:
        check(self)
        refuse_unfit(self.experiment)

    def of(self, name: str) -> list[Experiment]:
        """The networks of one function."""
        layers = tuple(replace(layer, activation=name) for layer in self.experiment.network.layers)
        network = replace(self.experiment.network, layers=layers)
        return redrawn(replace(self.experiment, network=network), self.networks)


class Stable:
    """All networks of one function, as one stack."""

    def __init__(self, race: FunctionRace, name: str):
        self.trainer = Trainer(race.of(name))
        samples, m = self.trainer.samples, self.trainer.epochs.m
        self.gradient = np.zeros_like(self.trainer.theta)
        rows = np.stack([each.rows[:m].T for each in samples])
        self.targets = np.stack([each.targets[:, :m] for each in samples])
        self.probe = self.trainer.propagation(rows, self.gradient, dropout=False)
        self.state: State = self.trainer.start()

    def epoch(self) -> Generator[float, None, None]:
        """Train for one epoch, in pieces."""
        self.state = yield from advancing(self.trainer, self.state, self.trainer.steps_per_epoch)

    @np.errstate(all="ignore")
    def look(self) -> tuple[Array, Array]:
        """Accuracy on the training points (R,), and the root mean square of dW by layer (R, L)."""
        self.trainer.load(self.state)
        accuracy = (classes(self.probe.forward()) == classes(self.targets)).mean(axis=-1)
        self.probe.backward(self.targets)
        places = self.trainer.layout
        slopes = [rms(places.weights(self.gradient, layer)) for layer in range(len(places.spans))]
        return accuracy, np.stack(slopes, axis=-1)


@dataclass(frozen=True)
class Standing:
    """The race after an epoch.

    ``accuracy`` (F, 3) and ``gradient`` (F, L): quartiles over the networks, and medians. ``arrived`` (F, R): the epoch
    at which each network has learned, infinite where it has not. ``before``: the standings up to this one.
    """

    race: FunctionRace
    epoch: int
    accuracy: Array
    gradient: Array
    arrived: Array
    before: tuple[Standing, ...]

    @property
    def nbytes(self) -> int:
        return self.accuracy.nbytes + self.gradient.nbytes + self.arrived.nbytes + 8 * len(self.before)

    @property
    def facts(self) -> dict[str, Any]:
        """How many have learned, of all functions together."""
        done, all_of_them = int(np.isfinite(self.arrived).sum()), self.arrived.size
        return {"epoch": self.epoch, "numbers": {f"networks at {100 * LEARNED:.0f} %": f"{done} of {all_of_them}"}}

    @cached_property
    def times(self) -> Array:
        """Quartiles (F, 3) of the epochs at which networks have learned; infinite where too few have."""
        return np.percentile(self.arrived, QUARTILES, axis=1, method="lower").T


def standings(race: FunctionRace) -> Generator[Standing | None, None, str]:
    """The race before its first epoch and after each; None between small pieces of work.

    Returns: who was first, and who never was.
    """
    stables, before = [], ()
    for name in ACTIVATIONS:
        stables.append(Stable(race, name))
        yield None
    arrived = np.full((len(stables), race.networks), np.inf)
    for epoch in range(race.epochs + 1):
        looks = []
        for stable in stables:
            if epoch:
                for _ in stable.epoch():
                    yield None
            looks.append(stable.look())
            yield None
        accuracy, gradient = (np.stack(each) for each in zip(*looks, strict=True))
        arrived = np.where((accuracy >= LEARNED) & np.isinf(arrived), epoch, arrived)
        with np.errstate(all="ignore"):
            quartiles = np.percentile(accuracy, QUARTILES, axis=1).T
            standing = Standing(race, epoch, quartiles, np.median(gradient, axis=1), arrived, before)
        before = (*before, standing)
        yield standing
    return conclusion(standing)


def conclusion(last: Standing) -> str:
    """What came out, in one sentence."""
    labels, medians = [each.label for each in ACTIVATIONS.values()], last.times[:, 1]
    if np.isinf(medians).all():
        return f"with no function did half of the networks come to {100 * LEARNED:.0f} % within {last.epoch} epochs"
    order = np.argsort(medians, kind="stable")
    missing = [label for label, median in zip(labels, medians, strict=True) if np.isinf(median)]
    rest = f"; most networks with {' and '.join(missing)} did not come so far" if missing else ""
    return f"{labels[order[0]]} was first: half of its networks had learned after {medians[order[0]]:.0f} epochs{rest}"
