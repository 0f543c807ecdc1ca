"""Claims on activation functions (notes 1.3.1): who learns first, and what saturation costs.

Axes: S seeds, rates of learning, R replicas: all rates of all seeds are one stack.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.claims.claim import ALMOST_ALWAYS, FAILS, HOLDS, HOLDS_IF, Claim, Figure, Verdict
from engine.claims.draws import affordable, drawn
from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import Adam, GradientDescent
from engine.optimizers.schedules import Constant
from engine.studies.activation_functions.activations import FLAT, Activations, values, with_function
from engine.studies.activation_functions.race import LEARNED
from engine.training.evaluation import Evaluator
from engine.training.pieces import Work, advancing, kept, one_by_one, part
from engine.training.trainer import Trainer
from engine.values.fields import specs

Array = np.ndarray
PROBLEMS = {name: DATASETS[name]() for name in ("circles", "xor", "moons")}
TIMES = (1, 3, 10)  # the rate, and larger ones: a function of small slope may want them
EPOCHS, LONG = 60, 200  # that a race lasts; a start in the tails is given more
SHIFT = 5.0  # of every hidden z: both tails are flat there
ADAMS = 0.03  # Adam's rate, with which an unsaturated network is about as quick as by descent at a rate of 1
STEADY = Activations(
    experiment=Experiment(
        data=Data(points=100, train_percent=100, dev_percent=0),
        network=Network((Dense(8), Dense(8))),
        optimizer=GradientDescent(),
        schedule=Constant(rate=0.3),
        batch_size=20,
    )
)


@kept(32)
def arrivals(experiment: Experiment, name: str, seeds: range) -> Work:
    """Epochs until 95 % of the training points are right, (rates, S), infinite where 60 do not suffice."""
    high = specs(experiment.schedule)["rate"].high
    rates = [min(experiment.schedule.rate * times, high) for times in TIMES]
    chosen = drawn(with_function(experiment, name), seeds)
    each = [replace(one, schedule=replace(one.schedule, rate=rate)) for rate in rates for one in chosen]
    return (yield from race(Trainer(each), EPOCHS)).reshape(len(rates), len(seeds))


def from_the_tails(experiment: Experiment, name: str, seeds: range) -> Work:
    """The same from usual starts and from shifted ones, two arrays (S,)."""
    each = drawn(with_function(experiment, name), seeds)
    usual, flat = Trainer(each), Trainer(each, theta=shifted_start(each, SHIFT))
    return (yield from one_by_one([race(usual, LONG), race(flat, LONG)]))


def shifted_start(each: list[Experiment], shift: float) -> Array:
    """First parameters (R, P) with every hidden b raised: the same weights, but z elsewhere."""
    trainer = Trainer(each)
    theta = trainer.first.copy()
    for layer in range(len(trainer.layout.spans) - 1):
        trainer.layout.bias(theta, layer)[...] += shift
    return theta


def race(trainer: Trainer, epochs: int) -> Work:
    """The epoch at which each replica has learned, (R,); it ends early when all have."""
    evaluator, state, arrived = Evaluator(trainer), trainer.start(), np.full(len(trainer.each), np.inf)
    for epoch in range(1, epochs + 1):
        share = (epoch - 1) / epochs, epoch / epochs
        state = yield from part(advancing(trainer, state, trainer.steps_per_epoch), *share)
        right = evaluator.evaluate(state).score[:, 0] >= LEARNED
        arrived = np.where(right & np.isinf(arrived), epoch, arrived)
        if np.isfinite(arrived).all():
            break
    return arrived


@dataclass(frozen=True)
class Meeting:
    """Two functions on one problem: shares of seeds in which the first was first, ties being half."""

    usual: float  # at the lowest rate
    best: float  # each at its own best rate
    medians: tuple[float, float]  # epochs, at the lowest rate
    lost: float  # share of the first's networks that never learn at the highest rate


def meeting(one: Array, other: Array) -> Meeting:
    """Of arrivals (rates, S) of two functions."""
    own, others = best(one), best(other)
    medians = tuple(float(np.percentile(each[0], 50, method="lower")) for each in (one, other))
    return Meeting(ahead(one[0], other[0]), ahead(own, others), medians, float(np.isinf(one[-1]).mean()))


def best(arrived: Array) -> Array:
    """The arrivals (S,) at the rate at which most have learned, and of those the soonest."""
    order = [(np.isinf(row).sum(), np.median(row)) for row in arrived]
    return arrived[min(range(len(order)), key=order.__getitem__)]


def ahead(one: Array, other: Array) -> float:
    """The share of seeds in which one arrives before the other; a tie is half."""
    return float(np.mean((one < other) + 0.5 * (one == other)))


def meetings(study: Activations, one: str, other: str, seeds: range) -> Work:
    """The two functions on each problem: that of the study, and the notes' usual ones."""
    problems = {type(source): source for source in (study.experiment.data.source, *PROBLEMS.values())}
    works = []
    for source in problems.values():
        there = replace(study.experiment, data=replace(study.experiment.data, source=source))
        works += [arrivals(there, name, seeds) for name in (one, other)]
    found = yield from one_by_one(works)
    pairs = zip(found[::2], found[1::2], strict=True)
    return {source.label: meeting(*pair) for source, pair in zip(problems.values(), pairs, strict=True)}


