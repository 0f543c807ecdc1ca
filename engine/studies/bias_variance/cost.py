"""What bias, variance and dev sets cost to measure: a sweep, and what may be asked of its experiment as it stands.

Axes: R redraws, n_y outputs, G points of the proving ground.
"""

from __future__ import annotations

from engine.experiment import Experiment
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE, company, looked_at
from engine.studies.bias_variance.splits import POOL, TIMES
from engine.studies.bias_variance.sweep import Sweep
from engine.training.cost import (
    Bill,
    Cost,
    epoch,
    forward,
    one_after_the_other,
    opening,
    step,
    steps_per_epoch,
    training,
    work,
)

CALLS_OF_A_LOOK, CALLS_OF_A_REDRAW = 300, 40
ON_A_TRUTH = 3e7  # worked out once for each problem
ON_AN_ANSWER = 30  # what is done with each answer on the ground or in a picture: means, quantiles, shares


def bill(sweep: Sweep, pictured: int) -> Bill:
    """All values of a sweep, one after the other, and its dearest answer, where a picture wants so many points."""
    whole = one_after_the_other(
        studied(sweep.at(value), last - first, sweep.redraws, PARTS_OF_A_VALUE, pictured)
        for value, (first, last) in zip(sweep.values, map(sweep.epochs_at, range(len(sweep.values))), strict=True)
    )
    answers = [piece(sweep, index, pictured) for index in range(len(sweep.values))]
    return Bill(whole, max(answers, key=lambda each: each.seconds))


def piece(sweep: Sweep, index: int, pictured: int) -> Cost:
    """All that may be done at one value without a breath: to make a stack, to move it, to look at every redraw."""
    experiment, stacked = sweep.at(sweep.values[index]), min(sweep.redraws, company(sweep, index, pictured))
    moved = step(experiment, stacked) + epoch(experiment, stacked)
    looked = forward(experiment, looked_at(experiment.data, pictured), stacked, size=4)
    return (
        truth_cost(experiment)
        + opening(experiment, sweep.redraws)
        + moved
        + looked
        + summing_up(experiment, sweep.redraws, pictured)
    )


def truth_cost(experiment: Experiment) -> Cost:
    """The true answers on the ground and in a picture, at each point from every example of the problem's shape."""
    return work(numbers=ON_A_TRUTH if experiment.data.source.task != "regression" else 0)


def studied(experiment: Experiment, epochs: int, redraws: int, looks: int = 1, pictured: int = 0) -> Cost:
    """An experiment trained on R draws of its points, and examined so many times."""
    trained = training(experiment, epochs * steps_per_epoch(experiment), redraws)
    look = forward(experiment, looked_at(experiment.data, pictured), redraws, size=4)
    look = look + summing_up(experiment, redraws, pictured)
    return opening(experiment, redraws) + trained + look * looks


def summing_up(experiment: Experiment, redraws: int, pictured: int) -> Cost:
    """What the answers of R networks say together."""
    examples = looked_at(experiment.data, pictured)
    answers = redraws * examples * experiment.data.sizes[1]
    inputs = redraws * examples * (experiment.data.sizes[0] + 1)
    calls = CALLS_OF_A_LOOK + CALLS_OF_A_REDRAW * redraws
    return work(calls, ON_AN_ANSWER * answers, held=8 * (4 * answers + 2 * inputs))


def dev_estimates_cost(experiment: Experiment, epochs: int, sizes: tuple[int, ...]) -> Cost:
    """One network, and many dev sets of each size."""
    judged = forward(experiment, POOL, size=4) + work(numbers=10 * TIMES * sum(sizes), held=16 * TIMES * max(sizes))
    return studied(experiment, epochs, 1, pictured=POOL) + judged


def mismatch_cost(experiment: Experiment, epochs: int, redraws: int) -> Cost:
    """R networks, each judged on a pool of another kind beside its own."""
    return studied(experiment, epochs, redraws, looks=2, pictured=POOL)
