"""What a program needs to go on where a run stands: parameters and memory array by array, batches, points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.datasets.augmentation import Augmentation
from engine.experiment import Experiment
from engine.training.pieces import Work, advancing, part
from engine.training.trainer import State, Trainer

Array = np.ndarray
MOST_STEPS = 100  # that a program goes on
EPOCHS = 10


@dataclass(frozen=True)
class Standing:
    """A run at one step, and its next steps as the engine makes them.

    ``values`` are the parameters in the order W, b or W, γ, β of each layer, ``memory`` what is remembered of each,
    ``batches`` the examples of each step to come, ``losses`` their mean losses as the engine has them.
    """

    experiment: Experiment
    step: int
    steps_per_epoch: int
    inputs: Array
    targets: Array
    values: list[Array]
    memory: list[list[Array]]
    batches: list[list[int]]
    losses: list[float]


def replayable(experiment: Experiment) -> Experiment:
    """The same without hands on its weights, and without what draws numbers: no other generator draws the same."""
    layers = tuple(replace(layer, keep_prob=1.0) for layer in experiment.network.layers)
    network = replace(experiment.network, layers=layers)
    return replace(experiment, network=network, augmentation=Augmentation(), overrides=())


def standing(experiment: Experiment, step: int) -> Work:
    """Train up to a step, with all that belongs to it, and some steps more, without what cannot be replayed."""
    trainer = Trainer(experiment)
    state = yield from part(advancing(trainer, trainer.start(), step), 0, 0.9)
    onward = Trainer(replayable(experiment))
    after, losses = state, []
    count = min(MOST_STEPS, EPOCHS * onward.steps_per_epoch)
    for _ in range(count):
        after, info = onward.step(after)
        losses.append(float(info.loss))
        yield 0.95
    return written(onward, state, losses)


def written(trainer: Trainer, state: State, losses: list[float]) -> Standing:
    """A state array by array."""
    samples, m = trainer.samples[0], trainer.epochs.m
    batches = [batch(trainer, state.step + k) for k in range(len(losses))]
    places = arrays(trainer)
    return Standing(
        trainer.each[0],
        state.step,
        trainer.steps_per_epoch,
        samples.rows[:m, :-1].T.copy(),
        samples.targets[:, :m].copy(),
        [place(state.theta) for place in places],
        [[place(row) for row in state.memory] for place in places],
        batches,
        losses,
    )


def batch(trainer: Trainer, step: int) -> list[int]:
    """The examples of one step."""
    epoch, index = divmod(step, trainer.steps_per_epoch)
    return trainer.epochs.order(epoch)[trainer.batches[index].columns].tolist()


def arrays(trainer: Trainer) -> list[Any]:
    """For each array of parameters, in the order of the programs, where it lies in theta."""
    found: list[Any] = []
    for layer, span in enumerate(trainer.layout.spans):
        found.append(lambda theta, layer=layer: trainer.layout.weights(theta, layer).copy())
        if span.gamma:
            found.append(lambda theta, span=span: theta[span.gamma].copy())
            found.append(lambda theta, span=span: theta[span.beta].copy())
        else:
            found.append(lambda theta, layer=layer: trainer.layout.bias(theta, layer)[:, 0].copy())
    return found
