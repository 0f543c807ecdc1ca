"""Seven ways to hold a network back, side by side: the same data, the same first weights, one thing different in each.

Axes: C contenders that train on the same points, as one stack; more data needs a stack of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from engine.datasets.augmentation import Augmentation
from engine.datasets.class_sets import Circles
from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.network import Dense, Layout, Network
from engine.networks.propagation import Propagation
from engine.optimizers.schedules import Constant
from engine.studies.bias_variance.axes import with_keep_prob, with_points
from engine.studies.bias_variance.sweep import refuse_empty
from engine.values.bounds import Refused
from engine.values.fields import check, nested, number, whole

Array = np.ndarray
NEAR_ZERO = 0.02  # a weight below this counts as none
LINEAR = 0.5  # |z| up to which tanh z is z to within a twelfth
DEFAULT = Experiment(
    data=Data(source=Circles(noise=0.6), points=60, train_percent=50, dev_percent=50),
    network=Network((Dense(16), Dense(16))),
    schedule=Constant(rate=0.01),
    batch_size=5000,
)


@dataclass(frozen=True)
class Lab:
    """A bare experiment, and how strongly each contender holds it back."""

    experiment: Experiment = nested(DEFAULT)
    l2: float = number(0.3, 0, 100, scale="log", symbol="λ", help="Weight decay: λ/(2m) Σ w²")
    l1: float = number(0.1, 0, 100, scale="log", symbol="λ", help="λ/m Σ |w|")
    keep_prob: float = number(0.8, 0.05, 1, step=0.05, help="Share of the hidden units kept at each step")
    jitter: float = number(0.6, 0, 1, step=0.05, symbol="σ", help="How far points are pushed each time they are shown")
    patience: int = whole(100, 1, 5000, unit="epochs", help="Epochs to wait for a better dev loss before stopping")
    factor: int = whole(5, 2, 20, unit="times the points", help="So many times the training points")
    epochs: int = whole(1000, 10, 5000, help="How long all of them train")

    def __post_init__(self) -> None:
        check(self)
        source, data = self.experiment.data.source, self.experiment.data
        if source.task == "regression" or source.dimensions != 2:
            raise Refused("Data.source", f"{source.label} has no classes on the plane, which this lab compares")
        refuse_empty(data)
        if data.points * self.factor > 5000:
            raise Refused("Lab.factor", f"{self.factor} times {data.points} points is more than 5000")
        bare = self.experiment.network == with_keep_prob(self.experiment, 1.0).network
        if not bare or self.experiment.penalty != Penalty() or self.experiment.augmentation.active:
            raise Refused("Lab.experiment", "must be bare: no penalty, dropout or augmentation of its own")

    def together(self) -> list[Experiment]:
        """The experiments of the contenders that train as one stack, in the order of TOGETHER."""
        return [CONTENDERS[slug].change(self) for slug in TOGETHER]

    def more(self) -> Experiment:
        """The experiment with more data; the dev set is as large as everyone's, the training set so many times."""
        return CONTENDERS["more"].change(self)


@dataclass(frozen=True)
class Contender:
    """One way to hold a network back, the field of a lab that says how strongly, and the experiment it makes."""

    label: str
    field: str | None
    change: Callable[[Lab], Experiment]
    help: str


def with_more(lab: Lab) -> Experiment:
    """So many times the points, so that the training set grows by that factor."""
    return with_points(lab.experiment, lab.experiment.data.points * lab.factor)


def with_jitter(lab: Lab) -> Experiment:
    return replace(lab.experiment, augmentation=Augmentation(jitter=lab.jitter))


@dataclass(frozen=True)
class Habits:
    """What a network's weights are like: norm, share near zero, spread over a unit's inputs, share of linear tanh.

    ``linear`` is NaN where there is no tanh unit: of no other unit does it say anything.
    """

    norm: float
    zeros: float
    spread: float
    linear: float


def habits(theta: Array, places: Layout, inputs: Propagation) -> Habits:
    """Measured on one network (P,) after a forward pass of ``inputs``, which reads the training points.

    Spread is the mean over units of (Σ|w|)²/(n Σw²): 1 where a unit leans on all n inputs alike, 1/n where on one.
    """
    matrices = [places.weights(theta, layer) for layer in range(len(places.spans))]
    weights = np.concatenate([each.ravel() for each in matrices])
    later = matrices[1:] or matrices
    spreads = [np.abs(w).sum(1) ** 2 / np.maximum(w.shape[1] * (w**2).sum(1), 1e-12) for w in later]
    hidden = zip(inputs.network.layers, inputs.z[:-1], strict=True)
    linear = [(np.abs(z) < LINEAR).mean() for layer, z in hidden if layer.activation == "tanh"] or [np.nan]
    norm, zeros = np.linalg.norm(weights), (np.abs(weights) < NEAR_ZERO).mean()
    return Habits(float(norm), float(zeros), float(np.concatenate(spreads).mean()), float(np.mean(linear)))


CONTENDERS: dict[str, Contender] = {
    "none": Contender("None", None, lambda lab: lab.experiment, "The bare network"),
    "l2": Contender("L2", "l2", lambda lab: replace(lab.experiment, penalty=Penalty(l2=lab.l2)), "Weight decay"),
    "l1": Contender("L1", "l1", lambda lab: replace(lab.experiment, penalty=Penalty(l1=lab.l1)), "Sparse weights"),
    "dropout": Contender(
        "Dropout", "keep_prob", lambda lab: with_keep_prob(lab.experiment, lab.keep_prob), "Other units at each step"
    ),
    "augmentation": Contender("Augmentation", "jitter", with_jitter, "Points pushed a little each time"),
    "early": Contender("Early stopping", "patience", lambda lab: lab.experiment, "Back to the best dev loss"),
    "more": Contender("More data", "factor", with_more, "A larger training set"),
}

TOGETHER = ("none", "l2", "l1", "dropout", "augmentation")
