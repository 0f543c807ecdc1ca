"""One contest over many seeds: who wins how often, by how much, and how sure that is.

Axes: C corners, S seeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from engine.studies.arena.arena import NAMES, Arena
from engine.studies.bias_variance.sweep import redrawn
from engine.training.cost import Cost, evaluating, opening, steps_per_epoch, training
from engine.training.evaluation import Evaluator
from engine.training.pieces import Work, advancing, one_by_one
from engine.training.trainer import Trainer

Array = np.ndarray
SEEDS = 30
SURE = 0.05


@dataclass(frozen=True)
class Duel:
    """One run beside the first, over S seeds: its wins by dev loss, those of the first, and their difference."""

    name: str
    wins: int
    losses: int
    difference: float  # median of its dev loss less that of the first
    interval: tuple[float, float]  # that holds the median of all seeds with 95 %
    chance: float  # of so uneven a count or more, were both equally good

    @property
    def words(self) -> str:
        """All of it in two sentences."""
        first = NAMES[0]
        count = self.wins + self.losses
        if not count:
            return f"{self.name} and {first} came to the same dev loss with every seed."
        ahead, behind = (self.name, first) if self.wins >= self.losses else (first, self.name)
        verdict = (
            f"were they equally good, so uneven a count would come in {self.chance:.2g} of all cases"
            if self.chance < SURE
            else f"that may well be chance: equally good ones come so far apart in {self.chance:.0%} of all cases"
        )
        return (
            f"**{ahead}** has the lower dev loss with {max(self.wins, self.losses)} of {count} seeds, {behind} with "
            f"{min(self.wins, self.losses)}; {verdict}. The dev loss of {self.name} less that of {first} is "
            f"{self.difference:+.3f} in the median, with 95 % between {self.interval[0]:+.3f} and "
            f"{self.interval[1]:+.3f}."
        )


def over_seeds(arena: Arena, seeds: int = SEEDS) -> Work:
    """Dev losses and scores of every run, (C, S, 2), each with points, first weights and batches of its seed."""
    works = [judged(Trainer(redrawn(each, seeds)), arena.epochs) for each in arena.experiments]
    return np.array((yield from one_by_one(works)))


def judged(trainer: Trainer, epochs: int) -> Work:
    """Dev loss and score in the end, (S, 2); a run that diverged has lost."""
    state = yield from advancing(trainer, trainer.start(), epochs * trainer.steps_per_epoch)
    found = Evaluator(trainer).evaluate(state)
    pair = np.stack([found.loss[:, 1], found.score[:, 1]], axis=-1)
    return np.where(np.isfinite(pair), pair, [np.inf, 0.0])


def duels(found: Array) -> list[Duel]:
    """Every run beside the first."""
    first, *rest = found[:, :, 0]
    return [duel(name, first, each) for name, each in zip(NAMES[1:], rest, strict=False)]


def duel(name: str, first: Array, other: Array) -> Duel:
    """Two runs, (S,) each, seed by seed."""
    with np.errstate(invalid="ignore"):
        difference = np.nan_to_num(other - first, nan=0.0)  # both diverged
    wins, losses = int((difference < 0).sum()), int((difference > 0).sum())
    return Duel(name, wins, losses, float(np.median(difference)), interval(difference), sign_test(wins, losses))


def sign_test(wins: int, losses: int) -> float:
    """The chance of so uneven a count or more, were either as likely; ties are left out (Arbuthnot 1710)."""
    n, least = wins + losses, min(wins, losses)
    return min(1.0, 2 * sum(comb(n, k) for k in range(least + 1)) / 2**n)


def interval(values: Array) -> tuple[float, float]:
    """Between which of the ordered values the median lies with 95 % or more, whatever their distribution."""
    ordered, n = np.sort(values), len(values)
    k = 0
    while k < n // 2 and 2 * sum(comb(n, j) for j in range(k + 1)) / 2**n <= SURE:
        k += 1
    low = max(k - 1, 0)
    return float(ordered[low]), float(ordered[n - 1 - low])


def seeds_cost(arena: Arena, seeds: int = SEEDS) -> Cost:
    """What it takes."""
    total = Cost()
    for each in arena.experiments:
        steps = arena.epochs * steps_per_epoch(each)
        total = total.then(opening(each, seeds) + training(each, steps, seeds) + evaluating(each, seeds))
    return total
