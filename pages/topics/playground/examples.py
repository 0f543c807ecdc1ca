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

TEXTS: dict[str, str] = {
    "Circles, the default": (
        "Look at the boundary: after some 50 epochs it has closed around the inner circle. The first layer's units "
        "are half-planes; the second layer joins them. Now take units away: how many are enough?"
    ),
    "Two spirals": (
        "Look at the second layer: its units have bent pieces of spiral. All points are right after about 150 epochs. "
        "Now take one layer away, or set the activation to linear."
    ),
    "XOR without a hidden layer: too little": (
        "It fails on purpose: one line cannot part four corners, so the accuracy stays near 0.6 for any rate. Now add "
        "a hidden layer with the + over the picture, or open the next example."
    ),
    "XOR with the one feature it needs": (
        "Still no hidden layer, but x₁x₂ is an input: its sign is the answer. Look at the one thick link. Now switch "
        "x₁ and x₂ off: it needs neither."
    ),
    "Softmax: six blobs": (
        "Six outputs, one for each class; their colours share the plane. All but a few points are right within ten "
        "epochs. Now raise the noise, and look where two colours blend."
    ),
    "Three-arm spiral": (
        "Look at the two losses: train goes on to 0 while dev turns up near epoch 60. That is variance. Now give it "
        "more points; a strong L2 only makes it worse."
    ),
    "Regression: hills and valleys": (
        "The output is a height, not a class, and the loss is squared error. Look at how the valleys appear one after "
        "the other. Now halve the units: what is smoothed away first?"
    ),
    "Zero weights: units stay twins": (
        "It fails on purpose: with all weights 0 every unit gets the same gradient, here none, and only the output's "
        "bias moves. Now choose Xavier for the first weights, in the Network tab."
    ),
    "Vanishing: six sigmoid layers": (
        "It fails on purpose: look at the signals, the gradient dW falls from layer to layer on its way back, and the "
        "first layers stand still. Now open the cure, the next example."
    ),
    "The cure: ReLU, He, batch norm": (
        "The same six layers: the signals are level now, and the boundary closes within 40 epochs. Now switch batch "
        "norm off, then go back to sigmoid, and watch the signals."
    ),
    "A rate far too large": (
        "It fails on purpose: at α = 3 each step lands farther out than the last, and within the first epoch the loss "
        "is beyond all numbers. Now move the rate down to 0.1 and start again."
    ),
    "Overfitting: few noisy points": (
        "It fails on purpose: 24 points, all learned by heart. The train loss goes to 0 while the dev loss climbs "
        "from 0.4 to 0.8. Now raise L2, or draw more points."
    ),
    "The same with L2": (
        "The same points and network with λ₂ = 0.1: the dev loss stays below 0.5, and the train loss no longer "
        "reaches 0. Now go up to 10: the network learns nothing any more."
    ),
    "Six layers of eight": (
        "Adam gets six tanh layers through within ten epochs, with no batch norm. Now choose gradient descent in the "
        "Training tab, and watch the signals of the first layers."
    ),
}

EXAMPLES = {name: Example(experiment, TEXTS[name]) for name, experiment in EXPERIMENTS.items()}
