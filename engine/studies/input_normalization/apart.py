"""A test set normalised by its own mean and deviation: what that costs in accuracy (notes 2.1.4).

Axes: n test examples, S seeds; the axis of the study is the share of class 1 in the test set.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.studies.input_normalization.inputs import Inputs, Normalization, in_units, standard
from engine.values.fields import check, nested

Array = np.ndarray
SHARES = tuple(round(k / 40, 3) for k in range(41))  # of class 1 in the test set
EVEN = SHARES.index(0.5)
RATIO = 10.0  # of the scales of x₁ and x₂
APART = 2.5  # deviations between the classes, along z₁ + z₂
DRAWS = 30  # test sets behind each mean
TRAIN = 1  # which draw of the points is the training set; test sets follow


@dataclass(frozen=True)
class Apart:
    """A neuron that was trained on as many of either class, and a test set of any mixture."""

    inputs: Inputs = nested(Inputs())

    __post_init__ = check


@dataclass(frozen=True)
class Line:
    """What was learned: the normalisation of the training set, and z = w·x̃ + b."""

    normalization: Normalization
    w: Array  # (2,)
    b: float

    def right(self, x: Array, truth: Array) -> Array:
        """Which normalised examples x (..., 2, n) lie on their class's side."""
        return (self.w @ x + self.b > 0) == (truth == 1)


@dataclass(frozen=True)
class Mixture:
    """One test set: ``truth`` (n,), its inputs normalised with the training set's numbers and with its own, (2, n)."""

    index: int  # of the share among SHARES
    line: Line
    truth: Array
    together: Array
    apart: Array
    mean: tuple[float, float]  # accuracy over DRAWS test sets, together and apart

    @property
    def nbytes(self) -> int:
        return self.truth.nbytes + self.together.nbytes + self.apart.nbytes

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        right = [self.line.right(x, self.truth).mean() for x in (self.together, self.apart)]
        numbers = {
            "right together": f"{right[0]:.0%}",
            "apart": f"{right[1]:.0%}",
            "lost on average": f"{100 * (self.mean[0] - self.mean[1]):.0f} %",
        }
        return {"epoch": self.index, "numbers": numbers}


def classes(inputs: Inputs, z: Array, truth: Array) -> Array:
    """Inputs in their units: standard ones z (..., 2, n), parted by class along (1, 1)."""
    return in_units(inputs, z + APART / np.sqrt(8) * (2 * truth - 1), RATIO)


@lru_cache(maxsize=64)
def line(inputs: Inputs) -> Line:
    """The linear discriminant of the normalised training set, half of it of each class: w = S⁻¹ (μ₁ − μ₀)."""
    truth = np.arange(inputs.points) % 2
    x = classes(inputs, standard(inputs, inputs.points, TRAIN), truth)
    normalization = Normalization.of(x)
    x = normalization(x)
    centers = np.stack([x[:, truth == k].mean(axis=1) for k in (0, 1)])
    w = np.linalg.solve(np.cov(x - centers[truth].T), centers[1] - centers[0])
    return Line(normalization, w, float(-w @ centers.mean(axis=0)))


@lru_cache(maxsize=64)
def noises(inputs: Inputs) -> Array:
    """Where the examples of all test sets lie beside the middle of their class, (S, 2, n)."""
    return np.stack([standard(inputs, inputs.test_points, TRAIN + 1 + draw) for draw in range(DRAWS)])


def mixture(study: Apart, index: int) -> Mixture:
    """The first test set with one share of class 1, and the mean accuracy over all."""
    inputs, known = study.inputs, line(study.inputs)
    truth = (np.arange(inputs.test_points) >= round((1 - SHARES[index]) * inputs.test_points)).astype(int)
    x = classes(inputs, noises(inputs), truth)
    both = known.normalization(x), Normalization.of(x)(x)
    mean = tuple(float(known.right(each, truth).mean()) for each in both)
    first = (each[0].copy() for each in both)  # a view would hold all of them
    return Mixture(index, known, truth, *first, mean)


def mixtures(study: Apart) -> Generator[Mixture, None, str]:
    """Every share of class 1 in turn.

    Returns: a sentence on what came out.
    """
    lost = []
    for index in range(len(SHARES)):
        moment = mixture(study, index)
        lost.append(moment.mean[0] - moment.mean[1])
        yield moment
    return (
        f"normalised apart, a test set of one class loses {100 * lost[-1]:.0f} points of accuracy, "
        f"an even one {100 * lost[EVEN]:.1f}"
    )
