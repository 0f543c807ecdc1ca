"""Pictures as columns, and what a neuron that was trained on glyphs makes of them (notes 1.2.1).

The axis of this run is no time: its k-th moment has read k numbers of the column. Axes: m pictures, n numbers.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.datasets.glyphs import INPUTS, glyph, glyphs
from engine.datasets.samples import from_arrays
from engine.experiment import Experiment, Penalty
from engine.networks.initializers import Zeros
from engine.networks.network import Network
from engine.optimizers import Adam
from engine.optimizers.schedules import Constant
from engine.studies.logistic_regression.objective import activation
from engine.studies.logistic_regression.picture import Picture
from engine.training.pieces import Work, advancing, kept
from engine.training.trainer import Trainer

Array = np.ndarray
TRAINING, FRESH, SEED, STEPS = 600, 400, 1, 240
LEARNER = Experiment(
    network=Network((), initializer=Zeros()), penalty=Penalty(l2=1.0), optimizer=Adam(), schedule=Constant(0.03),
    batch_size=60,
)  # fmt: skip
BESIDE = {"a cross": glyph(0, 1, (0, 0)), "a ring": glyph(1, 4, (0, 0)), "a cross, moved": glyph(0, 7, (1, -1))}
NAMES = ("yours", *BESIDE)


@dataclass(frozen=True)
class Reader:
    """The neuron that reads pictures: w (192,), b, and the share of fresh glyphs that it tells right."""

    w: Array
    b: float
    right: float


@kept(1)
def reader() -> Work:
    """Train it by this engine, on glyphs. Returns: Reader."""
    pictures, labels = glyphs(TRAINING, SEED)
    samples = from_arrays(columns(pictures, "right"), labels, "binary")
    trainer = Trainer(LEARNER, samples)
    state = yield from advancing(trainer, trainer.start(), STEPS)
    theta = np.ravel(state.theta)
    fresh, truth = glyphs(FRESH, SEED + 1)
    said = theta[:-1] @ columns(fresh, "right") + theta[-1] > 0
    return Reader(theta[:-1], float(theta[-1]), float(np.mean(said == truth)))


def columns(pictures: Array, reading: str) -> Array:
    """Pictures X (m, 8, 8, 3) as columns (192, m), or as what a wrong way makes of them."""
    m = len(pictures)
    if reading == "right":
        return pictures.reshape(m, -1).T
    return pictures.reshape(-1, m) if reading == "mixed" else pictures.reshape(m, -1)


@dataclass(frozen=True)
class Unrolled:
    """So many numbers of the first column read: ``column`` (n,), ``sums`` (n + 1,) of z, answers (m,) or None."""

    picture: Picture
    reader: Reader
    column: Array
    sums: Array
    right: Array
    chosen: Array | None
    index: int

    nbytes = 200  # all share their arrays

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        z = float(self.sums[self.index])
        return {"epoch": self.index, "numbers": {"z so far": z, "σ(z)": float(activation(np.array(z)))}}


def unrolling(picture: Picture) -> Generator[Unrolled | None, None, str]:
    """The first column, number by number. Returns: what came of it."""
    training = reader()
    while True:
        try:
            next(training)
            yield None
        except StopIteration as end:
            neuron = end.value
            break
    pictures = np.stack([picture.array, *BESIDE.values()])
    matrix = columns(pictures, picture.reading)
    column = matrix[:, 0]
    sums = neuron.b + np.concatenate([[0.0], np.cumsum(neuron.w[: len(column)] * column)])
    right, chosen = answers(neuron, columns(pictures, "right")), answers(neuron, matrix)
    for index in range(len(column) + 1):
        yield Unrolled(picture, neuron, column, sums, right, chosen, index)
    return conclusion(picture, matrix.shape, sums[-1])


def answers(neuron: Reader, matrix: Array) -> Array | None:
    """σ(wᵀX + b) of each column (m,); None where the shapes do not fit."""
    return activation(neuron.w @ matrix + neuron.b) if len(matrix) == INPUTS else None


def conclusion(picture: Picture, shape: tuple[int, int], z: float) -> str:
    """What came out, in one sentence."""
    if shape[0] != INPUTS:
        return f"NumPy refuses np.dot(w.T, X): w.T is (1, {INPUTS}) and X is {shape}, so nothing is said at all"
    if not picture.array.any():
        return f"nothing is drawn: every x is 0, so z is b alone, {z:.2f}; draw something"
    if picture.reading == "mixed":
        return "the shape is right, so nobody complains, but each column holds pieces of all pictures"
    return f"z is {z:.2f}: a ring with probability {float(activation(np.array(z))):.1%}"
