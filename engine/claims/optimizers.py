"""Claims on optimizers (notes 2.2), in a fair race: each at the best of many rates, on hills and on networks.

Axes: G rates, S starts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.claims.claim import FAILS, HOLDS, HOLDS_IF, Claim, Figure, Verdict
from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.networks.network import Dense, Network
from engine.optimizers import Adam, GradientDescent, Momentum, RMSprop
from engine.optimizers.descent import descend
from engine.optimizers.schedules import Constant
from engine.studies.optimizer_race.contest import starts, trying
from engine.studies.optimizer_race.hills import NetworkLoss
from engine.studies.optimizer_race.race import Race, Runner
from engine.surfaces.classic import Beale, Rosenbrock
from engine.surfaces.lecture import Bowl
from engine.training.pieces import Work, kept, one_by_one
from engine.values.fields import specs

Array = np.ndarray
MOST_SEEDS = int(specs(Race)["seed"].high) + 1
RATES = tuple(float(f"{lead}e{power}") for power in range(-4, 2) for lead in (1, 2, 5)) + (100.0,)
PAPER = 0.001  # the rate that Adam's paper proposes
SURE = 0.9  # of the starts must not be lost, or a rate is not stable
STEEP, SHORT = 0.09, 50  # a rate at which descent overshoots on the bowl, and steps on which that is counted


def on_network(name: str, *layers: Dense) -> Race:
    """The loss of a network on a problem, all points at once."""
    data = Data(source=DATASETS[name](), points=80, train_percent=100, dev_percent=0)
    return Race(NetworkLoss(data, Network(layers), batch_size=5000), tolerance=0.2, steps=250)


PROBLEMS: tuple[tuple[str, Race], ...] = (
    ("a bowl", Race(Bowl(), tolerance=0.01, steps=250)),
    ("Rosenbrock", Race(Rosenbrock(), tolerance=0.1, steps=600)),
    ("Beale", Race(Beale(), tolerance=0.1, steps=400)),
    ("circles", on_network("circles", Dense(8))),
    ("moons", on_network("moons", Dense(8))),
    ("XOR", on_network("xor", Dense(8, "relu"))),
)
ON = PROBLEMS[0][1]  # what the claims' cards show; they are measured on all
HILLS = ("a bowl", "Rosenbrock", "Beale")


@dataclass(frozen=True)
class Tried:
    """One optimizer on one problem, (G, S): steps of arrival, infinite where it never came, and what was lost."""

    arrived: Array
    lost: Array

    @property
    def best(self) -> float:
        """Median steps at the rate at which most arrive, and of those the soonest."""
        k = min(range(len(RATES)), key=lambda k: (np.isinf(self.arrived[k]).sum(), np.median(self.arrived[k])))
        return self.at(k)

    def at(self, k: int) -> float:
        """Median steps at one rate."""
        return float(np.percentile(self.arrived[k], 50, method="lower"))

    @property
    def largest(self) -> float:
        """The largest rate up to which hardly a start is lost; 0, where the least is too large."""
        sound = self.lost.mean(axis=1) <= 1 - SURE
        count = len(sound) if sound.all() else int(np.argmin(sound))
        return RATES[count - 1] if count else 0.0


@kept(64)
def tried(race: Race, optimizer: Any, seeds: range) -> Work:
    """All rates from all starts, as one stack."""
    first = starts(replace(race, seed=(race.seed + seeds.start) % MOST_SEEDS), len(seeds))
    runners = [Runner(optimizer, Constant(rate)) for rate in RATES for _ in seeds]
    found = yield from trying(race, runners, np.tile(first, (len(RATES), 1)))
    arrived = np.where(np.isnan(found.arrived), np.inf, found.arrived)
    return Tried(arrived.reshape(len(RATES), -1), found.lost.reshape(len(RATES), -1))


def everywhere(optimizers: tuple[Any, ...], seeds: range) -> Work:
    """Every problem with each of some optimizers, by problem: a list of Tried."""
    pairs = [(race, optimizer) for _, race in PROBLEMS for optimizer in optimizers]
    found = yield from one_by_one([tried(race, optimizer, seeds) for race, optimizer in pairs])
    count = len(optimizers)
    return {name: found[count * k : count * (k + 1)] for k, (name, _) in enumerate(PROBLEMS)}


def counted(steps: float) -> str:
    """A number of steps in words."""
    return "never" if np.isinf(steps) else f"{steps:.0f}"


def told(found: dict[str, list[Tried]]) -> str:
    """Steps at the best rates, problem by problem."""
    return ", ".join(f"{name} {' against '.join(counted(each.best) for each in row)}" for name, row in found.items())


def flips(optimizer: Any) -> float:
    """The share of early steps on the bowl after which the steep coordinate has changed its sign."""
    bowl = Bowl()
    path = descend(optimizer, lambda _: STEEP, lambda points, t: bowl.gradient(points), np.array(bowl.start), SHORT)
    return float((path[1:, 1] * path[:-1, 1] < 0).mean())


def momentum_wins(race: Race, seeds: range) -> Work:
    """Claim 31: momentum against plain descent, each at its best rate, and how often both overshoot."""
    found = yield from everywhere((Momentum(), GradientDescent()), seeds)
    first = [name for name, (own, other) in found.items() if own.best < other.best]
    plain, damped = flips(GradientDescent()), flips(Momentum())
    figures = (
        Figure("problems on which momentum is first", len(first) / len(found), "%"),
        Figure("early steps that overshoot, plain", plain, "%"),
        Figure("early steps that overshoot, momentum", damped, "%"),
    )
    said = (
        f"Median steps, momentum against plain descent, each at the best of {len(RATES)} rates: {told(found)} "
        f"({len(seeds)} starts each). It is first on {', '.join(first) or 'none'}. On the bowl, at α = {STEEP:g}, "
        f"{plain:.0%} of the plain steps overshoot and {damped:.0%} of those with momentum. It holds if the way is a "
        "narrow valley and momentum is given the larger rate it can take; on these networks it leads, ties and lags."
    )
    right = 0 < len(first) < len(found) and damped < plain
    return Verdict(HOLDS if len(first) == len(found) else HOLDS_IF if right else FAILS, figures, said)


def rmsprop_allows_more(race: Race, seeds: range) -> Work:
    """Claim 32: the largest rates at which hardly a start is lost."""
    found = yield from everywhere((RMSprop(), GradientDescent()), seeds)
    on_hills = [found[name] for name in HILLS]
    more = float(np.mean([own.largest > other.largest for own, other in on_hills]))
    least = min(own.largest for own, _ in found.values())
    rates = ", ".join(f"{name} {own.largest:g} against {other.largest:g}" for name, (own, other) in found.items())
    same = [name for name, (own, other) in found.items() if own.largest <= other.largest]
    figures = (
        Figure("hills on which the largest stable rate is larger", more, "%"),
        Figure("RMSprop's largest stable rate, on the worst problem", least),
    )
    said = (
        f"The largest of {len(RATES)} rates at which at most one start in ten of {len(seeds)} is lost, RMSprop against "
        f"plain descent: {rates}. It holds if slopes are steep somewhere, for RMSprop's step is about α whatever the "
        f"slope; on {', '.join(same) or 'no problem'} neither is lost, for bounded units bound the slope."
    )
    return Verdict(HOLDS_IF if more == 1 and same else HOLDS if more == 1 else FAILS, figures, said)


def adam_works_well(race: Race, seeds: range) -> Work:
    """Claim 33: Adam with its β's and one rate for all, against each of the others at its best rate."""
    optimizers = (Adam(), GradientDescent(), Momentum(), RMSprop())
    found = yield from everywhere(optimizers, seeds)
    arrives = [float(np.mean([np.isfinite(row[0].at(k)) for row in found.values()])) for k in range(len(RATES))]
    best = int(np.argmax(arrives))
    paper = arrives[RATES.index(PAPER)]
    near = float(np.mean([row[0].best <= 2 * min(each.best for each in row) for row in found.values()]))
    figures = (
        Figure("problems solved at one rate for all", arrives[best], "%"),
        Figure("problems solved at α = 0.001", paper, "%"),
        Figure("problems on which it is at most twice as slow as the best", near, "%"),
    )
    said = (
        f"With its own β₁, β₂, ε and α = {RATES[best]:g} Adam arrives from most of {len(seeds)} starts on "
        f"{arrives[best]:.0%} of {len(found)} problems, and at its best rates it is within twice the steps of whoever "
        f"is best on {near:.0%}. It holds if α is tuned: with the paper's {PAPER:g} it arrives on {paper:.0%}, for a "
        "step is about α, and here the way is hundreds of such steps."
    )
    tuned = arrives[best] > 0.6 and paper < arrives[best]
    return Verdict(HOLDS_IF if tuned else HOLDS if paper == 1 else FAILS, figures, said)


CLAIMS: dict[int, Claim] = {
    31: Claim(
        "2.2",
        "Gradient descent with momentum almost always performs better than standard gradient descent. Taking the "
        "average of the gradients will slow down any unnecessary oscillations",
        ON,
        momentum_wins,
    ),
    32: Claim(
        "2.2",
        "RMSprop will allow the learning rate to be larger and therefore allows faster training",
        ON,
        rmsprop_allows_more,
    ),
    33: Claim(
        "2.2",
        "Adam optimization shown to work well for a range of deep learning architectures",
        ON,
        adam_works_well,
        slip="The notes put ε under the root; here it is beside it, √S + ε, as Kingma and Ba have it.",
    ),
}
