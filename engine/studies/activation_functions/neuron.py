"""One neuron beside a network: the one that its layers collapse to, and the one that is fitted to the same points.

Axes: m examples, n_x inputs.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.datasets.samples import Data, draw

Array = np.ndarray
MOST_NEWTON, STILL, LARGE = 40, 1e-12, 1e3


@lru_cache(maxsize=64)
def fitted(data: Data) -> tuple[float, ...] | None:
    """[w | b] of the logistic regression with the least cross-entropy on the training points, by Newton's method.

    None where there is no least: points that a line can part want endless weights; and for more than two classes.
    Source: Hastie, Tibshirani and Friedman 2009, 4.4.1.
    """
    if data.source.task != "binary":
        return None
    samples = draw(data)
    cut = samples.bounds["train"]
    found = fit(samples.rows[cut], samples.targets[0, cut])
    return None if found is None else tuple(found.tolist())


def fit(x: Array, y: Array) -> Array | None:
    """The w (n,) with the least cross-entropy of σ(x w) against y (m,), x (m, n); None where there is no least."""
    w = np.zeros(x.shape[1])
    for _ in range(MOST_NEWTON):
        a = probability(x @ w)
        hessian = (x * (a * (1 - a))[:, None]).T @ x
        move = np.linalg.lstsq(hessian, x.T @ (a - y), rcond=None)[0]
        w = w - move
        if not np.abs(w).max() < LARGE:
            return None
        if np.abs(move).max() < STILL:
            return None if parted(x @ w, y) else w
    return None


def parted(z: Array, y: Array) -> bool:
    """Whether a line has all points of one class on one side."""
    return bool(((z > 0) == (y > 0.5)).all())


def probability(z: Array) -> Array:
    """σ(z) = 1 / (1 + e⁻ᶻ), without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def mean_loss(w: tuple[float, ...] | Array, data: Data) -> float:
    """Cross-entropy of a neuron [w | b] on the training points: mean of log(1 + eᶻ) − yz."""
    samples = draw(data)
    cut = samples.bounds["train"]
    z = samples.rows[cut] @ np.asarray(w)
    return float(np.mean(np.logaddexp(0, z) - samples.targets[0, cut] * z))
