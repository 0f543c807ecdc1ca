"""Every activation function and its slope, at one z after the other: the axis of this study is no time but z.

Axes: F functions, in the order of ACTIVATIONS; Z places.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import Dense, Network
from engine.optimizers.schedules import Constant
from engine.studies.activation_functions.race import MOST_EPOCHS, MOST_NETWORKS, FunctionRace, refuse_unfit
from engine.values.fields import check, choice, nested, whole

Array = np.ndarray
FARTHEST, STEPS_OF_ONE = 8, 10  # z runs from −8 to 8 in tenths
PLACES = np.arange(-FARTHEST * STEPS_OF_ONE, FARTHEST * STEPS_OF_ONE + 1) / STEPS_OF_ONE
FLAT = 0.01  # a slope below this is said to be saturated
DEEP = 6  # layers, through which a gradient has to come
LEARNING = Experiment(
    data=Data(points=300),
    network=Network((Dense(8), Dense(8))),
    schedule=Constant(rate=0.01),
    batch_size=20,
)


@dataclass(frozen=True)
class Activations:
    """Two functions to compare, and the network in which they are tried; the first of them is in its hidden layers."""

    first: str = choice("tanh", ACTIVATIONS, help="The function that is looked at, and that the live network has")
    second: str = choice("sigmoid", ACTIVATIONS, help="The function it is compared with")
    experiment: Experiment = nested(LEARNING, help="The network; its hidden layers have the first function")
    epochs: int = whole(60, 5, MOST_EPOCHS, help="How long the race of all functions lasts")
    networks: int = whole(
        30, 5, MOST_NETWORKS, help="Networks of each function, each with points and weights of its own"
    )

    def __post_init__(self) -> None:
        check(self)
        refuse_unfit(self.experiment)

    @property
    def live(self) -> Experiment:
        """The network with the first function in every hidden layer."""
        return with_function(self.experiment, self.first)

    @property
    def race(self) -> FunctionRace:
        """The same network with every function in turn."""
        return FunctionRace(with_function(self.experiment, "tanh"), self.epochs, self.networks)

    @property
    def deep(self) -> FunctionRace:
        """The race with six layers, each like the first of this network."""
        network = replace(self.experiment.network, layers=self.experiment.network.layers[:1] * DEEP)
        return replace(self, experiment=replace(self.experiment, network=network)).race


def with_function(experiment: Experiment, name: str) -> Experiment:
    """The experiment with one function in every hidden layer."""
    layers = tuple(replace(layer, activation=name) for layer in experiment.network.layers)
    return replace(experiment, network=replace(experiment.network, layers=layers))


@lru_cache(maxsize=64)
def values(name: str, at: tuple[float, ...]) -> tuple[Array, Array]:
    """g and g' of a function at some places, each (Z,)."""
    z, activation = np.array(at), ACTIVATIONS[name]
    a = activation.function(z, np.empty_like(z))
    return a, activation.slope(z, a, np.empty_like(z))


def curve(name: str) -> tuple[Array, Array]:
    """g and g' at all PLACES."""
    return values(name, tuple(PLACES))


def flat_stretches(name: str) -> list[tuple[float, float]]:
    """From where to where |g'| < 0.01, on a grid ten times as fine as PLACES."""
    fine = np.arange(-FARTHEST * 100, FARTHEST * 100 + 1) / 100
    flat = np.abs(values(name, tuple(fine))[1]) < FLAT
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flat, [False]]).astype(int)))
    return [(float(fine[start]), float(fine[stop - 1])) for start, stop in edges.reshape(-1, 2)]


def corner(name: str) -> tuple[float, float] | None:
    """The slopes on both sides of 0, where they differ; None of a function that is smooth there."""
    left, _, right = values(name, (-1e-9, 0.0, 1e-9))[1]
    return (float(left), float(right)) if abs(left - right) > FLAT / 10 else None


@dataclass(frozen=True)
class Place:
    """All functions at one z: ``g`` and ``slope`` are (F,)."""

    study: Activations
    index: int  # of z among PLACES
    g: Array
    slope: Array

    @property
    def z(self) -> float:
        return float(PLACES[self.index])

    @property
    def nbytes(self) -> int:
        return self.g.nbytes + self.slope.nbytes

    def at(self, name: str) -> tuple[float, float]:
        """g and g' of one function here."""
        place = list(ACTIVATIONS).index(name)
        return float(self.g[place]), float(self.slope[place])

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        numbers = {}
        for name in dict.fromkeys((self.study.first, self.study.second)):
            label, (_, slope) = ACTIVATIONS[name].label, self.at(name)
            numbers |= {f"{label}′": short(slope)}
        label, (_, slope) = ACTIVATIONS[self.study.first].label, self.at(self.study.first)
        numbers |= {f"({label}′)⁶": short(slope**DEEP, 1)}
        return {"epoch": self.index, "numbers": numbers}


def places(study: Activations) -> Generator[Place, None, str]:
    """All functions at every z in turn.

    Returns: where the first of the two is saturated.
    """
    curves = [curve(name) for name in ACTIVATIONS]
    for index in range(len(PLACES)):
        yield Place(study, index, *(np.array([each[part][index] for each in curves]) for part in (0, 1)))
    label, flat = ACTIVATIONS[study.first].label, flat_stretches(study.first)
    share = sum(stop - start for start, stop in flat) / (2 * FARTHEST)
    return f"the slope of {label} is below {FLAT} on {100 * share:.0f} % of this axis"


def short(value: float, digits: int = 3) -> str:
    """So many digits, with a true minus sign."""
    return f"{value:.{digits}g}".replace("-", "−")
