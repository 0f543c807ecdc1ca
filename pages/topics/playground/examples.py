"""Experiments worth opening: the default, and named ones that each show one thing, failures among them."""

from __future__ import annotations

from dataclasses import replace

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.initializers import He, Zeros
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from pages.controls.topic import Example


def layers(*units: int, activation: str = "tanh", **more) -> Network:
    """A network of hidden layers that differ in width only."""
    return Network(tuple(Dense(each, activation, **more) for each in units))


DEFAULT = Experiment()
DEEP = layers(8, 8, 8, 8, 8, 8)
SPIRALS = Data(source=DATASETS["spirals"](), points=400)
DESCENT = OPTIMIZERS["gradient_descent"]()

EXPERIMENTS: dict[str, Experiment] = {
    "Circles, the default": DEFAULT,
    "Two spirals": Experiment(data=SPIRALS, network=layers(16, 16), schedule=Constant(0.01)),
    "XOR without a hidden layer: too little": Experiment(data=Data(source=DATASETS["xor"]()), network=Network(())),
    "XOR with the one feature it needs": Experiment(
        data=Data(source=DATASETS["xor"](), features=("x1", "x2", "x1_x2")), network=Network(())
    ),
    "Softmax: six blobs": Experiment(data=Data(source=DATASETS["blobs"](classes=6)), network=layers(8)),
    "Three-arm spiral": Experiment(
        data=Data(source=DATASETS["three_spirals"](), points=500), network=layers(16, 16), schedule=Constant(0.01)
    ),
    "Regression: hills and valleys": Experiment(
        data=Data(source=DATASETS["bumps"](), points=500),
        network=layers(16, 16),
        loss="squared_error",
        schedule=Constant(0.01),
    ),
    "Zero weights: units stay twins": Experiment(network=replace(layers(6, 4), initializer=Zeros())),
    "Vanishing: six sigmoid layers": Experiment(
        network=layers(8, 8, 8, 8, 8, 8, activation="sigmoid"), optimizer=DESCENT, schedule=Constant(0.3)
    ),
    "The cure: ReLU, He, batch norm": Experiment(
        network=replace(layers(8, 8, 8, 8, 8, 8, activation="relu", batch_norm=True), initializer=He())
    ),
    "A rate far too large": Experiment(
        data=Data(source=DATASETS["plane"]()),
        network=layers(8, activation="relu"),
        loss="squared_error",
        optimizer=DESCENT,
        schedule=Constant(3.0),
    ),
    "Overfitting: few noisy points": Experiment(
        data=Data(source=DATASETS["moons"](noise=0.5), points=80, train_percent=30, dev_percent=50),
        network=layers(24, 24),
    ),
    "The same with L2": Experiment(
        data=Data(source=DATASETS["moons"](noise=0.5), points=80, train_percent=30, dev_percent=50),
        network=layers(24, 24),
        penalty=Penalty(l2=0.1),
    ),
    "Six layers of eight": Experiment(network=DEEP),
}

EXAMPLES = {name: Example(experiment) for name, experiment in EXPERIMENTS.items()}
