"""Claims on exponentially weighted averages (notes 2.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.claims.claim import FAILS, HOLDS_IF, Claim, Figure, Verdict
from engine.optimizers.averages import bias, weighted_average, window
from engine.studies.moving_averages.averages import Averages
from engine.studies.moving_averages.made import Step, Temperatures
from engine.studies.moving_averages.memory import measured
from engine.training.pieces import at_once
from engine.values.randomness import generator

Array = np.ndarray
KNOWN = (0.8, 0.9, 0.95, 0.98, 0.99)  # values of β
LARGE, EARLY = 0.98, 10  # the β of which the notes say so, and so many first averages
SERIES_OF_NOISE = 100


@dataclass(frozen=True)
class Reach:
    """Over how many values an average looks back, by two measures."""

    response: int  # values until it has come 1 − 1/e of the way to a new level
    equal_mean: float  # values of a plain mean that leaves as much of white noise


def reach(beta: float, seeds: int = 100, first: int = 0) -> Reach:
    """Measured on series of white noise with a step in them."""
    found = measured(beta, seeds, first)
    return Reach(found.response, 1 / found.noise**2)


def looks_back(study: Averages, seeds: range) -> Verdict:
    """Claim 29, on series of white noise with a step, which say of every β what no one series does."""
    found = [reach(beta, len(seeds), seeds.start) for beta in KNOWN]
    follows = [each.response / window(beta) for each, beta in zip(found, KNOWN, strict=True)]
    calms = [each.equal_mean / window(beta) for each, beta in zip(found, KNOWN, strict=True)]
    slower = all(np.diff([each.response for each in found]) > 0)
    right = slower and all(abs(each.response - window(beta)) <= 2 for each, beta in zip(found, KNOWN, strict=True))
    said = (
        f"To follow a step for 1 − 1/e of its height takes {', '.join(str(each.response) for each in found)} values "
        f"with β = {', '.join(map(str, KNOWN))}. It holds if that is what looking back means: by the noise that is "
        f"left, the same averages are plain means of {', '.join(f'{each.equal_mean:.0f}' for each in found)} values, "
        "nearly twice as many."
    )
    figures = (Figure("values to follow, in windows", float(np.mean(follows))),
               Figure("values of an equal mean, in windows", float(np.mean(calms))))  # fmt: skip
    return Verdict(HOLDS_IF if right else FAILS, figures, said)


@dataclass(frozen=True)
class Beginning:
    """First averages as shares of the level they should show, (count,): mean over the seeds, and its standard error."""

    plain: Array
    corrected: Array
    error: Array  # of ``corrected``


def beginning(beta: float, level: float, count: int = 50, seeds: int = 200, first: int = 0) -> Beginning:
    """Measured on series of white noise of variance 1 around a level that is not 0."""
    noise = np.stack([generator(seed, "noise").standard_normal(count) for seed in range(first, first + seeds)])
    plain, corrected = (weighted_average(level + noise, beta, fair) / level for fair in (False, True))
    error = corrected.std(axis=0, ddof=1) / np.sqrt(seeds)
    return Beginning(plain.mean(axis=0), corrected.mean(axis=0), error)


def begins_too_low(study: Averages, seeds: range) -> Verdict:
    """Claim 30, on a series made anew for every seed: how far the first averages are off what is under the noise."""
    series = study.series
    each = [replace(series, seed=(series.seed + seed) % 1_000_000) for seed in seeds]
    values = np.stack([next(one.pieces())[:EARLY] for one in each])
    plain = weighted_average(values, LARGE)
    off = (plain - series.signal[:EARLY]).mean(axis=0)
    left = (plain / bias(LARGE, EARLY) - series.signal[:EARLY]).mean(axis=0)
    named = {"off at t = 1": off[0], f"off at t = {EARLY}": off[-1], f"corrected, at t = {EARLY}": left[-1]}
    figures = tuple(Figure(name, float(value), series.unit) for name, value in named.items())
    shown = [f"{each.value:+.2f} {series.unit}".strip() for each in figures]
    holds, why = low_because_above_zero(off, left)
    said = (
        f"With β = {LARGE} the uncorrected average is off the {series.beneath} by {shown[0]} at first and by "
        f"{shown[1]} at t = {EARLY} (mean of {len(seeds)} seeds), the corrected one by {shown[2]}. {why}"
    )
    return Verdict(holds, figures, said)


def low_because_above_zero(off: Array, left: Array) -> tuple[str, str]:
    """The verdict on how far first averages are off, uncorrected and corrected, and the reason."""
    if (np.abs(off) <= np.abs(left)).any():
        return FAILS, "This series begins so near 0 that there is little to correct."
    if (off < 0).all():
        return HOLDS_IF, "It holds if values lie above 0: below it first averages are too high, for they begin from 0."
    return FAILS, "Here values lie below 0, so that the first averages, which begin from 0, are too high."


def made(value: object) -> Averages | None:
    """A study of a series that can be made anew with other noise."""
    return value if isinstance(value, Averages) and isinstance(value.series, (Temperatures, Step)) else None


CLAIMS: dict[int, Claim] = {
    29: Claim(
        "2.2",
        "Vₜ is the approximated average temperature over the last 1/(1−β) days. If β is larger then the average will "
        "adapt slower to changes in the data",
        Averages(Step()),
        at_once(looks_back),
        count=SERIES_OF_NOISE,
    ),
    30: Claim(
        "2.2",
        "For large values of β, initial average will be much lower than they should be",
        Averages(Temperatures(first_day=182)),
        at_once(begins_too_low),
        slip="Lower where values are above 0: averages begin from 0, so below it they are higher.",
        fits=made,
    ),
}  # fmt: skip
