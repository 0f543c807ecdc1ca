"""Claims on searching hyper-parameters (notes 2.3.1).

Axes: S seeds, K knobs.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import ALMOST_ALWAYS, FAILS, HOLDS, HOLDS_IF, SEEDS, Claim, Figure, Verdict
from engine.datasets import Moons
from engine.optimizers.momentum import Momentum
from engine.studies.hyperparameter_search.hunt import GUESS, METHODS, Hunt
from engine.studies.hyperparameter_search.importance import importance
from engine.studies.hyperparameter_search.knobs import KNOBS
from engine.studies.hyperparameter_search.repeats import best_so_far, drawn, repeated, repeated_cost, searched
from engine.studies.hyperparameter_search.search import Random, Result, Space
from engine.studies.hyperparameter_search.stacked import dev_losses
from engine.training.pieces import Work, one_by_one, part

Array = np.ndarray
RATE = KNOBS["rate"].dimension.name
NEAR = (0.3, 3.0)  # rates within a power of ten
DICE = ("grid", "random")
THREE = ("rate", "beta", "units")
EASY = Moons(noise=0.3)
LEAST, HIGHEST = 1e-3, (10.0, 100.0)  # rates
BETAS = (0.5, 0.9, 0.99, 0.999)
OFTEN = 2 / 3  # of the seeds
FURTHER = 0.0005  # as from 0.999 to 0.9995
MOST_SECONDS = 60


def rate_matters(hunt: Hunt, seeds: range) -> Work:
    """Claim 37: what each knob explains among random trials, on two problems; and with the rate known roughly."""
    hunts = [drawn(hunt, seed) for seed in seeds]
    own = yield from part(explained(hunts, "random"), 0, 0.35)
    easy = yield from part(explained([replace(each, source=EASY) for each in hunts], "random"), 0.35, 0.7)
    near = yield from part(explained(hunts, "near"), 0.7, 1)
    first = hunt.knobs.index("rate")
    others = np.delete(np.arange(len(hunt.knobs)), first)
    second = others[own[:, others].mean(axis=0).argmax()]
    leads = [float((each.argmax(axis=1) == first).mean()) for each in (own, easy, near)]
    figures = (
        Figure("of the variance the rate explains", float(own[:, first].mean()), "%"),
        Figure(f"the next, {KNOBS[hunt.knobs[second]].symbol}", float(own[:, second].mean()), "%"),
        Figure("seeds in which the rate is first", leads[0], "%"),
        Figure(f"the same on {EASY.label}", leads[1], "%"),
        Figure("the same, rates within a power of ten", leads[2], "%"),
    )
    said = (
        f"Over rates from 0.001 to 10 the rate by itself explains {own[:, first].mean():.0%} of the variance among "
        f"{hunt.budget} random trials, {KNOBS[hunt.knobs[second]].symbol} {own[:, second].mean():.0%}; it is first in "
        f"{leads[0]:.0%} of {len(seeds)} seeds, on {EASY.label} in {leads[1]:.0%}. It holds if the other knobs are "
        f"sufficient, and the rate is not known yet: within {NEAR[0]:g} to {NEAR[1]:g} it is first in {leads[2]:.0%}."
    )
    ahead = bool((own[:, first].mean() > own[:, others].mean(axis=0)).all())
    always = ahead and min(leads) >= ALMOST_ALWAYS
    return Verdict(HOLDS if always else HOLDS_IF if ahead and max(leads) >= ALMOST_ALWAYS else FAILS, figures, said)


def explained(hunts: list[Hunt], how: str) -> Work:
    """Shares of the variance, (S, K), among random trials, or among those with rates within NEAR."""
    works = [searched(each, "random") if how == "random" else within(each, NEAR) for each in hunts]
    found = yield from one_by_one(works)
    return np.array([importance(each.space, results) for each, results in zip(hunts, found, strict=True)])


def ranged(hunt: Hunt, rates: tuple[float, float]) -> Space:
    """What is searched, with another range of rates."""
    return tuple(replace(each, low=rates[0], high=rates[1]) if each.name == RATE else each for each in hunt.space)


def within(hunt: Hunt, rates: tuple[float, float]) -> Work:
    """Results of random trials with rates between two."""
    trials = Random().propose(ranged(hunt, rates), hunt.budget, hunt.seed, [])
    scores = yield from dev_losses([hunt.experiment(trial) for trial in trials], hunt.epochs)
    return [Result(trial, float(score)) for trial, score in zip(trials, scores, strict=True)]


def dice_win(hunt: Hunt, seeds: range) -> Work:
    """Claim 38: the best of each method in the end, over many knobs, on two problems, and over three knobs."""
    start, count = drawn(hunt, seeds.start), len(seeds)
    many = yield from part(ends(start, count), 0, 0.35)
    easy = yield from part(ends(replace(start, source=EASY), count, DICE), 0.35, 0.7)
    few = yield from part(ends(replace(start, knobs=THREE, budget=27), count, DICE), 0.7, 1)
    dice = [float((each[1] < each[0]).mean()) for each in (many, easy, few)]
    fine, medians = float((many[2] < many[1]).mean()), np.median(many, axis=1)
    figures = (
        Figure("seeds in which dice beat the grid", dice[0], "%"),
        Figure(f"the same on {EASY.label}", dice[1], "%"),
        Figure("the same with three knobs", dice[2], "%"),
        Figure("in which coarse to fine beats the dice", fine, "%"),
        Figure("in which coarse to fine beats the grid", float((many[2] < many[0]).mean()), "%"),
    )
    said = (
        f"With {hunt.budget} trials over {len(hunt.knobs)} knobs the best loss is {medians[0]:.3f} by grid, "
        f"{medians[1]:.3f} by dice, {medians[2]:.3f} from coarse to fine (medians of {count} seeds). Dice beat the "
        f"grid in {dice[0]:.0%} of them, on {EASY.label} in {dice[1]:.0%}, with three knobs in {dice[2]:.0%}; coarse "
        f"to fine beats the dice in {fine:.0%}. It holds if a grid's few values do not happen to lie "
        "well: no method is sure."
    )
    better = np.mean(dice) > 0.5 and fine > 0.5
    always = min(*dice, fine) >= ALMOST_ALWAYS
    return Verdict((HOLDS if always else HOLDS_IF) if better else FAILS, figures, said)


def ends(hunt: Hunt, repeats: int, methods: tuple[str, ...] = tuple(METHODS)) -> Work:
    """The lowest losses of each method, (3, S) or (2, S); a guess, where none came to a number."""
    found = yield from repeated(hunt, repeats, methods)
    return np.array([lowest(runs, hunt.budget) for runs in found.values()])


def lowest(runs: list[list[Result]], budget: int) -> Array:
    """The lowest loss of each search, (S,); a guess, where none came to a number."""
    return np.nan_to_num(best_so_far(runs, budget)[:, -1], nan=GUESS)


def scales_suit(hunt: Hunt, seeds: range) -> Work:
    """Claim 39: random search on both scales, over two ranges of the rate; and what moving β by 0.0005 does."""
    hunts, wins, medians = [drawn(hunt, seed) for seed in seeds], [], []
    for k, high in enumerate(HIGHEST):
        found = []
        for j, suited in enumerate((True, False)):
            works = [within(replace(each, suited=suited), (LEAST, high)) for each in hunts]
            done = 0.2 * (2 * k + j), 0.2 * (2 * k + j + 1)
            found.append(lowest((yield from part(one_by_one(works), *done)), hunt.budget))
        wins.append(float((found[0] < found[1]).mean()))
        medians.append([float(np.median(each)) for each in found])
    moved = yield from part(sensitivity(hunts), 0.8, 1)
    figures = (
        Figure(f"seeds in which the scales that suit find the better, rates up to {HIGHEST[0]:g}", wins[0], "%"),
        Figure(f"the same, up to {HIGHEST[1]:g}", wins[1], "%"),
        *(Figure(f"change of the loss from β = {beta:g}", each) for beta, each in zip(BETAS, moved, strict=True)),
    )
    said = (
        f"The best of {hunt.budget} random trials of α and β has a loss of {medians[1][0]:.3f} on scales that suit, "
        f"{medians[1][1]:.3f} spread evenly, with rates up to {HIGHEST[1]:g}: better in {wins[1]:.0%} of {len(seeds)} "
        f"seeds. It holds if the best rate lies powers of ten below the upper end: up to {HIGHEST[0]:g}, near which "
        f"the best lie here, in {wins[0]:.0%}. Moving β by {FURTHER:g} changes the loss by {moved[0]:.1e} at 0.5 and "
        f"{moved[-1]:.1e} at 0.999."
    )
    if wins[1] <= OFTEN or moved[-1] < 10 * moved[0]:
        return Verdict(FAILS, figures, said)
    return Verdict(HOLDS if wins[0] >= ALMOST_ALWAYS else HOLDS_IF, figures, said)


def sensitivity(hunts: list[Hunt]) -> Work:
    """Median change of the dev loss when β moves by FURTHER, at each of BETAS."""
    betas = [beta + further for beta in BETAS for further in (0.0, FURTHER)]
    changes = []
    for index, hunt in enumerate(hunts):
        base = replace(hunt.base, schedule=replace(hunt.base.schedule, rate=1.0))
        work = dev_losses([replace(base, optimizer=Momentum(beta)) for beta in betas], hunt.epochs)
        losses = yield from part(work, index / len(hunts), (index + 1) / len(hunts))
        changes.append(np.abs(np.diff(losses.reshape(len(BETAS), 2), axis=1))[:, 0])
    return np.median(changes, axis=0).tolist()


def searchable(value: object) -> Hunt | None:
    """A hunt for a rate that can be repeated while somebody waits."""
    fits = isinstance(value, Hunt) and "rate" in value.knobs and value.budget >= 16
    return value if fits and repeated_cost(value, SEEDS).seconds <= MOST_SECONDS else None


CLAIMS: dict[int, Claim] = {
    37: Claim(
        "2.3.1",
        "Most important hyperparameter is the learning rate",
        Hunt(knobs=tuple(KNOBS), budget=48),
        rate_matters,
        fits=searchable,
    ),
    38: Claim(
        "2.3.1",
        "Choosing random values for the hyperparameters gives a higher chance of finding an optimum value. Zoom in to "
        "the area and take more samples in the smaller region",
        Hunt(knobs=tuple(KNOBS), budget=32),
        dice_win,
    ),
    39: Claim(
        "2.3.1",
        "Can use a log scale to ensure the numbers are better distributed. The sensitivity of the results is very high "
        "when β is close to 1",
        Hunt(knobs=("rate", "beta"), budget=16),
        scales_suit,
        slip="The notes' r = −4 · np.random.rand lacks the call: rand().",
    ),
}  # fmt: skip
