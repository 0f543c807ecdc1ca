"""Trials of any width as one stack: a narrow network is a wide one, some units of which are nothing and stay so.

A unit without weights in and out answers tanh 0 = 0, so no slope ever reaches its weights: they stay 0, to the bit.

Axes: R trials, P parameters of the widest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.experiment import Experiment
from engine.networks.network import Dense, first_theta, layout
from engine.studies.hyperparameter_search.knobs import MOST
from engine.training.cost import in_a_breath, usual_step
from engine.training.evaluation import TOO_LARGE, Evaluator
from engine.training.pieces import Work
from engine.training.trainer import Trainer

Array = np.ndarray


def wide(experiment: Experiment) -> Experiment:
    """The same with as many units in every layer as any trial has."""
    layers = tuple(replace(layer, units=MOST) for layer in experiment.network.layers)
    return replace(experiment, network=replace(experiment.network, layers=layers))


def embedded(experiment: Experiment) -> Array:
    """First parameters (P,) of a network in the places of a wide one; all else is 0."""
    n_x, n_y = experiment.data.sizes
    narrow, broad = (layout(each.network, n_x, n_y) for each in (experiment, wide(experiment)))
    own, theta = first_theta(experiment.network, n_x, n_y, experiment.seed), np.zeros(broad.P)
    for layer in range(len(narrow.spans)):
        weights = narrow.weights(own, layer)
        broad.weights(theta, layer)[: weights.shape[0], : weights.shape[1]] = weights
        bias = narrow.bias(own, layer)
        broad.bias(theta, layer)[: bias.shape[0]] = bias
    return theta


def dev_losses(experiments: Sequence[Experiment], epochs: int) -> Work:
    """Dev losses (R,) after so many epochs, all trained as one stack; NaN where training diverged."""
    trainer = Trainer([wide(each) for each in experiments], theta=np.stack([embedded(each) for each in experiments]))
    state, steps = trainer.start(), epochs * trainer.steps_per_epoch
    every = in_a_breath(usual_step(trainer.each[0], len(trainer.each)))
    for done in range(0, steps, every):
        state = trainer.advance(state, min(every, steps - done))
        yield min(done + every, steps) / steps
    losses = Evaluator(trainer).evaluate(state).loss[:, 1]
    return np.where(losses < TOO_LARGE, losses, np.nan)


def hidden(units: int) -> tuple[Dense, Dense]:
    """Two layers of tanh units, alike."""
    return Dense(units), Dense(units)
