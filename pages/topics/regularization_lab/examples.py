"""Labs worth opening, each with the view that shows its point."""

from __future__ import annotations

from dataclasses import replace

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.regularization_lab.lab import DEFAULT, Lab
from pages.controls.topic import Example

TOGETHER, CLOSE, STRENGTH = ({"layout": name} for name in ("together", "dropout", "lambda"))
DESCENT = replace(DEFAULT, optimizer=OPTIMIZERS["gradient_descent"](), schedule=Constant(rate=0.1))
RELU = replace(DEFAULT, network=Network((Dense(32, "relu"), Dense(32, "relu"))))
MOONS = Data(source=DATASETS["moons"](noise=0.5), points=80, train_percent=50, dev_percent=50)
BLOBS = Data(source=DATASETS["blobs"](noise=0.6), points=80, train_percent=50, dev_percent=50)

EXAMPLES: dict[str, Example] = {
    "Thirty noisy points, seven ways": Example(
        Lab(),
        "Look at the first row: without anything the dev loss falls, then rises. Each of the others meets that in "
        "its own way. Now turn one up too far, in the first tab.",
        TOGETHER,
    ),
    "Too strong: λ as large as it goes": Example(
        Lab(l2=10.0, l1=3.0, keep_prob=0.3, jitter=1.0),
        "It fails on purpose: held back too much, a network learns nothing, on train as on dev. Look at the "
        "tiles: some are one colour. Now bring them back one at a time.",
        TOGETHER,
    ),
    "Moons: nothing beats more data": Example(
        Lab(replace(DEFAULT, data=MOONS), factor=20),
        "Twenty times the points, against six ways to do without. Look at its gap between train and dev. Now "
        "bring the factor down to 2: how much data is a penalty worth?",
        TOGETHER,
    ),
    "The cost need not fall": Example(
        Lab(DESCENT, keep_prob=0.8),
        "Gradient descent on full batches: without dropout the cost falls at every step, with it at half of them, "
        "and nothing is broken. Now set the keep probability to 1: the wobble is gone.",
        CLOSE,
    ),
    "Four blobs in mini-batches, half the units dropped": Example(
        Lab(replace(DEFAULT, data=BLOBS, batch_size=10), keep_prob=0.5),
        "Mini-batches make the cost wander by themselves; dropout adds to it. Look at the scores, not at the "
        "cost, to see whether it learns. Now take larger batches.",
        CLOSE,
    ),
    "Wide ReLU layers: dropout spreads the weights": Example(
        Lab(RELU, keep_prob=0.5, epochs=2000),
        "The notes say that dropout spreads out weights and shrinks them. Look at the weights: the spread is "
        "larger with dropout, the norm is not smaller. Now try it with narrow layers.",
        TOGETHER,
    ),
    "λ from too little to too much": Example(
        Lab(),
        "Variance falls and bias rises; the test error is lowest in between. It fails at both ends, for opposite "
        "reasons. Now raise the noise: does the best λ move?",
        STRENGTH,
    ),
}
