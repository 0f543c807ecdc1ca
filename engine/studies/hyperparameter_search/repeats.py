"""The same hunt many times over: the best so far of each method, in every repeat.

Axes: R repeats, T trials.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.studies.hyperparameter_search.cost import bill
from engine.studies.hyperparameter_search.hunt import METHODS, Hunt
from engine.studies.hyperparameter_search.search import Result
from engine.studies.hyperparameter_search.stacked import dev_losses
from engine.training.cost import Cost
from engine.training.pieces import Work, part
from engine.values.fields import specs

Array = np.ndarray
REPEATS = 20


def drawn(hunt: Hunt, index: int) -> Hunt:
    """Other points, weights and trials."""
    return replace(hunt, seed=(hunt.seed + index) % (int(specs(Hunt)["seed"].high) + 1))


def searched(hunt: Hunt, method: str) -> Work:
    """All results of one method, each round as one stack."""
    search, results = hunt.method(method), []
    while len(results) < hunt.budget and (trials := search.propose(hunt.space, hunt.budget, hunt.seed, results)):
        share = len(results) / hunt.budget, (len(results) + len(trials)) / hunt.budget
        scores = yield from part(dev_losses([hunt.experiment(trial) for trial in trials], hunt.epochs), *share)
        results += [Result(trial, float(score)) for trial, score in zip(trials, scores, strict=True)]
    return results


def repeated(hunt: Hunt, repeats: int = REPEATS, methods: tuple[str, ...] = tuple(METHODS)) -> Work:
    """Results of every method, or of some, in every repeat: method -> list of R lists."""
    found: dict[str, list[list[Result]]] = {method: [] for method in methods}
    for index in range(repeats):
        for k, method in enumerate(methods):
            done = (index + k / len(methods)) / repeats, (index + (k + 1) / len(methods)) / repeats
            found[method].append((yield from part(searched(drawn(hunt, index), method), *done)))
    return found


def best_so_far(runs: list[list[Result]], budget: int) -> Array:
    """The lowest loss after each trial, (R, T); a grid that is done stays where it is, NaN before the first number."""
    scores = np.full((len(runs), budget), np.nan)
    for row, run in zip(scores, runs, strict=True):
        row[: len(run)] = [each.score for each in run]
    return np.fmin.accumulate(np.where(np.isfinite(scores), scores, np.nan), axis=1)


def repeated_cost(hunt: Hunt, repeats: int = REPEATS) -> Cost:
    """What repeating takes."""
    return bill(hunt).whole * repeats
