"""Statistics of mini-batches beside the running ones (notes 2.3.2), and histograms of every unit's z.

Axes: n units of all layers in a row, N batches, m examples, K bins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.studies.batch_norm.norms import NORMED
from engine.studies.batch_norm.pair import Pair
from engine.training.trainer import State

Array = np.ndarray
BINS, REACH = 24, 4.0
EDGES = np.linspace(-REACH, REACH, BINS + 1)


def histograms(z: Array) -> Array:
    """Shares (n, K) of each unit's z (n, m) by bin; what lies beyond the edges is in the last bins."""
    place = np.clip(np.nan_to_num((z + REACH) / (2 * REACH) * BINS, posinf=BINS - 1), 0, BINS - 1).astype(int)
    index = place + BINS * np.arange(len(z))[:, None]
    return np.bincount(index.ravel(), minlength=BINS * len(z)).reshape(len(z), BINS) / z.shape[1]


@dataclass(frozen=True)
class Statistics:
    """Of every normalised unit, in deviations of its z over the training set around its mean there, (n,).

    ``spread`` is how far the means of mini-batches stray, ``running`` where the running mean is; ``sigma`` and
    ``running_sigma`` are deviations as shares of the training set's.
    """

    spread: Array
    running: Array
    sigma: Array
    running_sigma: Array


def statistics(pair: Pair, state: State) -> Statistics:
    """Batches of the first epoch's order, under the parameters of one state."""
    means, variances = batches(pair, state)
    whole_means, whole_variances = batches(pair, state, whole=True)
    deviation = np.sqrt(whole_variances[0] + 1e-12)
    spans = pair.trainers[NORMED].layout.spans[:-1]
    buffers = pair.tested(state).buffers
    running = np.concatenate([buffers[span.mean] for span in spans])
    running_sigma = np.sqrt(np.maximum(np.concatenate([buffers[span.variance] for span in spans]), 0))
    return Statistics(
        (means - whole_means[0]).std(axis=0) / deviation,
        (running - whole_means[0]) / deviation,
        np.sqrt(np.maximum(variances, 0)).mean(axis=0) / deviation,
        running_sigma / deviation,
    )


def batches(pair: Pair, state: State, whole: bool = False) -> tuple[Array, Array]:
    """μ and σ² (N, n) of each mini-batch, or of the training set as one.

    Each pass takes them into the running averages as V ← 0.9 V + 0.1 (that of the batch), from which they are read off.
    """
    trainer, found = pair.trainers[NORMED], []
    trainer.load(state)
    trainer.begin(0)
    passes = [None] if whole else trainer.batches
    with np.errstate(all="ignore"):
        for batch in passes:
            before = trainer.buffers.copy()
            if batch is None:
                pair.evaluators[NORMED].probe.forward()
            else:
                batch.propagation.read(batch.inputs)
                batch.propagation.forward()
            found.append((trainer.buffers - 0.9 * before) / 0.1)
            np.copyto(trainer.buffers, before)
    taken, spans = np.array(found), trainer.layout.spans[:-1]
    means = np.concatenate([taken[:, span.mean] for span in spans], axis=1)
    return means, np.concatenate([taken[:, span.variance] for span in spans], axis=1)
