"""Claims on what dropout does to sums and to the cost (notes 2.1.3).

Axes: S masks, n units, m examples, R runs.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.claims.claim import EXACT, FAILS, HOLDS, HOLDS_IF, SEEDS, Figure, Verdict
from engine.claims.draws import affordable, drawn, refuse_diverged
from engine.experiment import Experiment
from engine.networks.network import layout
from engine.networks.propagation import Propagation
from engine.studies.bias_variance.axes import with_keep_prob
from engine.studies.regularization_lab.lab import Lab
from engine.training.trainer import Trainer

Array = np.ndarray
MOST_UNITS = 8  # of which every mask is tried, 2⁸
STEPS = 300


def keeps_the_expected_sum(lab: Lab, seeds: range) -> Verdict:
    """Claim 17: the mean over all masks of the first layer, each as likely as it is, of what the next layer sums up."""
    layers = tuple(replace(layer, units=min(layer.units, MOST_UNITS)) for layer in lab.experiment.network.layers)
    experiment = replace(lab.experiment, network=replace(lab.experiment.network, layers=layers))
    found = [expected(each, lab.keep_prob) for each in drawn(experiment, seeds)]
    sums, answers = (float(max(each)) for each in zip(*found, strict=True))
    said = (
        f"Over all {2 ** layers[0].units} masks of the first layer (keep_prob {lab.keep_prob:g}, {len(seeds)} seeds) "
        f"the expected sum of every unit of the next layer is the one without dropout, to {sums:.0e}. Of what lies "
        f"behind a bend this is no longer so: expected answers are off by up to {answers:.2g}."
    )
    figures = Figure("expected sums off", sums), Figure("expected answers off", answers)
    return Verdict(HOLDS if sums <= EXACT else FAILS, figures, said)


def expected(experiment: Experiment, keep_prob: float) -> tuple[float, float]:
    """How far expected sums of the second layer, and expected answers, are from those without dropout, at most."""
    trainer = Trainer(experiment)
    samples, theta = trainer.samples[0], trainer.first
    places, units = layout(experiment.network, *samples.sizes), experiment.network.layers[0].units
    kept = (np.arange(2**units)[:, None] >> np.arange(units)) & 1  # every mask, (S, n)
    chance = np.prod(np.where(kept, keep_prob, 1 - keep_prob), axis=1)
    thetas = np.tile(theta, (1 + len(kept), 1))
    places.weights(thetas[1:], 1)[...] *= kept[:, None, :] / keep_prob
    inputs = np.broadcast_to(samples.rows.T, (len(thetas), *samples.rows.T.shape))
    network = Propagation.of(experiment, samples, thetas, np.zeros((len(thetas), places.B)), inputs)
    network.forward()
    (whole, *_), (answer, *_) = network.z[1], network.a[-1]
    sums, answers = (np.tensordot(chance, each[1:], 1) for each in (network.z[1], network.a[-1]))
    return float(np.abs(sums - whole).max()), float(np.abs(answers - answer).max())


def cost_need_not_fall(lab: Lab, seeds: range) -> Verdict:
    """Claim 18: the share of steps at which the cost of the full batch rises, with and without dropout."""
    bare = replace(lab.experiment, batch_size=5000)
    each = [with_keep_prob(one, keep) for keep in (1.0, lab.keep_prob) for one in drawn(bare, seeds)]
    without, under = np.split(rises(each, STEPS), 2)
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
    trainer = Trainer(each)
    state, costs = trainer.start(), []
    for _ in range(steps):
        state, info = trainer.step(state)
        costs.append(info.loss)
    refuse_diverged(costs[-1])
    return (np.diff(np.stack(costs), axis=0) > 0).mean(axis=0)


def with_dropout(value: object) -> Lab | None:
    """A lab with units to leave out, which can be trained for every seed."""
    fits = isinstance(value, Lab) and value.experiment.network.layers and value.keep_prob < 1
    return value if fits and affordable(value.experiment, 2 * SEEDS, STEPS) else None
