"""Claims on the size of mini-batches (notes 2.2.1).

Axes: S seeds.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import ALMOST_ALWAYS, FAILS, HOLDS, HOLDS_IF, Claim, Clock, Figure, Timed, Verdict
from engine.datasets import Circles
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.studies.mini_batches.batches import ALL, Batches
from engine.studies.mini_batches.timing import Times, timing
from engine.training.objective import Objective
from engine.training.pieces import Work, part
from engine.training.trainer import Trainer
from engine.values.fields import specs

Array = np.ndarray
RESTLESS = Batches(source=Circles(noise=0.5), rate=1.0, epochs=40)
LARGE = 30.0  # times the rate: here even the full batch's cost rises now and then
LATE = 5  # epochs at the end, in which a cost should have come to rest
PAIRS = ((31, 32, 33), (63, 64, 65), (127, 128, 129))  # powers of two between their neighbours
WIDE = 64  # units of the network on which sizes are timed
FASTER = 0.9  # of the time: less is faster
WHY_NOT = (
    "No power of two is a tenth faster: what little it gains is that it divides 1,024 without rest. Where memory and "
    "processor units come in powers of two, as on graphics cards, it may be otherwise."
)


def drawn(batches: Batches, seeds: range) -> list[Batches]:
    """Other points, weights and orders for each seed."""
    most = int(specs(Batches)["seed"].high) + 1
    return [replace(batches, seed=(batches.seed + seed) % most) for seed in seeds]


def losses(experiments: list[Experiment], steps: int) -> Work:
    """The loss of every step's own batch, (steps, S)."""
    trainer, found = Trainer(experiments), []
    state = trainer.start()
    for step in range(steps):
        state, info = trainer.step(state)
        found.append(info.loss)
        yield (step + 1) / steps
    return np.array(found)


def noisy_descent(batches: Batches, seeds: range) -> Work:
    """Claim 26: costs of steps with all examples and with few, at a rate and at a much larger one."""
    each = drawn(batches, seeds)
    full = yield from part(losses([one.experiment(ALL) for one in each], 100), 0, 0.3)
    few = yield from part(losses([one.experiment("16") for one in each], 150), 0.3, 0.7)
    rate = min(LARGE * batches.rate, specs(Batches)["rate"].high)
    wild = yield from part(losses([replace(one, rate=rate).experiment(ALL) for one in each], 100), 0.7, 1)
    falls = float((np.diff(full, axis=0) < 0).all(axis=0).mean())
    rises = float((np.diff(few, axis=0) > 0).mean())
    trend = float((few[-40:].mean(axis=0) < few[:40].mean(axis=0)).mean())
    broken = float((np.diff(wild, axis=0) > 0).any(axis=0).mean())
    figures = (
        Figure("seeds in which the full batch's cost falls at every step", falls, "%"),
        Figure("steps at which a mini-batch's cost is above the last one's", rises, "%"),
        Figure("seeds in which it trends down", trend, "%"),
        Figure("seeds in which the full batch's cost rises, at a large rate", broken, "%"),
    )
    said = (
        f"With all examples the cost falls at each of 100 steps in {falls:.0%} of {len(seeds)} seeds; with 16 it is "
        f"above the last batch's at {rises:.0%} of the steps, and yet trends down in {trend:.0%} of the seeds. It "
        f"holds if the rate is small enough: at α = {rate:g} the full batch's cost rises in {broken:.0%} of the seeds."
    )
    right = falls >= ALMOST_ALWAYS and trend >= ALMOST_ALWAYS and 0.25 < rises < 0.75
    return Verdict(HOLDS_IF if right and broken > 0.5 else HOLDS if right else FAILS, figures, said)


def restless(batches: Batches, seeds: range, clock: Clock) -> Work:
    """Claim 27: how much the cost still moves at the end with 1 and with all, and what an epoch of either takes."""
    single = yield from part(moving(batches, "1", seeds), 0, 0.3)
    whole = yield from part(moving(batches, ALL, seeds), 0.3, 0.4)
    clear = yield from part(moving(noiseless(batches), "1", seeds), 0.4, 0.7)
    times = yield from part(timing(batches.experiment(ALL), (1, batches.points), clock), 0.7, 1)
    return settles(single, whole, clear, times)


