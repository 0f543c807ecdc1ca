"""How far the gradient of a batch may be from that of all examples, at one point of a real network's training.

Axes: m examples, P parameters, N batches.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.datasets.samples import draw
from engine.experiment import Experiment
from engine.networks.network import layout
from engine.networks.propagation import Propagation
from engine.values.randomness import generator

Array = np.ndarray
DRAWS = 60  # batches of each size


def each_gradient(experiment: Experiment, theta: Array) -> Array:
    """The gradient of every single training example, (m, P), at one theta (P,): their mean is that of the whole set."""
    samples = draw(experiment.data)
    m = samples.counts[0]
    places = layout(experiment.network, *samples.sizes)
    stack, gradient = np.tile(theta, (m, 1)), np.zeros((m, places.P))
    inputs = samples.rows[:m, :, None]
    passing = Propagation.of(experiment, samples, stack, np.zeros((m, places.B)), inputs, gradient, dropout=False)
    with np.errstate(all="ignore"):
        passing.forward()
        passing.backward(samples.targets[:, :m].T[:, :, None])
    return gradient


@dataclass(frozen=True)
class Cloud:
    """Gradients of DRAWS batches of one size, (N, P), around that of all examples, (P,)."""

    size: int
    gradients: Array
    whole: Array

    @property
    def spread(self) -> float:
        """√ E‖g_B − g‖² / ‖g‖."""
        off = ((self.gradients - self.whole) ** 2).sum(axis=1).mean()
        return float(np.sqrt(off) / np.linalg.norm(self.whole))

    @property
    def cosine(self) -> float:
        """The mean cosine of the angle between a batch's gradient and that of all."""
        lengths = np.linalg.norm(self.gradients, axis=1) * np.linalg.norm(self.whole)
        return float((self.gradients @ self.whole / np.maximum(lengths, 1e-300)).mean())

    @property
    def places(self) -> Array:
        """Tips of the gradients along that of all, and across it in the direction in which they stray most, (N, 2)."""
        length = np.linalg.norm(self.whole)
        along = self.whole / length
        rest = self.gradients - np.outer(self.gradients @ along, along)
        _, _, ways = np.linalg.svd(rest, full_matrices=False)
        return np.stack([self.gradients @ along, rest @ ways[0]], axis=1) / length


def cloud(gradients: Array, size: int, seed: int) -> Cloud:
    """Batches of one size, drawn without putting back, of the gradients (m, P) of all examples."""
    m = len(gradients)
    noise = generator(seed, "order", size)
    chosen = noise.random((DRAWS, m)).argsort(axis=1)[:, :size]
    return Cloud(size, gradients[chosen].mean(axis=1), gradients.mean(axis=0))


def expected_spread(gradients: Array, sizes: Array) -> Array:
    """√(tr Σ / B · (m − B) / (m − 1)) / ‖g‖, Σ the covariance of the examples' gradients: as 1/√B, until B nears m."""
    m, whole = len(gradients), gradients.mean(axis=0)
    trace = ((gradients - whole) ** 2).sum(axis=1).mean()
    sizes = np.asarray(sizes, float)
    return np.sqrt(trace / sizes * (m - sizes) / (m - 1)) / np.linalg.norm(whole)
