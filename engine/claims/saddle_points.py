"""Claims on local optima, saddles and plateaus (notes 2.2).

Axes: S seeds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from engine.claims.claim import FAILS, HOLDS_IF, Claim, Figure, Verdict
from engine.optimizers import Adam, GradientDescent, Momentum, RMSprop
from engine.studies.landscapes.curvature import spectrum
from engine.studies.saddle_points.balls import Optima
from engine.studies.saddle_points.followed import Followed
from engine.studies.saddle_points.matrices import RARE, definite
from engine.training.evaluation import Evaluator
from engine.training.objective import Objective
from engine.training.pieces import Work, advancing, one_by_one, part
from engine.training.trainer import Trainer
from engine.values.fields import specs

Array = np.ndarray
LOW, HIGH = 2, 10  # dimensions
AWAY = 0.35  # the cost, about half of ln 2: here a network has left the plateau
LONG, LOOK = 600, 5  # epochs that are waited for it, and between two looks
NEAR, USUAL = 0.003, 0.3  # deviations of first weights: on the plateau, and beside it
RUNNERS: dict[str, tuple[Any, tuple[float, ...]]] = {  # each with three rates, of which the best counts
    "gradient descent": (GradientDescent(), (1.0, 3.0, 10.0)),
    "momentum": (Momentum(), (1.0, 3.0, 10.0)),
    "RMSprop": (RMSprop(), (0.01, 0.03, 0.1)),
    "Adam": (Adam(), (0.03, 0.1, 0.3)),
}


def drawn(followed: Followed, seeds: range) -> list[Followed]:
    """The network with other points and first weights for each seed."""
    most = int(specs(Followed)["seed"].high) + 1
    return [replace(followed, seed=(followed.seed + seed) % most) for seed in seeds]


def at_zero(followed: Followed) -> str:
    """What kind of stationary point of its cost a network is at whose weights are all 0, its last b at its best."""
    objective = Objective(followed.experiment)
    theta = np.zeros(objective.P)
    for _ in range(50):  # Newton's steps along the last b, on which alone the answer depends
        theta[-1] -= objective.gradient(theta[None])[0, -1] / 0.25
    return spectrum(objective.gradient, theta).kind


def mostly_saddles(optima: Optima, seeds: range) -> Work:
    """Claim 35: by chance, and where a network's small first weights lead."""
    draws = range(optima.seed, optima.seed + 5)
    low, high = (float(np.mean([definite(seed, n) for seed in draws])) for n in (LOW, HIGH))
    kinds = []
    for each in drawn(optima.followed, seeds):
        yield len(kinds) / len(seeds)
        kinds.append(at_zero(each))
    saddles = float(np.mean([kind == "saddle" for kind in kinds]))
    figures = (
        Figure(f"no saddle, of matrices in {LOW} dimensions", low),
        Figure(f"no saddle, of matrices in {HIGH} dimensions", high),
        Figure("networks whose stationary point at 0 is a saddle", saddles, "%"),
    )
    said = (
        f"Of 50,000 random symmetric matrices {low:.0%} are no saddles in {LOW} dimensions, and {high:.2g} of them in "
        f"{HIGH} (so at most {RARE:.0e}, by the rule of three for each 10,000). At weights 0 the cost has a saddle in "
        f"{saddles:.0%} of {len(kinds)} networks. It holds if the curvature is a matter of chance in each direction; "
        "where descent ends it is not: there nearly all directions curve up."
    )
    return Verdict(HOLDS_IF if high < 1e-3 < low and saddles > 0.9 else FAILS, figures, said)


def epochs_away(followed: Followed, seeds: range) -> Work:
    """Epochs until each network has left the plateau, (S,); infinite where LONG do not suffice."""
    trainer = Trainer([each.experiment for each in drawn(followed, seeds)])
    evaluator, state = Evaluator(trainer), trainer.start()
    away = np.full(len(seeds), np.inf)
    for epoch in range(LOOK, LONG + 1, LOOK):
        state = yield from part(advancing(trainer, state, LOOK), (epoch - LOOK) / LONG, epoch / LONG)
        with np.errstate(invalid="ignore"):
            away = np.where((evaluator.evaluate(state).loss[:, 0] < AWAY) & np.isinf(away), epoch, away)
        if np.isfinite(away).all():
            break
    return away


def plateaus(optima: Optima, seeds: range) -> Work:
    """Claim 36: epochs to leave the plateau around weights 0, each optimizer at the best of its three rates."""
    runs = [
        replace(optima.followed, spread=spread, optimizer=optimizer, rate=rate)
        for spread in (USUAL, NEAR)
        for optimizer, rates in (RUNNERS.values() if spread == NEAR else [RUNNERS["gradient descent"]])
        for rate in rates
    ]
    found = yield from one_by_one([epochs_away(each, seeds) for each in runs])
    medians = [float(np.percentile(each, 50, method="lower")) for each in found]
    best = [min(medians[first : first + 3]) for first in range(0, len(medians), 3)]
    return slow_and_helped(best, len(seeds))


def slow_and_helped(best: list[float], seeds: int) -> Verdict:
    """The verdict on median epochs: descent beside the plateau, then descent, momentum, RMSprop and Adam on it."""
    beside, descent, momentum, rmsprop, adam = best
    names = ("gradient descent beside it", *RUNNERS)
    figures = tuple(Figure(f"epochs, {name}", each) for name, each in zip(names, best, strict=True))
    said = (
        f"To half of its first cost gradient descent takes {descent:.0f} epochs from weights on the plateau around 0, "
        f"and {beside:.0f} from beside it; there momentum takes {momentum:.0f}, RMSprop {rmsprop:.0f}, Adam {adam:.0f} "
        f"(medians of {seeds} seeds, each at the best of three rates). It holds if the optimizer divides by the "
        "slope's size, as Adam and RMSprop do: an average of small slopes, as in momentum, is small."
    )
    slow, helped = descent > 1.5 * beside, adam < 0.7 * descent
    return Verdict(HOLDS_IF if slow and helped else FAILS, figures, said)


def offered(value: object) -> Optima | None:
    """A page's value."""
    return value if isinstance(value, Optima) else None


CLAIMS: dict[int, Claim] = {
    35: Claim(
        "2.2",
        "When training a NN, most points with 0 gradient are saddle points",
        Optima(),
        mostly_saddles,
        fits=offered,
    ),
    36: Claim(
        "2.2",
        "Will take a very long time to move down off the plateau. Optimization algorithms like Adam can help to speed "
        "up the training",
        Optima(followed=Followed(epochs=600)),
        plateaus,
        fits=offered,
    ),
}
