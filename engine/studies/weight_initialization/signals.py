"""The signals of one network under first weights of every scale, before any training."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.networks.activations import ACTIVATIONS
from engine.networks.propagation import Propagation
from engine.studies.weight_initialization.first_weights import SCALES, FirstWeights
from engine.studies.weight_initialization.mean_field import forth_and_back, slope
from engine.studies.weight_initialization.weights import unit_theta
from engine.training.evaluation import Evaluator, rms
from engine.training.trainer import State, Trainer

Array = np.ndarray
BINS, FURTHEST = 48, 4.0  # of the histograms of activations
KINDS_OF_INPUT = 16  # theory takes points by how large they are, in so many groups


@dataclass(frozen=True)
class Signals:
    """One network at one scale, layer by layer, (L,): what was measured, and what is expected (or None).

    ``counts`` (BINS, L) are shares of a layer's activations, in bins over ``reach``; what lies beyond is in the last.
    """

    study: FirstWeights
    index: int  # of the scale among SCALES
    inputs: float  # root mean square of the inputs
    activation: Array  # of a[l]
    back: Array  # of dL/dz[l], for one example
    gradient: Array  # of dL/dW[l]
    counts: Array
    expected: Array | None  # (2, L): of a[l] and of dL/dz[l]

    @property
    def scale(self) -> float:
        return SCALES[self.index]

    @property
    def nbytes(self) -> int:
        return 8 * 6 * len(self.activation) + self.counts.nbytes

    @property
    def forth_factor(self) -> float:
        """By how much a[l] grows from layer to layer, on average."""
        return factor(self.activation[-1], self.activation[0], len(self.activation) - 1)

    @property
    def back_factor(self) -> float:
        """By how much dL/dz[l] grows from layer to layer on the way back, on average."""
        return factor(self.back[0], self.back[-1], len(self.back) - 1)

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        study = self.study
        numbers = {
            "signal": f"× {short(self.forth_factor)} a layer",
            "gradient": f"× {short(self.back_factor)} a layer",
        }
        if study.activation == "linear" and study.weights == "identity":
            grown = self.activation[-1] / self.inputs
            numbers |= {"a / x": f"{grown:.8g}", f"s to the power {study.depth}": f"{self.scale**study.depth:.8g}"}
        numbers["σ"] = short(self.scale * study.width**-0.5)
        return {"epoch": self.index, "numbers": numbers}


def factor(last: float, first: float, steps: int) -> float:
    """The growth that leads from one value to another in so many steps."""
    return float((last / first) ** (1 / steps)) if first > 0 and last > 0 else 0.0


def short(value: float) -> str:
    """Three digits."""
    return f"{value:.3g}"


def measuring(study: FirstWeights) -> Callable[[int], Signals]:
    """What gives the network's signals at the k-th of SCALES, made once for all of them."""
    trainer = Trainer(study.experiment())
    probe, state = Evaluator(trainer).probe, trainer.start()
    unit = unit_theta(study.weights, trainer.experiment.network, *trainer.samples[0].sizes, study.seed)
    return lambda index: at_scale(study, trainer, probe, state, unit, index)


def signals(study: FirstWeights) -> list[Signals]:
    """What the network is like at each of SCALES."""
    return list(map(measuring(study), range(len(SCALES))))


def at_scale(study: FirstWeights, trainer: Trainer, probe: Propagation, state: State, unit: Array, index: int):
    """Forward and backward through weights of one scale."""
    y, scale = trainer.samples[0].targets[:, : probe.m], SCALES[index]
    trainer.load(State(0, scale * unit, state.memory, state.buffers))
    with np.errstate(all="ignore"):
        probe.forward()
        probe.backward(y)
        back = np.array([rms(each) for each in probe.d_z]) * probe.m
        activation = np.array([rms(each) for each in probe.a[:-1]])
    places = trainer.layout
    gradient = np.array([rms(places.weights(probe.gradient, layer)) for layer in range(study.depth)])
    squares = (trainer.samples[0].rows[: probe.m, :-1] ** 2).mean(axis=-1)
    counts = np.stack([histogram(a, *reach(study.activation)) for a in probe.a[:-1]], axis=-1)
    return Signals(study, index, float(np.sqrt(squares.mean())), activation, back[:-1], gradient, counts,
                   expected(study, scale, squares, back[-1]))  # fmt: skip


def expected(study: FirstWeights, scale: float, squares: Array, out: float) -> Array | None:
    """Root mean squares of a[l] and dL/dz[l] as theory has them, (2, L); None where it does not know the weights.

    ``squares`` (m,) are those of the inputs of each example, ``out`` is dL/dz of the output.
    """
    if study.weights != "gaussian" and study.activation != "linear":
        return None
    groups = np.quantile(squares, (np.arange(KINDS_OF_INPUT) + 0.5) / KINDS_OF_INPUT)
    groups *= squares.mean() / max(groups.mean(), 1e-300)  # the same mean, so that linear units are exact
    forth, back = forth_and_back(study.activation, study.depth, np.array(scale), groups)
    last = scale**2 / study.width * out**2 * forth_slope(study, scale, forth, groups)
    return np.sqrt(np.stack([forth.mean(axis=-1), (back * last).mean(axis=-1)]))


def forth_slope(study: FirstWeights, scale: float, forth: Array, groups: Array) -> Array:
    """E[g'²] at the last hidden layer, by which dL/dz enters it."""
    q = scale**2 * (forth[-2] if len(forth) > 1 else groups)
    return slope(study.activation, q)


def reach(activation: str) -> tuple[float, float]:
    """From where to where activations are counted: where g leads from [−4, 4], with some room."""
    z = np.linspace(-FURTHEST, FURTHEST, 401)
    a = ACTIVATIONS[activation].function(z, np.empty_like(z))
    low, high = max(-FURTHEST, float(a.min())), min(FURTHEST, float(a.max()))
    room = 0.04 * (high - low)
    return low - room, high + room


def histogram(a: Array, low: float, high: float) -> Array:
    """Shares of the values in equal bins, (BINS,); what is beyond goes to the ends."""
    inside = np.clip(np.nan_to_num(a), low, high)
    places = np.minimum(((inside - low) * BINS / (high - low)).astype(int), BINS - 1)
    return (np.bincount(places.ravel(), minlength=BINS) / a.size).astype(np.float32)
