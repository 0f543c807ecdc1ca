"""Exponentially weighted averages: the memory that momentum, RMSprop and Adam are made of.

Axis letters: T values in time, last; other axes are separate series.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.values.bounds import Number
from engine.values.fields import elementwise

BETA = Number(0.0, 0.99999, 0.0, "1-log", False, "β", "Share of the old average that is kept.", True)


def weighted_average(values: Any, beta: Any, corrected: bool = False) -> np.ndarray:
    """Every average along a series, from its first value to its last.

    V₀ = 0,  Vₜ = β Vₜ₋₁ + (1 − β) xₜ;  corrected: Vₜ / (1 − βᵗ).

    Shapes: values (..., T), beta a float or (R, 1) for R averages of the same series; result (..., T) or (R, T).
    Raises: Refused for a beta outside 0 <= β <= 0.99999.
    Source: course notes 2.2; the sum is built by doubling, in log₂ T passes instead of T steps.
    """
    BETA.check("beta", beta)
    average = (1.0 - beta) * np.asarray(values, dtype=np.float64)
    count = average.shape[-1]
    reach = 1  # each entry already sums the last ``reach`` values; adding the sum that ends there doubles it
    while reach < count:
        average[..., reach:] += elementwise(pow, beta, reach) * average[..., :-reach]
        reach *= 2
    return average / bias(beta, count) if corrected else average


def bias(beta: Any, count: int) -> np.ndarray:
    """How much weight the first t averages hold in all, 1 − βᵗ, for t = 1 ... count.

    Shapes: beta a float or (R, 1); result (count,) or (R, count).
    """
    divisors = np.array([correction(beta, t) for t in range(1, count + 1)])
    return divisors if divisors.ndim == 1 else divisors[..., 0].T


def correction(beta: Any, t: int) -> Any:
    """The divisor 1 − βᵗ that makes the t-th average unbiased (t counts from 1)."""
    return 1.0 - elementwise(pow, beta, t)


def weights(beta: float, count: int) -> np.ndarray:
    """Weight of the newest value, of the one before it, and so on: (1 − β) βʲ for j = 0 ... count − 1."""
    return (1.0 - beta) * beta ** np.arange(count, dtype=np.float64)


def window(beta: Any) -> Any:
    """About how many values an average looks back over: 1 / (1 − β), where βʲ has fallen to about 1/e."""
    return 1.0 / (1.0 - beta)
