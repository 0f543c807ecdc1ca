"""Dropout from close by: the mask of the coming step, the sub-networks it leaves, train mode against test mode.

Axes: S sub-networks, n_y outputs.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from engine.networks.propagation import Propagation
from engine.studies.regularization_lab.process import DROPOUT, LabProcess, LabState
from engine.studies.regularization_lab.subnetworks import sub_networks
from engine.training.trainer import State, Trainer

Array = np.ndarray
SUBNETWORKS, COARSE = 24, 40  # of the fog, and points on a side of its picture
SEEDS = 1_000_000


class DropoutLens:
    """What looking closely at dropout takes: each part is made when first asked for, and used for every state."""

    def __init__(self, process: LabProcess):
        self.experiment, self.samples = process.lab.together()[DROPOUT], process.together.samples[0]
        self.places = process.together.layout

    @cached_property
    def trainer(self) -> Trainer:
        """A trainer of the one network that has dropout."""
        return Trainer(self.experiment)

    @cached_property
    def fog(self) -> Propagation:
        """Reads a coarse picture with all sub-networks at once, in single precision."""
        (left, right), (bottom, top) = self.experiment.data.source.bounds
        side = (np.arange(COARSE) + 0.5) / COARSE
        x, y = left + side * (right - left), top - side * (top - bottom)
        points = np.stack([np.tile(x, COARSE), np.repeat(y, COARSE)])
        return self.stack(SUBNETWORKS, self.samples.inputs(points).astype(np.float32))

    @cached_property
    def training(self) -> Propagation:
        """Reads the training points with the whole network and all sub-networks at once."""
        return self.stack(1 + SUBNETWORKS, self.samples.rows[: self.samples.counts[0]])

    def stack(self, count: int, rows: Array) -> Propagation:
        """A propagation of so many networks over the same examples (m, n_x + 1), in their precision."""
        theta = np.zeros((count, self.places.P), rows.dtype)
        buffers = np.zeros((count, self.places.B), rows.dtype)
        return Propagation.of(self.experiment, self.samples, theta, buffers, rows.T)


class CloseUp:
    """Dropout at one moment of a lab; what is asked for is worked out then, and only then."""

    def __init__(self, state: LabState, lens: DropoutLens):
        self.lab_state, self.lens = state, lens

    @property
    def state(self) -> State:
        """The state of the one network that has dropout, for the lens's ``trainer``."""
        stack = self.lab_state.together
        return State(stack.step, stack.theta[DROPOUT], stack.memory[:, DROPOUT], stack.buffers[DROPOUT])

    @property
    def costs(self) -> Array:
        """The loss of each step's batch in the last epoch, bare and under dropout, (2, steps)."""
        return self.lab_state.costs

    @property
    def rose(self) -> Array:
        """The share of all steps so far at which that loss was above the one of the step before, (2,)."""
        return self.lab_state.rises / max(self.lab_state.together.step - 1, 1)

    @cached_property
    def mask(self) -> list[Array]:
        """Which units of each hidden layer the coming step keeps for the first example of its batch."""
        trainer = self.lens.trainer
        trainer.begin(self.lab_state.epoch)
        drops = zip(trainer.batches[0].propagation.drops, trainer.uniform, strict=False)
        return [uniform[:, 0] < drop.keep_prob for drop, uniform in drops]

    @cached_property
    def sub_networks(self) -> Array:
        """Answers of sub-networks that dropout may leave, (S, n_y, COARSE, COARSE)."""
        return self.answers(inverted=True)

    @cached_property
    def plain_sub_networks(self) -> Array:
        """The same without inverted scaling: what sub-networks say shrinks."""
        return self.answers(inverted=False)

    def answers(self, inverted: bool) -> Array:
        fog = self.lens.fog
        with np.errstate(all="ignore"):
            fog.theta[...], fog.buffers[...] = self.masked(inverted), self.state.buffers
            return fog.forward().reshape(SUBNETWORKS, -1, COARSE, COARSE).copy()  # the next look overwrites them

    def masked(self, inverted: bool) -> Array:
        """The parameters of the sub-networks, (S, P): other masks at every epoch."""
        experiment = self.lens.experiment
        seed = (experiment.seed + self.lab_state.epoch) % SEEDS
        return sub_networks(experiment.network, self.lens.places, self.state.theta, SUBNETWORKS, seed, inverted)

    @cached_property
    def modes(self) -> tuple[float, Array]:
        """Training loss of the whole network, as at test time, and of each sub-network (S,), as in training."""
        training, samples = self.lens.training, self.lens.samples
        with np.errstate(all="ignore"):
            training.theta[0], training.theta[1:] = self.state.theta, self.masked(inverted=True)
            training.buffers[...] = self.state.buffers
            training.forward()
            losses = training.losses(samples.targets[:, : training.m]).mean(axis=-1)
        return float(losses[0]), losses[1:]
