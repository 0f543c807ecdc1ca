"""What β remembers, in closed form, and the same measured on simulated series.

Axis letters: S series of noise, T values in time. ``beta`` is a float or an array of any shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.optimizers.averages import weighted_average, window
from engine.values.randomness import generator

Array = np.ndarray
RISEN = 1 - 1 / np.e  # the share of a step after which an average is said to have followed it
SETTLED, AFTER, HEIGHT = 1000, 1000, 10.0  # of a simulated series: values in each of its parts, and its step


def inside_window(beta: Any) -> Any:
    """Share of all weight on the newest 1/(1 − β) values: 1 − β^(1/(1 − β)), falling from 1 to 1 − 1/e."""
    return 1 - beta ** window(beta)


def mean_age(beta: Any) -> Any:
    """How old the values of an average are, by their weights: Σ j (1 − β) βʲ = β/(1 − β).

    So far behind does it follow a straight slope.
    """
    return beta / (1 - beta)


def response_time(beta: Any) -> Any:
    """Values until an average has come 1 − 1/e of the way to a new level, 1 − βⁿ = 1 − 1/e: n = −1/ln β."""
    with np.errstate(divide="ignore"):
        return -1 / np.log(beta)


def noise_left(beta: Any) -> Any:
    """Standard deviation of the average of white noise of variance 1: √(Σ (1 − β)² β²ʲ) = √((1 − β)/(1 + β))."""
    return np.sqrt((1 - beta) / (1 + beta))


def plain_mean(beta: Any) -> Any:
    """Over how many values a plain mean is equally noisy, and its values equally old: (1 + β)/(1 − β).

    A plain mean of N has variance 1/N and mean age (N − 1)/2; both give the same N, nearly twice the window.
    """
    return (1 + beta) / (1 - beta)


@dataclass(frozen=True)
class Measured:
    """Of simulated series: what is left of noise of variance 1, and values until the average has followed a step."""

    noise: float
    response: int


@lru_cache(maxsize=64)
def measured(beta: float, seeds: int = 20, first: int = 0) -> Measured:
    """Average ``seeds`` series of white noise with a step late in them, and look at both sides of the step.

    It is for β up to 0.99: beyond that the parts of a series are too short for the average to settle.
    """
    length = 2 * SETTLED + AFTER
    length = 2 * SETTLED + AFTER
    noise = np.stack([generator(seed, "noise").standard_normal(length) for seed in range(first, first + seeds)])
    step = HEIGHT * (np.arange(length) >= 2 * SETTLED)
    average = weighted_average(noise + step, beta)
    settled, after = average[:, SETTLED : 2 * SETTLED], average[:, 2 * SETTLED :].mean(axis=0)
    return Measured(float(settled.std()), int(np.argmax(after >= RISEN * HEIGHT)) + 1)
