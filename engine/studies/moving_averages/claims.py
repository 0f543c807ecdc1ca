"""What the notes claim of moving averages (2.2, claims 29 and 30), measured over seeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.optimizers.averages import weighted_average
from engine.studies.moving_averages.memory import measured
from engine.values.randomness import generator

Array = np.ndarray


@dataclass(frozen=True)
class Reach:
    """Over how many values an average looks back, by two measures."""

    response: int  # values until it has come 1 − 1/e of the way to a new level
    equal_mean: float  # values of a plain mean that leaves as much of white noise


def reach(beta: float, seeds: int = 100, first: int = 0) -> Reach:
    """Claim 29, measured on series of white noise with a step in them."""
    found = measured(beta, seeds, first)
    return Reach(found.response, 1 / found.noise**2)


@dataclass(frozen=True)
class Beginning:
    """First averages as shares of the level they should show, (count,): mean over the seeds, and its standard error."""

    plain: Array
    corrected: Array
    error: Array  # of ``corrected``


def beginning(beta: float, level: float, count: int = 50, seeds: int = 200, first: int = 0) -> Beginning:
    """Claim 30, measured on series of white noise of variance 1 around a level that is not 0."""
    noise = np.stack([generator(seed, "noise").standard_normal(count) for seed in range(first, first + seeds)])
    plain, corrected = (weighted_average(level + noise, beta, fair) / level for fair in (False, True))
    error = corrected.std(axis=0, ddof=1) / np.sqrt(seeds)
    return Beginning(plain.mean(axis=0), corrected.mean(axis=0), error)
