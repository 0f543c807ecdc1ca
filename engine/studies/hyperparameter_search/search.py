"""Searching hyper-parameters: by grid, at random, from coarse to fine, on the scale that fits each (notes 2.3.1).

A space is a tuple of dimensions; a trial is a value for each, by name; a score is the better the lower, a dev loss.
A method proposes the next trials from the results so far, so a search is a pure function of space, budget and seed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, ClassVar

from engine.values.bounds import Refused, brief
from engine.values.fields import check, number, whole
from engine.values.randomness import generator

Trial = dict[str, float]


@dataclass(frozen=True)
class Scale:
    """A way to spread values: evenly in ``forward(value)``."""

    label: str
    forward: Callable[[float], float]
    back: Callable[[float], float]


@dataclass(frozen=True)
class Dimension:
    """One hyper-parameter: its name in an experiment ("schedule.rate"), bounds, scale, and whether it is whole.

    Raises: Refused where a bound does not fit the scale.
    """

    name: str
    low: float
    high: float
    scale: str = "linear"
    whole: bool = False

    def __post_init__(self) -> None:
        if self.scale not in SCALES:
            raise Refused(self.name, f"scale {brief(self.scale)} is unknown; allowed are {', '.join(SCALES)}")
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low <= self.high):
            raise Refused(self.name, f"{self.low!r} to {self.high!r} is not a range of numbers")
        if self.scale == "log" and self.low <= 0:
            raise Refused(self.name, f"{self.low:g} has no place on a log scale, which begins above 0")
        if self.scale == "1-log" and self.high >= 1:
            raise Refused(self.name, f"{self.high:g} has no place on a scale of 1 − β, which ends below 1")

    def ends(self) -> tuple[float, float]:
        """Both bounds on the scale; whole numbers get half a unit more, so that the ends come as often as the rest."""
        more, forward = 0.5 if self.whole else 0.0, SCALES[self.scale].forward
        return forward(self.low - more), forward(self.high + more)

    def value(self, share: float) -> float:
        """The value at a share of the way from low to high, in [0, 1]."""
        first, last = self.ends()
        value = SCALES[self.scale].back(first + share * (last - first))
        value = min(max(value, self.low), self.high)
        return round(value) if self.whole else float(value)

    def share(self, value: float) -> float:
        """The share of the way at which a value lies."""
        first, last = self.ends()
        return (SCALES[self.scale].forward(value) - first) / (last - first) if last > first else 0.5


Space = tuple[Dimension, ...]


@dataclass(frozen=True)
class Result:
    """A trial and its score: NaN or infinite where training diverged, which is worse than any number."""

    trial: Trial
    score: float


def at(space: Space, shares: Sequence[float]) -> Trial:
    """The trial at shares (n,) of the ways."""
    return {each.name: each.value(share) for each, share in zip(space, shares, strict=True)}


@dataclass(frozen=True)
class Grid:
    """kⁿ trials, all combinations of k evenly spaced values in each of n dimensions; k is what the budget allows."""

    label: ClassVar[str] = "grid"

    def propose(self, space: Space, budget: int, seed: int, results: Sequence[Result]) -> list[Trial]:
        if results or not space:
            return []
        k = 1
        while (k + 1) ** len(space) <= budget:
            k += 1
        shares = [index / (k - 1) for index in range(k)] if k > 1 else [0.5]
        values = [dict.fromkeys(each.value(share) for share in shares) for each in space]
        names = [each.name for each in space]
        return [dict(zip(names, each, strict=True)) for each in product(*values)]


@dataclass(frozen=True)
class Random:
    """Every trial drawn evenly on the scales: n dimensions are tried at as many values each as there are trials.

    Source: Bergstra and Bengio 2012, Random search for hyper-parameter optimization.
    """

    label: ClassVar[str] = "random"

    def propose(self, space: Space, budget: int, seed: int, results: Sequence[Result]) -> list[Trial]:
        return [] if results else draw(space, budget, seed, 0)


@dataclass(frozen=True)
class CoarseToFine:
    """Random search in rounds: each draws in a box around the best trials so far, narrower than the last."""

    rounds: int = whole(3, 2, 10, help="How often to look, each time closer")
    zoom: float = number(0.5, 0.1, 0.9, step=0.05, help="Width of a box as a share of the one before it")
    label: ClassVar[str] = "coarse to fine"

    __post_init__ = check

    def propose(self, space: Space, budget: int, seed: int, results: Sequence[Result]) -> list[Trial]:
        each = max(1, budget // self.rounds)
        turn = min(len(results) // each, self.rounds - 1)
        left = budget - len(results)
        count = left if turn == self.rounds - 1 else min(each, left)
        return draw(narrow(space, results, self.zoom**turn), count, seed, turn)


def draw(space: Space, count: int, seed: int, turn: int) -> list[Trial]:
    """``count`` random trials; more of them begin with the same ones."""
    return [at(space, shares) for shares in generator(seed, "search", turn).random((max(count, 0), len(space)))]


def narrow(space: Space, results: Sequence[Result], width: float) -> Space:
    """A box of a share ``width`` of every dimension, around the mean of the three best trials, within the space."""
    best = sorted((each for each in results if math.isfinite(each.score)), key=lambda result: result.score)[:3]
    if not best:
        return space
    box = []
    for each in space:
        middle = sum(each.share(result.trial[each.name]) for result in best) / len(best)
        low = min(max(middle - width / 2, 0.0), 1 - width)
        box.append(replace(each, low=each.value(low), high=each.value(low + width)))
    return tuple(box)


def run_search(
    method: Any, space: Space, score: Callable[[list[Trial]], Sequence[float]], budget: int, seed: int = 0
) -> list[Result]:
    """All results of a search, in the order in which they were tried; ``score`` takes the trials of a round."""
    results: list[Result] = []
    while len(results) < budget and (trials := method.propose(space, budget, seed, results)):
        scores = score(trials)
        results += [Result(trial, float(each)) for trial, each in zip(trials, scores, strict=True)]
    return results


def same(value: float) -> float:
    return value


SCALES: dict[str, Scale] = {
    "linear": Scale("linear", same, same),
    "log": Scale("log", math.log10, lambda exponent: 10.0**exponent),
    "1-log": Scale("1 − β", lambda value: -math.log10(1 - value), lambda exponent: 1 - 10.0**-exponent),
}

SEARCHES: dict[str, type] = {"grid": Grid, "random": Random, "coarse_to_fine": CoarseToFine}
