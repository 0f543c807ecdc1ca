"""The diagnosis of the notes (2.1.1): avoidable bias, variance, which of the four cases; and the recipe (2.1.2).

Where networks have diverged there is nothing to tell apart, which is a case of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from engine.datasets.samples import Data
from engine.datasets.truth import bayes_error
from engine.experiment import Experiment
from engine.networks.network import Dense
from engine.studies.bias_variance.proving_ground import proving_ground
from engine.values.fields import specs

HIGH = 0.1  # of what there is to learn: a gap above this share is called high
BY_HEART = " An avoidable bias below 0 is no luck: some of the noise of its own points was learned by heart."
LEAST_L2, MOST_EPOCHS = 0.01, 5000


@dataclass(frozen=True)
class Diagnosis:
    """Errors of a network, the least possible one (``bayes``) and that of a guess that looks at nothing (``guess``)."""

    bayes: float
    train: float
    dev: float
    guess: float

    @property
    def bias(self) -> float:
        """Avoidable bias: training error − Bayes error; below 0 the network has learned noise by heart."""
        return self.train - self.bayes

    @property
    def variance(self) -> float:
        """Dev error − training error."""
        return self.dev - self.train

    @property
    def case(self) -> str:
        """A key of CASES: a gap is high above a tenth of what can be learned, the guess's error − the Bayes error."""
        if not np.isfinite([self.train, self.dev]).all():
            return "diverged"
        limit = HIGH * (self.guess - self.bayes)
        return NAMES[self.bias > limit, self.variance > limit]

    @property
    def meaning(self) -> str:
        """What the case means, and what it means where the avoidable bias is below 0."""
        return CASES[self.case].meaning + (BY_HEART if self.bias < 0 else "")


def diagnose(errors: np.ndarray, source: object) -> Diagnosis:
    """The diagnosis of train and dev errors (2 or more,) on a problem whose least error is known."""
    return Diagnosis(bayes_error(source), float(errors[0]), float(errors[1]), proving_ground(source).guess_error)


@dataclass(frozen=True)
class Case:
    """One of the four cases, or that there is none: its name, and what it means."""

    label: str
    meaning: str


@dataclass(frozen=True)
class Remedy:
    """One step of the recipe: what it lowers, and how it changes an experiment and the epochs it trains for."""

    label: str
    help: str
    lowers: str
    apply: Callable[[Experiment, int], tuple[Experiment, int]]


def bigger(experiment: Experiment, epochs: int) -> tuple[Experiment, int]:
    """Twice the units in every hidden layer; one layer of eight where there was none."""
    most = int(specs(Dense)["units"].high)
    layers = tuple(replace(layer, units=min(2 * layer.units, most)) for layer in experiment.network.layers)
    return replace(experiment, network=replace(experiment.network, layers=layers or (Dense(8),))), epochs


def longer(experiment: Experiment, epochs: int) -> tuple[Experiment, int]:
    """Three times the epochs."""
    return experiment, min(3 * epochs, MOST_EPOCHS)


def more_data(experiment: Experiment, epochs: int) -> tuple[Experiment, int]:
    """Three times the points."""
    points = min(3 * experiment.data.points, int(specs(Data)["points"].high))
    return replace(experiment, data=replace(experiment.data, points=points)), epochs


def regularized(experiment: Experiment, epochs: int) -> tuple[Experiment, int]:
    """Three times the L2 penalty."""
    l2 = min(max(float(f"{3 * experiment.penalty.l2:.2g}"), LEAST_L2), specs(experiment.penalty)["l2"].high)
    return replace(experiment, penalty=replace(experiment.penalty, l2=l2)), epochs


NAMES = {(True, True): "both", (True, False): "bias", (False, True): "variance", (False, False): "neither"}

CASES: dict[str, Case] = {
    "bias": Case("High bias", "It does not even fit what it was shown: a bigger network, or longer training."),
    "variance": Case("High variance", "It fits its own points far better than new ones: more data, or regularization."),
    "both": Case("High bias and high variance", "It misses its own points, and new ones by more: first the bias."),
    "neither": Case("Low bias and low variance", "Little is left to gain: what remains is mostly noise."),
    "diverged": Case("Diverged", "The networks left the finite numbers and have no error: lower the learning rate."),
}

RECIPE: dict[str, Remedy] = {
    "bigger": Remedy("Bigger network", "Twice the units in each hidden layer", "bias", bigger),
    "longer": Remedy("Train longer", "Three times the epochs", "bias", longer),
    "more_data": Remedy("More data", "Three times the points", "variance", more_data),
    "regularized": Remedy("Regularize", "Three times the L2 penalty, from 0.01", "variance", regularized),
}
