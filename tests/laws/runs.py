"""Experiments that the laws are tried on, and short ways to run them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.datasets import DATASETS
from engine.datasets.augmentation import Augmentation
from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.network import Dense, Network, layout
from engine.networks.propagation import Propagation
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant, Exponential
from engine.training.trainer import Trainer

DESCENT = OPTIMIZERS["gradient_descent"]()
EVERYTHING = Experiment(
    data=Data(DATASETS["circles"](noise=0.2), points=45, features=("x1", "x2", "x1_x2")),
    network=Network((Dense(4, "tanh", keep_prob=0.8), Dense(3, "relu", batch_norm=True), Dense(2, "gelu"))),
    penalty=Penalty(l1=0.01, l2=0.1),
    schedule=Exponential(rate=0.05),
    clip=1.0,
    augmentation=Augmentation(jitter=0.1, rotation=30.0, reflection=True),
    batch_size=8,
    seed=3,
)
PLAIN = replace(EVERYTHING, network=Network((Dense(4, "tanh"), Dense(3, "relu"))), penalty=Penalty(), clip=0.0,
                augmentation=Augmentation(), schedule=Constant(0.05))  # fmt: skip


def arrays(state):
    return state.theta, state.memory, state.buffers


def same(one, other):
    return one.step == other.step and all(map(np.array_equal, arrays(one), arrays(other)))


def trained(experiment, steps=17, **own):
    trainer = Trainer(experiment, **own)
    return trainer.advance(trainer.start(), steps)


def layers(experiment, **changes):
    """The experiment with every hidden layer changed."""
    changed = tuple(replace(layer, **changes) for layer in experiment.network.layers)
    return replace(experiment, network=replace(experiment.network, layers=changed))


def predictions(network, theta, inputs, task="binary", sizes=(3, 1), buffers=None, loss="cross_entropy"):
    places = layout(network, *sizes)
    work = Propagation(network, task, loss, (*sizes, inputs.shape[1]), theta,
                       np.zeros(places.B) if buffers is None else buffers)  # fmt: skip
    work.read(inputs)
    return work.forward()


def with_ones(x):
    return np.concatenate([x, np.ones((1, x.shape[1]))])
