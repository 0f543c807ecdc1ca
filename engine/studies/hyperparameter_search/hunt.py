"""Grid, random search and coarse to fine on one network and equal budgets, trial by trial (notes 1.4.1, 2.3.1)."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.datasets import Circles
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Network
from engine.optimizers.momentum import Momentum
from engine.optimizers.schedules import InverseTime
from engine.studies.hyperparameter_search.knobs import KNOBS, MOST, space
from engine.studies.hyperparameter_search.search import CoarseToFine, Grid, Random, Result, Space, Trial
from engine.studies.hyperparameter_search.stacked import dev_losses, hidden
from engine.studies.hyperparameter_search.trials import experiment_at
from engine.studies.mini_batches.batches import SOURCES
from engine.values.fields import check, choices, flag, one_of, whole

Array = np.ndarray
FIRST, CHUNK = 4, 16  # trials in a stack: the first are to be seen soon
GUESS = float(np.log(2))
METHODS: dict[str, str] = {"grid": "grid", "random": "random", "fine": "coarse to fine"}


@dataclass(frozen=True)
class Hunt:
    """The problem, the knobs, and how much may be tried."""

    source: object = one_of(Circles(noise=0.6), SOURCES, help="The problem to be learned")
    knobs: tuple[str, ...] = choices(("rate", "beta", "units"), KNOBS, least=2, help="What is searched")
    budget: int = whole(64, 4, 64, help="Trials of each method")
    epochs: int = whole(40, 5, 200, help="How long each trial is trained")
    suited: bool = flag(True, help="Rate, λ and δ on a log scale, β through 1 − β; off: evenly in their own numbers")
    rounds: int = whole(3, 2, 6, help="Looks of coarse to fine, each closer")
    points: int = whole(200, 40, 400, symbol="m", help="Half of them to train on, half to judge by")
    seed: int = whole(0, 0, 999_999, help="Draws points, first weights and trials")

    __post_init__ = check

    @property
    def space(self) -> Space:
        """What is searched."""
        return space(self.knobs, self.suited)

    @property
    def base(self) -> Experiment:
        """The network, with the usual value of every knob."""
        return Experiment(
            Data(self.source, self.points, train_percent=50, dev_percent=50, seed=self.seed),
            Network(hidden(MOST)),
            optimizer=Momentum(0.9),
            schedule=InverseTime(0.3, 0.0),
            batch_size=25,
            seed=self.seed,
        )

    def experiment(self, trial: Trial) -> Experiment:
        """The training of one trial."""
        return experiment_at(self.base, trial)

    def method(self, slug: str) -> Any:
        """One of METHODS."""
        return {"grid": Grid(), "random": Random(), "fine": CoarseToFine(self.rounds)}[slug]


@dataclass(frozen=True)
class Tried:
    """All three methods after some trials of each: results by method, in lists that later moments go on with."""

    hunt: Hunt
    count: int
    results: dict[str, list[Result]]

    nbytes = 64

    def of(self, method: str) -> list[Result]:
        """The trials of a method by now; a grid may have fewer than its budget."""
        return self.results[method][: self.count]

    @property
    def best(self) -> dict[str, Result | None]:
        """The best of each method by now."""
        return {method: best(self.of(method)) for method in METHODS}

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        numbers = {METHODS[slug]: f"{each.score:.3f}" if each else "–" for slug, each in self.best.items()}
        return {"epoch": self.count, "numbers": numbers}


def best(results: list[Result]) -> Result | None:
    """The lowest score that is a number."""
    return min((each for each in results if np.isfinite(each.score)), key=lambda each: each.score, default=None)


def hunting(hunt: Hunt) -> Generator[Tried | None, None, str]:
    """After every trial of each method; None between pieces of work.

    Returns: a sentence on what came out.
    """
    results: dict[str, list[Result]] = {method: [] for method in METHODS}
    yield Tried(hunt, 0, results)
    searches = {method: searching(hunt, method, results[method]) for method in METHODS}
    for count in range(1, hunt.budget + 1):
        for method, search in searches.items():
            while len(results[method]) < count and next(search, "done") != "done":
                yield None
        yield Tried(hunt, count, results)
    scores = {METHODS[method]: found.score for method in METHODS if (found := best(results[method]))}
    if not scores:
        return "no trial came to a number: all diverged"
    first = min(scores, key=scores.get)
    return ", ".join(f"{name} came to {score:.3f}" for name, score in scores.items()) + f": {first} is ahead, this time"


def searching(hunt: Hunt, method: str, results: list[Result]) -> Generator[None, None, None]:
    """One method's trials, added to its results stack by stack."""
    search = hunt.method(method)
    while len(results) < hunt.budget and (trials := search.propose(hunt.space, hunt.budget, hunt.seed, results)):
        done = len(results)
        cuts = [0, *range(FIRST if not done else CHUNK, len(trials), CHUNK), len(trials)]
        for start, end in zip(cuts[:-1], cuts[1:], strict=True):
            chosen = trials[start:end]
            scores = yield from scored(hunt, chosen)
            results += [Result(trial, float(score)) for trial, score in zip(chosen, scores, strict=True)]


def scored(hunt: Hunt, trials: list[Trial]) -> Generator[None, None, Array]:
    """Dev losses of some trials."""
    work = dev_losses([hunt.experiment(trial) for trial in trials], hunt.epochs)
    while True:
        try:
            next(work)
        except StopIteration as finished:
            return finished.value
        yield None
