"""States worth opening: a network, and where the scale stands."""

from __future__ import annotations

from engine.studies.weight_initialization.first_weights import HE, SCALES, XAVIER, FirstWeights
from pages.controls.topic import Example

DEFAULT = FirstWeights()
BEGINS = SCALES.index(XAVIER)
LAYERS, MAP, TWINS = ({"layout": name} for name in ("scales", "map", "twins"))


def example(study: FirstWeights, scale: float, text: str) -> Example:
    """A network under one of the scales that people know."""
    return Example(study, text, LAYERS, SCALES.index(scale))


EXAMPLES: dict[str, Example] = {
    "Vanishing: tanh, σ√n = 0.5": example(
        FirstWeights(depth=30),
        0.5,
        "Look at the straight lines: each layer halves the signal on its way and the gradient on its way back, and "
        "after 30 layers a billionth is left. Now drag to 1: both are nearly kept.",
    ),
    "Exploding: tanh, σ√n = 2": example(
        FirstWeights(depth=30),
        2.0,
        "The signal cannot explode, for tanh ends at 1: the histograms show it pressed against both ends. The gradient "
        "can, and does. Now drag to 10: units are so saturated that most slopes are 0.",
    ),
    "ReLU wants twice the variance": example(
        FirstWeights(depth=50, width=64, activation="relu"),
        HE,
        "Half of each signal is cut off, so σ²n = 2 makes up for it. Now drag to Xavier's 1: every layer "
        "loses a factor of 0.7, and of 50 layers a 30-millionth is left.",
    ),
    "The notes' 1.5 to the power L, exactly": example(
        FirstWeights(activation="linear", weights="identity"),
        1.5,
        "Linear units that pass on one number each: a is 1.5 times as large after every layer, 3325 times after 20. "
        "Now drag to 0.5. The notes write W > I; what counts is that singular values lie above 1.",
    ),
    "Gaussian at 1: singular values from 0 to 2": example(
        FirstWeights(activation="linear", depth=50, width=64),
        XAVIER,
        "Half of the singular values are above 1, yet nothing explodes: their mean square is 1. But a single draw "
        "drifts off the dotted line. Now take 8 units, and draw others with the dice: it drifts further.",
    ),
    "The limit: narrow and deep": example(
        FirstWeights(activation="relu", depth=50, width=8),
        HE,
        "He's scale is right on average only. With 8 units each draw wanders off, by a factor of thousands. Now draw "
        "other weights with the dice, and then take 64 units.",
    ),
    "The map of what trains: tanh": Example(
        DEFAULT,
        "The deeper, the narrower the band that trains: it closes in on σ²n = 1. The black lines are drawn by theory "
        "alone. Now take ReLU in the Network panel: the band moves to σ²n = 2.",
        MAP,
    ),
    "The map of what trains: ReLU": Example(
        FirstWeights(activation="relu"),
        "Left of the band gradients vanish and nothing is learned; right of it they explode and the numbers run away. "
        "Now take a smaller rate: the right side gets wider, the left does not.",
        MAP,
    ),
    "Zeros: twins for ever": Example(
        DEFAULT,
        "All units of a layer lie on one another, and stay there. Now choose random weights under Twins: they part at "
        "once.",
        TWINS | {"panel": "Twins"},
    ),
    "One neuron does not mind zeros": Example(
        FirstWeights(twins="neuron"),
        "Its slope depends on the points alone, so it leaves 0 at the first step. Now start it from random weights: it "
        "comes to the same place.",
        TWINS | {"panel": "Twins"},
    ),
}
