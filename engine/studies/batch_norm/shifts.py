"""Inputs that are shifted at test time: what either network makes of them (notes 2.3.2, covariate shift).

Axes: S shifts, m examples.
"""

from __future__ import annotations

import numpy as np

from engine.networks.propagation import Propagation
from engine.studies.batch_norm.norms import BARE, NORMED
from engine.studies.batch_norm.pair import Pair
from engine.training.evaluation import classes
from engine.training.trainer import State, Trainer

Array = np.ndarray
SHIFTS = tuple(round(-4 + 0.25 * k, 2) for k in range(33))
WAYS = ("bare", "running", "own")  # without; with running statistics; with those of the shifted points themselves


def shifted(pair: Pair, shift: float) -> Array:
    """The dev points, that much further to the right, (2, m)."""
    return pair.samples.points[:, pair.samples.bounds["dev"]] + np.array([[shift], [0.0]])


def survival(pair: Pair, states: tuple[State, State], shifts: tuple[float, ...] = SHIFTS) -> dict[str, Array]:
    """The share of shifted dev points that are right, (S,), in each of WAYS."""
    rows = np.stack([pair.samples.inputs(shifted(pair, shift)).T for shift in shifts])
    truth = classes(pair.samples.targets[:, pair.samples.bounds["dev"]])
    asked = states[BARE], pair.tested(states[NORMED]), states[NORMED]
    found = {}
    for way, which, state in zip(WAYS, (BARE, NORMED, NORMED), asked, strict=True):
        answers = answered(pair.trainers[which], state, rows, own=way == "own")
        found[way] = (classes(answers) == truth).mean(axis=-1)
    return found


def answered(trainer: Trainer, state: State, rows: Array, own: bool) -> Array:
    """Answers (S, n_y, m) to S sets of inputs (S, n_x + 1, m), each with its own statistics or with running ones."""
    theta, buffers = np.tile(state.theta, (len(rows), 1)), np.tile(state.buffers, (len(rows), 1))
    gradient = np.zeros_like(theta) if own else None  # as in training, where batch norm uses the batch
    with np.errstate(all="ignore"):
        network = Propagation.of(trainer.each[0], trainer.samples[0], theta, buffers, rows, gradient, dropout=False)
        return network.forward()


def own_statistics(pair: Pair, state: State, points: Array) -> Array:
    """Buffers (B,) that hold μ and σ² of these points (2, m), so that a picture can be made with them."""
    trainer = pair.trainers[NORMED]
    buffers, theta = state.buffers.copy(), state.theta.copy()
    rows = pair.samples.inputs(points).T
    network = Propagation.of(trainer.each[0], pair.samples, theta, buffers, rows, np.zeros_like(theta), dropout=False)
    with np.errstate(all="ignore"):
        found = buffers.copy()
        network.forward()
    return (buffers - 0.9 * found) / 0.1  # what the running average has taken in
