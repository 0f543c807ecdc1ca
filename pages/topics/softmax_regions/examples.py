"""States worth opening: three to six classes, what softmax can part and what it cannot, and two classes."""

from __future__ import annotations

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers.schedules import Constant
from engine.studies.softmax_regions.temperature import SOFT, TEMPERATURES
from pages.controls.topic import Example


def experiment(slug: str, *units: int, rate: float = 0.01, **more: object) -> Experiment:
    """A network for one of the problems, with 300 points; what else is given is the problem's."""
    layers = tuple(Dense(each) for each in units)
    return Experiment(Data(source=DATASETS[slug](**more)), Network(layers), schedule=Constant(rate))


DEFAULT = experiment("blobs", classes=3, noise=0.35)
HOT = {"layout": "temperature"}

EXAMPLES: dict[str, Example] = {
    "Three clouds: softmax alone": Example(
        DEFAULT,
        "No hidden layer, so every border is straight. Look at the triangle: the points set out together in its "
        "middle, where nothing is known, and each class is pulled to its own corner. Now move the pointer over the "
        "plane: ŷ follows.",
    ),
    "Six clouds": Example(
        experiment("blobs", classes=6),
        "Six regions from six straight scores. Look at the middle: where six classes meet, none has the half. Now "
        "raise the noise and find in the confusion matrix who is taken for whom: nearly always a neighbour.",
    ),
    "A row: no line has the middle alone": Example(
        experiment("row", classes=3),
        "Look at one against the rest: the line of the middle class is a band, which no single neuron could draw, yet "
        "the softmax needs no hidden layer for it. Now take six classes: it can be "
        "done, but takes ten times as many epochs.",
    ),
    "Rings without a hidden layer: too little": Example(
        experiment("rings", classes=3),
        "The failure: straight borders through the centre of rings. The triangle stays a heap in the middle, and the "
        "loss stays near log 3 = 1.10, that of a guess. Now add a hidden layer of eight, or the inputs x₁² and x₂².",
    ),
    "Three spirals": Example(
        experiment("three_spirals", 16, 16),
        "Two hidden layers bend each border. Look at the triangle: whole arms change their corner as the regions turn "
        "around. Now take one of the layers away.",
    ),
    "Temperature: to the hard max": Example(
        DEFAULT,
        "Trained, then z is divided by T. Drag T down: the points run to the corners, and at T = 0.01 this is the hard "
        "max. Not one answer changes sides on the way. Now drag it up to 10: all regions fade, none moves.",
        look=HOT,
        step=SOFT,
    ),
    "Too sure: learned by heart": Example(
        Experiment(
            Data(source=DATASETS["blobs"](classes=4, noise=1.0), points=150, train_percent=40, dev_percent=60),
            Network((Dense(24), Dense(24))),
            schedule=Constant(0.01),
        ),
        "Sixty points learned by heart. On the dev set the loss is least near T = 3, and in ten draws between 1.8 "
        "and 3.5: the network is surer than it is right. Now go to the view Learning, and switch the confusion matrix "
        "from train to dev.",
        look=HOT,
        step=TEMPERATURES.index(1.0),
    ),
    "Two classes: the logistic neuron": Example(
        experiment("gaussians", noise=0.6),
        "The limit: with two classes ŷ = softmax(−z/2, z/2) is σ(z). Compare the two columns of numbers. The triangle "
        "is a line, and one against the rest is the border itself.",
        look={"layout": "logistic"},
    ),
}
