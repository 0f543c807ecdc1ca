"""Bias, variance and noise of many networks that learned the same problem from different training sets.

Axes: R networks (redraws of the training set), n_y outputs, G test points; every result is one number a test point.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Decomposition:
    """Three parts of the expected error at each test point, (G,); they add up to it."""

    bias: Array
    variance: Array
    noise: Array

    @property
    def error(self) -> Array:
        """The expected error itself."""
        return self.bias + self.variance + self.noise

    @property
    def means(self) -> tuple[float, float, float]:
        """Bias, variance and noise, each averaged over the test points."""
        return float(self.bias.mean()), float(self.variance.mean()), float(self.noise.mean())


def squared_error_parts(predictions: Array, truth: Array, noise: Array) -> Decomposition:
    """E(y − ŷ)² = (E ŷ − f)² + E(ŷ − E ŷ)² + E(y − f)², outputs summed.

    E ŷ is a mean over R networks only: it strays from the true one by variance/R, which the squared bias is freed of;
    it may come out a little below 0. Variance is the unbiased one, so the sum stays that of the plain estimates.
    Shapes: predictions (R, n_y, G), truth (n_y, G), noise (G,). Source: Geman, Bienenstock and Doursat 1992.
    """
    count = len(predictions)
    variance = predictions.var(axis=0, ddof=1)
    bias = (predictions.mean(axis=0) - truth) ** 2 - variance / count
    return Decomposition(bias.sum(axis=0), variance.sum(axis=0), np.broadcast_to(noise, variance.shape[1:]))


def zero_one_parts(labels: Array, posterior: Array) -> Decomposition:
    """P(y ≠ ŷ) = N' + B + V' for the share of wrong classes.

    y* is the likeliest class, yₘ the class that most networks say. B = 1 where yₘ ≠ y*. V' = P(ŷ ≠ y*) − B: where the
    majority is right, networks that differ from it add to the error, where it is wrong they take from it. N' is what
    labels that are not y* add: the Bayes error, less where networks are wrong anyway.
    Shapes: labels (R, G) of whole numbers below K, posterior (K, G). Source: Domingos 2000, c₁N, B and c₂V.
    """
    best = posterior.argmax(axis=0)
    votes = np.stack([(labels == k).mean(axis=0) for k in range(len(posterior))])
    strayed = 1 - np.take_along_axis(votes, best[None], axis=0)[0]
    bias = (votes.argmax(axis=0) != best).astype(float)
    error = (votes * (1 - posterior)).sum(axis=0)
    return Decomposition(bias, strayed - bias, error - strayed)
