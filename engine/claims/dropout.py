"""Claims on what dropout does to sums and to the cost (notes 2.1.3).

Axes: S masks, n units, m examples, R runs.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import EXACT, FAILS, HOLDS, HOLDS_IF, SEEDS, Claim, Figure, Verdict
from engine.claims.draws import affordable, drawn, refuse_diverged
from engine.experiment import Experiment
from engine.networks.propagation import Propagation
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.bias_variance.axes import with_keep_prob
from engine.studies.regularization_lab.lab import DEFAULT, Lab
from engine.training.pieces import Work, at_once, one_by_one, outcome
from engine.training.trainer import Trainer

Array = np.ndarray
MOST_UNITS = 8  # of which every mask is tried, 2⁸
MOST_POINTS = 50
STEPS = 300


def keeps_the_expected_sum(lab: Lab, seeds: range) -> Work:
    """Claim 17: the mean over all masks of the first layer, each as likely as it is, of what the next layer sums up."""
    hidden = lab.experiment.network.layers
    layers = tuple(replace(each, units=min(each.units, MOST_UNITS), batch_norm=False) for each in hidden)
    experiment = replace(lab.experiment, network=replace(lab.experiment.network, layers=layers))
    found = yield from one_by_one([expecting(each, lab.keep_prob) for each in drawn(experiment, seeds)])
    sums, answers = (float(max(each)) for each in zip(*found, strict=True))
    said = (
        f"Over all {2 ** layers[0].units} masks of the first layer (keep_prob {lab.keep_prob:g}, {len(seeds)} seeds) "
        f"the expected sum of a unit of the next layer and the sum without dropout differ by at most {sums:.0e}. "
        f"Behind the next bend that is no longer so: expected answers are off by up to {answers:.2g}."
    )
    figures = Figure("expected sums off", sums), Figure("expected answers off", answers)
    return Verdict(HOLDS if sums <= EXACT else FAILS, figures, said)


@at_once
def expecting(experiment: Experiment, keep_prob: float) -> tuple[float, float]:
    """How far expected sums of the second layer, and expected answers, are from those without dropout, at most.

    Every mask of the first layer is a replica, drawn by the operation that trains: from 0 a unit is kept, from 1 not.
    """
    first, *others = experiment.network.layers
    network = replace(experiment.network, layers=(replace(first, keep_prob=keep_prob), *others))
    trainer = Trainer(replace(experiment, network=network))
    kept = (np.arange(2**first.units)[:, None] >> np.arange(first.units)) & 1  # (S, n)
    chance = np.prod(np.where(kept, keep_prob, 1 - keep_prob), axis=1)
    without, under = propagated(trainer, 1, dropout=False), propagated(trainer, len(kept), dropout=True)
    under.drops[0].draw(np.broadcast_to(1 - kept[:, :, None], under.drops[0].mask.shape))
    for each in (without, under):
        each.forward()
    off = [
        np.tensordot(chance, under.z[1], 1) - without.z[1][0],
        np.tensordot(chance, under.a[-1], 1) - without.a[-1][0],
    ]
    return float(np.abs(off[0]).max()), float(np.abs(off[1]).max())


def propagated(trainer: Trainer, replicas: int, dropout: bool) -> Propagation:
    """So many replicas of the first weights as they train, reading the same few points."""
    samples, rows = trainer.samples[0], trainer.samples[0].rows[:MOST_POINTS].T
    theta, buffers = (np.tile(each, (replicas, 1)) for each in (trainer.first, trainer.first_buffers))
    inputs = np.broadcast_to(rows, (replicas, *rows.shape))
    return Propagation.of(trainer.experiment, samples, theta, buffers, inputs, np.zeros_like(theta), dropout)


def cost_need_not_fall(lab: Lab, seeds: range) -> Work:
    """Claim 18: the share of steps at which the cost of the full batch rises, with and without dropout."""
    bare = replace(lab.experiment, batch_size=5000)
    each = [with_keep_prob(one, keep) for keep in (1.0, lab.keep_prob) for one in drawn(bare, seeds)]
    without, under = np.split((yield from rising(each, STEPS)), 2)
    often = float((under > 0).mean())
    figures = (Figure("steps at which it rises", float(under.mean()), "%"),
               Figure("without dropout", float(without.mean()), "%"))  # fmt: skip
    said = (
        f"With keep_prob {lab.keep_prob:g} the cost rises at {figures[0]} of {STEPS} steps, in {100 * often:.0f} % of "
        f"{len(seeds)} seeds at some; without dropout, on full batches, at {figures[1]}."
    )
    if often < 1:
        return Verdict(FAILS, figures, said)
    if without.max() == 0:
        return Verdict(HOLDS, figures, said)
    label = bare.optimizer.label
    return Verdict(HOLDS_IF, figures, f"{said} It holds if steps go straight downhill and are small: {label} here.")


def rises(each: list[Experiment], steps: int) -> Array:
    """The share of steps (R,) at which the cost of a batch rises above that of the step before.

    Raises: Refused, where a run diverges.
    """
    return outcome(rising(each, steps))


def rising(each: list[Experiment], steps: int) -> Work:
    """``rises`` in pieces, each a step."""
    trainer = Trainer(each)
    state, costs = trainer.start(), []
    for step in range(steps):
        yield step / steps
        state, info = trainer.step(state)
        costs.append(info.loss)
    refuse_diverged(costs[-1])
    return (np.diff(np.stack(costs), axis=0) > 0).mean(axis=0)


def with_dropout(value: object) -> Lab | None:
    """A lab with units to leave out, which can be trained for every seed."""
    fits = isinstance(value, Lab) and value.experiment.network.layers and value.keep_prob < 1
    return value if fits and affordable(value.experiment, 2 * SEEDS, STEPS) else None


STRAIGHT_DOWN = Lab(replace(DEFAULT, optimizer=OPTIMIZERS["gradient_descent"](), schedule=Constant(rate=0.1)))
CLAIMS: dict[int, Claim] = {
    17: Claim(
        "2.1.3",
        "Activation values should be scaled by keep_prob so the expected value of z can stay constant",
        Lab(),
        keeps_the_expected_sum,
        slip="Scaled means divided, as the notes' code does.",
        fits=with_dropout,
    ),
    18: Claim(
        "2.1.3",
        "Cost function is not well defined when dropout is used. Can set keep_prob to 1 and check for monotonically "
        "decreasing J",
        STRAIGHT_DOWN,
        cost_need_not_fall,
        fits=with_dropout,
    ),
}  # fmt: skip