def tanh_beats_sigmoid(study: Activations, seeds: range) -> Work:
    """Claim 4: shares of seeds in which tanh is first, at one rate and each at its own best."""
    found = yield from meetings(study, "tanh", "sigmoid", seeds)
    usual, own = least(found, "usual"), least(found, "best")
    said = (
        f"At the same rate tanh learns {listed(found, 'usual')}; with each at the best of three rates "
        f"{listed(found, 'best')}. Median epochs {medians(found)}."
    )
    figures = Figure("tanh first, same rate", usual, "%"), Figure("each at its best rate", own, "%")
    holds = HOLDS if min(usual, own) >= ALMOST_ALWAYS else HOLDS_IF if usual >= ALMOST_ALWAYS else FAILS
    said += "" if holds != HOLDS_IF else " It holds if both are given the same rate."
    return Verdict(holds, figures, said)


def relu_learns_faster(study: Activations, seeds: range) -> Work:
    """Claim 6: the same for ReLU, against each of the two."""
    against_sigmoid = yield from part(meetings(study, "relu", "sigmoid", seeds), 0, 0.7)
    against_tanh = yield from part(meetings(study, "relu", "tanh", seeds), 0.7, 1)
    lost = max(each.lost for each in against_tanh.values())
    sigmoid, tanh = least(against_sigmoid, "usual"), least(against_tanh, "usual")
    said = (
        f"Against sigmoid ReLU is first {listed(against_sigmoid, 'usual')}; against tanh "
        f"{listed(against_tanh, 'usual')}, median epochs {medians(against_tanh)}. At ten times the rate up to "
        f"{100 * lost:.0f} % of the ReLU networks never learn."
    )
    if sigmoid < ALMOST_ALWAYS:
        return Verdict(FAILS, fast(sigmoid, tanh, lost), said)
    if tanh >= ALMOST_ALWAYS and lost < 1 - ALMOST_ALWAYS:
        return Verdict(HOLDS, fast(sigmoid, tanh, lost), said)
    said += " It holds against sigmoid; against tanh it holds if the problem has it so and the rate is moderate."
    return Verdict(HOLDS_IF, fast(sigmoid, tanh, lost), said)


def fast(sigmoid: float, tanh: float, lost: float) -> tuple[Figure, ...]:
    """The figures of claim 6."""
    return (Figure("ahead of sigmoid, at least", sigmoid, "%"), Figure("ahead of tanh, at least", tanh, "%"),
            Figure("never learn at ten times the rate, at most", lost, "%"))  # fmt: skip


