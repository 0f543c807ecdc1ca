"""What theory says of descent on a quadratic bowl, where it can be said exactly.

Along an eigenvector of the Hessian with eigenvalue λ > 0, every step multiplies the distance from the minimum.
``curvatures`` are the eigenvalues; what matters is the smallest, μ, the largest, L, and their ratio κ = L / μ.
Source: Polyak 1964; Goh 2017 (Why momentum really works).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.values.bounds import Refused


def largest_rate(curvatures: Sequence[float], beta: float = 0.0, averaged: bool = False) -> float:
    """The rate from which descent no longer converges: 2 (1 + β) / L, momentum β; over 1 − β in the averaged form.

    At β = 0 this is gradient descent's limit 2 / L.
    """
    limit = 2.0 * (1.0 + beta) / _extremes(curvatures)[1]
    return limit / (1.0 - beta) if averaged else limit


def best_rate(curvatures: Sequence[float]) -> float:
    """The rate at which gradient descent is fastest: 2 / (μ + L); a step then leaves (κ − 1)/(κ + 1) of the way."""
    return 2.0 / sum(_extremes(curvatures))


def best_momentum(curvatures: Sequence[float]) -> tuple[float, float]:
    """Rate and β at which classical momentum is fastest: (2 / (√μ + √L))² and ((√κ − 1)/(√κ + 1))².

    Then a step leaves about (√κ − 1)/(√κ + 1) of the distance.
    """
    low, high = map(math.sqrt, _extremes(curvatures))
    return (2.0 / (low + high)) ** 2, ((high - low) / (high + low)) ** 2


def contraction(curvatures: Sequence[float], rate: float, beta: float = 0.0) -> float:
    """What share of the distance a step leaves in the long run, for classical momentum (β = 0: gradient descent).

    The largest spectral radius of [[1 + β − α λ, −β], [1, 0]] over the curvatures λ; 1 or more does not converge.
    """
    _extremes(curvatures)
    steps = np.array([[[1.0 + beta - rate * each, -beta], [1.0, 0.0]] for each in curvatures])
    return float(np.abs(np.linalg.eigvals(steps)).max())


def _extremes(curvatures: Sequence[float]) -> tuple[float, float]:
    low, high = min(curvatures), max(curvatures)
    if not 0.0 < low <= high < math.inf:
        raise Refused("curvatures", f"{low:g} to {high:g} are not those of a bowl; all must be positive and finite")
    return low, high
