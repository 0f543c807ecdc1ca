"""What the notes claim of regularization (2.1.3, claims 13 to 20), measured over many seeds on one lab.

Axes: S seeds, each with its own points and first weights.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.experiment import Experiment
from engine.networks.network import layout
from engine.networks.propagation import Propagation
from engine.studies.bias_variance.axes import with_keep_prob
from engine.studies.bias_variance.examiner import Examiner
from engine.studies.bias_variance.sweep import redrawn
from engine.studies.regularization_lab.lab import TOGETHER, Habits, Lab, habits
from engine.studies.regularization_lab.subnetworks import sub_networks
from engine.training.evaluation import Evaluator
from engine.training.pieces import Work, advancing, outcome, part
from engine.training.trainer import State, Trainer

Array = np.ndarray
LOOKS = 40  # at the dev loss, after the one before training; as evenly over the epochs as whole epochs allow


@dataclass(frozen=True)
class Outcome:
    """One contender over the seeds: errors (S, 3) on train, dev and test, dev losses (looks, S), and its habits."""

    errors: Array
    dev_losses: Array
    habits: tuple[Habits, ...]

    def mean(self, name: str) -> float:
        """The mean over the seeds of one of the habits."""
        return float(np.mean([getattr(each, name) for each in self.habits]))


def outcomes(lab: Lab, seeds: int) -> dict[str, Outcome]:
    """Every contender but early stopping (it is in the dev losses of "none"), trained for every seed."""
    return outcome(outcomes_in_pieces(lab, seeds))


def outcomes_in_pieces(lab: Lab, seeds: int) -> Work:
    """``outcomes`` in pieces."""
    each = [replace(lab, experiment=experiment) for experiment in redrawn(lab.experiment, seeds)]
    stack = [experiment for one in each for experiment in one.together()]
    together = yield from part(training(stack, lab.epochs), 0, 0.5)
    more = yield from part(training([one.more() for one in each], lab.epochs), 0.5, 1)
    return dict(zip(TOGETHER, split(*together, len(TOGETHER)), strict=True)) | {"more": split(*more, 1)[0]}


def trained(stack: list[Experiment], epochs: int) -> tuple[Array, Array, list[Habits]]:
    """Errors (R, 3), dev losses (looks, R) and habits of a stack after so many epochs."""
    return outcome(training(stack, epochs))


def training(stack: list[Experiment], epochs: int) -> Work:
    """``trained`` in pieces."""
    trainer = Trainer(stack)
    evaluator, state, losses, found, before = Evaluator(trainer), trainer.start(), [], [], 0
    for epoch in looks(epochs):
        stride = advancing(trainer, state, (epoch - before) * trainer.steps_per_epoch)
        state, before = (yield from part(stride, before / epochs, epoch / epochs)), epoch
        losses.append(evaluator.evaluate(state).loss[:, 1])
    errors = Examiner(trainer).examine(state).errors
    for index in range(len(stack)):
        yield 1.0
        found.append(own_habits(trainer, state, index))
    return errors, np.stack(losses), found


def looks(epochs: int) -> list[int]:
    """The epochs at which to look, from 0 to the last: all of them, or LOOKS + 1 where there are more."""
    return np.unique(np.linspace(0, epochs, LOOKS + 1).round().astype(int)).tolist()


def own_habits(trainer: Trainer, state: State, index: int) -> Habits:
    """The habits of one replica, on its own training points."""
    samples, experiment = trainer.samples[index % len(trainer.samples)], trainer.each[index]
    seen, theta = samples.counts[0], state.theta[index]
    reader = Propagation.of(experiment, samples, theta, state.buffers[index], samples.rows[:seen].T)
    reader.forward()
    return habits(theta, trainer.layout, reader)


def split(errors: Array, losses: Array, found: list[Habits], kinds: int) -> list[Outcome]:
    """Every kinds-th replica belongs to one contender."""
    return [Outcome(errors[k::kinds], losses[:, k::kinds], tuple(found[k::kinds])) for k in range(kinds)]


def scaling_error(experiment: Experiment, keep_prob: float, masks: int, inverted: bool = True) -> float:
    """How far the mean over masks of what a unit of the second layer sums up is from the sum without dropout: claim 17.

    Relative, in the Euclidean norm over units and training points.
    """
    experiment = with_keep_prob(experiment, keep_prob)
    trainer = Trainer(experiment)
    samples, theta = trainer.samples[0], trainer.first
    places = layout(experiment.network, *samples.sizes)
    thetas = np.concatenate([theta[None], sub_networks(experiment.network, places, theta, masks, 0, inverted)])
    inputs = np.broadcast_to(samples.rows.T, (len(thetas), *samples.rows.T.shape))
    network = Propagation.of(experiment, samples, thetas, np.zeros((len(thetas), places.B)), inputs)
    network.forward()
    whole, *parts = network.z[1]
    return float(np.linalg.norm(np.mean(parts, axis=0) - whole) / np.linalg.norm(whole))