def least(found: dict[str, Meeting], name: str) -> float:
    """The smallest share over the problems."""
    return min(getattr(each, name) for each in found.values())


def listed(found: dict[str, Meeting], name: str) -> str:
    """A share for each problem, in words."""
    return ", ".join(f"in {100 * getattr(each, name):.0f} % on {label}" for label, each in found.items())


def medians(found: dict[str, Meeting]) -> str:
    """Median epochs of both, for each problem."""
    return ", ".join(f"{' against '.join(map(epochs, each.medians))} on {label}" for label, each in found.items())


def epochs(value: float, most: int = EPOCHS) -> str:
    """A number of epochs, in words."""
    return f"more than {most}" if np.isinf(value) else f"{value:.0f}"


def saturation_slows(study: Activations, seeds: range) -> Work:
    """Claim 5: slopes of the tails, and learning from a start that lies in them, by plain descent and by Adam."""
    tails = {name: float(values(name, (SHIFT,))[1][0]) for name in TAILED}
    ways = {"descent": moved_by(study, GradientDescent(), 1.0), "Adam": moved_by(study, Adam(), ADAMS)}
    works = [from_the_tails(each, name, seeds) for each in ways.values() for name in TAILED]
    found = yield from one_by_one(works)
    late = [ahead(usual, flat) for usual, flat in found]
    said = (
        f"At z = {SHIFT:g} the slope of sigmoid is {tails['sigmoid']:.2g}, that of tanh {tails['tanh']:.1g}. From "
        f"first weights that put every hidden z about there, by plain descent "
        f"{told(found[:2])}; by Adam {told(found[2:])}."
    )
    asked = [f"{name} later, by {way}" for way in ways for name in TAILED]
    figures = [Figure(f"slope of {name} at z = {SHIFT:g}", tails[name]) for name in TAILED]
    figures += [Figure(words, share, "%") for words, share in zip(asked, late, strict=True)]
    slow = max(tails.values()) < FLAT and min(late[:2]) >= ALMOST_ALWAYS
    if slow and min(late[2:]) < ALMOST_ALWAYS:
        return Verdict(HOLDS_IF, tuple(figures), said + " It holds if steps shrink with the gradient: Adam's do not.")
    return Verdict(HOLDS if slow else FAILS, tuple(figures), said)


def moved_by(study: Activations, optimizer: object, rate: float) -> Experiment:
    """The study's experiment under another optimizer."""
    return replace(study.experiment, optimizer=optimizer, schedule=Constant(rate=rate))


def told(found: list[list[Array]]) -> str:
    """Median epochs from both starts, for each function."""
    pairs = [[epochs(float(np.percentile(each, 50, method="lower")), LONG) for each in both] for both in found]
    return " and ".join(
        f"{name} takes {flat} epochs instead of {usual}" for name, (usual, flat) in zip(TAILED, pairs, strict=True)
    )


def measurable(value: object) -> Activations | None:
    """A study of a problem with two classes, if so much training is affordable."""
    if not isinstance(value, Activations) or value.experiment.data.source.task != "binary":
        return None
    return value if affordable(value.experiment, 20 * len(TIMES) * 30, EPOCHS) else None


TAILED = ("sigmoid", "tanh")
CLAIMS: dict[int, Claim] = {
    4: Claim(
        "1.3.1",
        "The tanh function almost always performs better than the sigmoid function",
        STEADY,
        tanh_beats_sigmoid,
        fits=measurable,
    ),
    5: Claim(
        "1.3.1",
        "For both the sigmoid and tanh functions, when z is large, the gradient is very small. Results in a slower "
        "gradient descent",
        STEADY,
        saturation_slows,
    ),
    6: Claim(
        "1.3.1",
        "The ReLU function will typically allow a network to learn much faster than the sigmoid or tanh function",
        STEADY,
        relu_learns_faster,
        fits=measurable,
    ),
}  # fmt: skip
