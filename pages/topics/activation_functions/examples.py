"""States worth opening: pairs of functions, the network that collapses, and the race."""

from __future__ import annotations

from dataclasses import replace

from engine.datasets import DATASETS
from engine.networks.network import Dense, Network
from engine.optimizers import GradientDescent
from engine.optimizers.schedules import Constant
from engine.studies.activation_functions.activations import PLACES, Activations
from pages.controls.topic import Example

DEFAULT = Activations()
BEGINS = int(abs(PLACES - 2.0).argmin())
LIVE, RACE, DEEP = ({"layout": name} for name in ("live", "race", "deep"))
STEADY = replace(DEFAULT.experiment, optimizer=GradientDescent(), schedule=Constant(rate=0.3))
PLAIN = replace(DEFAULT.experiment, data=replace(DEFAULT.experiment.data, source=DATASETS["gaussians"](noise=0.8)))


def at(z: float) -> int:
    """The step that shows this z."""
    return int(abs(PLACES - z).argmin())


EXAMPLES: dict[str, Example] = {
    "tanh and sigmoid: the same S": Example(
        DEFAULT,
        "One is the other, stretched: tanh z = 2σ(2z) − 1. Look at the slopes: 1 against ¼ at z = 0. Now drag z beyond "
        "3 and 4.6: the ground is shaded, and hardly any gradient comes back.",
        step=at(0.0),
    ),
    "ReLU: half of it is dead, and a corner": Example(
        Activations("relu", "leaky_relu"),
        "Left of 0 ReLU gives nothing back, leaky ReLU one hundredth. Drag z across 0: the slope jumps, and its value "
        "in the corner, 1 here as in the notes, is a choice.",
        step=at(0.0),
    ),
    "Only linear units: one line": Example(
        replace(DEFAULT, first="linear"),
        "Three layers, and the plane is cut by one line. Look at the sum under the matrix: network and neuron differ "
        "by rounding only. Now add layers with the buttons over the network, or choose tanh.",
        look=LIVE,
    ),
    "Linear units where a line is right": Example(
        replace(DEFAULT, first="linear", experiment=PLAIN),
        "For two clouds a line is all that is wanted. Watch the product of the three matrices move to the weights of "
        "logistic regression; it comes near them and, with mini-batches, keeps trembling about them.",
        look=LIVE,
    ),
    "The race on circles": Example(
        DEFAULT,
        "All functions, 30 networks each, one rate. Look at who is last, and at linear, which never comes. Now try "
        "another problem: on the moons ReLU has no lead over tanh.",
        look=RACE,
    ),
    "A rate too large for ReLU": Example(
        replace(DEFAULT, first="relu", experiment=replace(STEADY, schedule=Constant(rate=3.0))),
        "Plain descent with ten times the usual rate: nearly all tanh networks learn, many ReLU networks never do, for "
        "units pushed into their dead half have no way back. Now take a rate of 0.3.",
        look=RACE,
    ),
    "Six sigmoid layers: the gradient fades": Example(
        replace(DEFAULT, first="sigmoid", experiment=replace(STEADY, network=Network((Dense(8),) * 2))),
        "Look at the gradient before the first epoch: behind six sigmoid layers less than a ten-thousandth is left, "
        "and plain descent stands still. Now choose Adam, which divides by the gradient's size: some of them learn.",
        look=DEEP,
    ),
}
