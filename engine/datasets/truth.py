"""What a perfect learner would know of a toy problem: its noise-free answer, and the error that nobody can avoid."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from engine.datasets.class_sets import Gaussians

CELLS = 200  # a side of the grid that integrates an error
SLICE = 256  # columns at a time, to bound memory


def is_known(source: Any) -> bool:
    """Whether anybody knows what a problem's points are drawn from; of given points, nobody does."""
    return hasattr(source, "clean") or hasattr(source, "log_density")


def truth(source: Any, X: np.ndarray) -> np.ndarray:
    """The noise-free target, or the posterior P(y = k|x) = p(x|k)/Σⱼ p(x|j) of equally frequent classes.

    Shapes: X (n_x, m) -> (1, m) in regression, (K, m) in classification.
    """
    if source.task == "regression":
        return source.clean(X)
    scores = log_densities(source, X)
    shares = np.exp(scores - scores.max(axis=0))
    return shares / shares.sum(axis=0)


@lru_cache(maxsize=256)
def bayes_error(source: Any) -> float:
    """The least error any learner can reach on fresh examples, on average.

    Regression: the variance of the noise, the least mean of (ŷ - y)²; with the cost ½(ŷ - y)² halve it.
    Classification: the share of wrong labels of the rule argmaxₖ P(y = k|x); a formula in EXACT, else the integral
    over a grid, good to 1e-3. At noise 0 it is 0.
    """
    if source.task == "regression":
        return source.deviation**2
    if source.noise == 0 and not source.core:
        return 0.0
    return EXACT.get(type(source), grid_error)(source)


def gaussians_error(source: Gaussians) -> float:
    """Φ(-d/2σ) for two round Gaussians at distance d."""
    return 0.5 * math.erfc(source.distance / (2 * source.jitter) / math.sqrt(2))


def grid_error(source: Any) -> float:
    """1/K ∫ (Σₖ p(x|k) - maxₖ p(x|k)) dx by the midpoint rule on a square that holds all but a millionth."""
    reach = source.bounds[0][1] + 5 * source.jitter
    step = 2 * reach / CELLS
    side = -reach + step * (np.arange(CELLS) + 0.5)
    X = np.stack(np.meshgrid(side, side)).reshape(2, -1)
    density = np.exp(log_densities(source, X))
    return float((density.sum(axis=0) - density.max(axis=0)).sum()) * step**2 / source.classes


def log_densities(source: Any, X: np.ndarray) -> np.ndarray:
    """log p(x|k) at any number of points, a slice at a time. Shapes: X (2, m) -> (K, m)."""
    starts = range(0, max(X.shape[1], 1), SLICE)
    return np.concatenate([source.log_density(X[:, start : start + SLICE]) for start in starts], axis=1)


EXACT: dict[type, Callable[[Any], float]] = {Gaussians: gaussians_error}