def noiseless(batches: Batches) -> Batches:
    """The same problem with points that lie where they belong, so that all of them can be learned."""
    return replace(batches, source=replace(batches.source, noise=0.0))


def moving(batches: Batches, size: str, seeds: range) -> Work:
    """By how much the cost of all examples changes from epoch to epoch in the last ones, (S,)."""
    each = [one.experiment(size) for one in drawn(batches, seeds)]
    trainer, objectives, costs = Trainer(each), [Objective(one) for one in each], []
    state = trainer.start()
    for epoch in range(batches.epochs):
        state = trainer.advance(state, trainer.steps_per_epoch)
        if epoch >= batches.epochs - LATE:
            costs.append([float(one.cost(theta)) for one, theta in zip(objectives, state.theta, strict=True)])
        yield (epoch + 1) / batches.epochs
    return np.abs(np.diff(costs, axis=0)).mean(axis=0)


def settles(single: Array, whole: Array, clear: Array, times: Times) -> Verdict:
    """The verdict on movements (S,) of J with single examples, with all, with single ones that all can be learned."""
    longer = times.seconds[0] / times.seconds[-1]
    one, every, fitted = (float(np.median(each)) for each in (single, whole, clear))
    figures = (
        Figure("movement of J late on, size 1", one),
        Figure("the same, size m", every),
        Figure("the same, size 1, no noise in the points", fitted),
        Figure("seconds of an epoch, size 1 / all", longer),
    )
    said = (
        f"In the last {LATE} epochs J still moves by {one:.2g} an epoch with size 1 and by {every:.1g} with all "
        f"(medians of {len(single)} seeds), and an epoch takes {longer:.0f} times as long. It holds if examples "
        f"contradict each other, at a constant rate: of points without noise, all of which can be learned, J moves by "
        f"{fitted:.1g} only, for where every example is fitted its gradient is 0, too."
    )
    right = one > 3 * every and fitted < one / 10 and longer > 5
    return Verdict(HOLDS_IF if right else FAILS, figures, said)


def powers_of_two(batches: Batches, seeds: range, clock: Clock) -> Work:
    """Claim 28: an epoch with a power of two against its two neighbours, on a network that is not tiny."""
    base = batches.experiment(ALL)
    data = replace(base.data, points=1024)
    wide = replace(base, data=data, network=Network((Dense(WIDE), Dense(WIDE))))
    sizes = tuple(size for trio in PAIRS for size in trio)
    times = yield from timing(wide, sizes, clock, len(seeds))
    rows = [(two, 2 * times.of(two) / (times.of(low) + times.of(high))) for low, two, high in PAIRS]
    figures = tuple(Figure(f"time with {two}, of its neighbours'", each) for two, each in rows)
    faster = all(each < FASTER for _, each in rows)
    why = "It is faster here." if faster else WHY_NOT
    said = (
        f"An epoch of 1,024 examples in a {WIDE}-{WIDE} network takes, as a share of what it takes with one example "
        f"less and one more in a batch, {', '.join(f'{each:.2f} with {two}' for two, each in rows)} (the quickest "
        f"of {len(seeds)}, in turns). {why}"
    )
    return Verdict(HOLDS if faster else FAILS, figures, said)


def offered(value: object) -> Batches | None:
    """A page's value."""
    return value if isinstance(value, Batches) else None


CLAIMS: dict[int, Claim] = {
    26: Claim(
        "2.2.1",
        "For batch gradient descent, the cost should decrease on each iteration. For mini batch gradient descent, the "
        "cost will trend downwards but will be more noisy",
        Batches(),
        noisy_descent,
        fits=offered,
    ),
    27: Timed(
        "2.2.1",
        "Stochastic gradient descent will never converge and just oscillate around the minimum. Will lose all the "
        "speed from vectorization",
        RESTLESS,
        restless,
        fits=offered,
    ),
    28: Timed(
        "2.2.1",
        "Code may run faster if the mini batch size is a power of 2",
        Batches(),
        powers_of_two,
        fits=offered,
    ),
}
