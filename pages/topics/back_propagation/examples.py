"""Passages worth opening: a network, its examples, and after which operation it stands."""

from __future__ import annotations

from engine.studies.back_propagation.passage import Hidden, Passage
from engine.studies.back_propagation.walk import steps
from pages.controls.topic import Example

DEFAULT = Passage()
SIGMOIDS = Passage((Hidden(3, "sigmoid"),) * 3)
DEAD = Passage((Hidden(3, "relu"), Hidden(2, "relu")))
SURE = Passage(loss="squared_error", scale=8.0, seed=2)


def example(passage: Passage, after: str, text: str) -> Example:
    """A passage as it stands after one of its operations."""
    return Example(passage, text, step=steps(passage).index(after))


EXAMPLES: dict[str, Example] = {
    "One example through 2-3-2-1": example(
        DEFAULT,
        "ℒ",
        "Look at ŷ: it says 0.614 where 1 is right. Now press → and watch that error, −0.386, become a gradient for "
        "every weight: dZ, then dW and db, then dA for the layer below.",
    ),
    "Four examples at once": example(
        Passage(examples=4, seed=5),
        "dW[1]",
        "Look at the shapes: Z, A, dZ and dA have a column for each example, W and dW have not, for dW is a mean over "
        "them. Now choose another example for the numbers in the units: dZ changes, dW does not.",
    ),
    "An input of 0": example(
        Passage(x1=0.0),
        "dW[1]",
        "Look at the first column of dW[1]: an error times an input of 0 is 0, so those three weights learn nothing "
        "from this example. Now set x₂ to 0 as well: of the first layer only b is left.",
    ),
    "Gradients that fade: three sigmoid layers": example(
        SIGMOIDS,
        "db[1]",
        "Look at the rms of each dW beside J: from layer 4 to layer 1 it falls to a seventieth, for each layer "
        "multiplies by a (1 − a), which is at most 1/4. Now make all three layers ReLU, then tanh.",
    ),
    "ReLUs that are all silent": example(
        DEAD,
        "dZ[2]",
        "Look at layer 2: both z are below 0, so both slopes are 0 and nothing gets past. All gradients below are 0, "
        "and only b[3] will move. Now make layer 2 leaky ReLU: a hundredth gets through.",
    ),
    "All weights 0": example(
        Passage(scale=0.0),
        "db[1]",
        "Look at the wires: every dW is 0, and so is every dA. With W = 0 nothing goes forward and nothing back; only "
        "the last b moves, for ever. Now give the weights half their size.",
    ),
    "Sure, and wrong": example(
        SURE,
        "dZ[3]",
        "Look at ŷ: nearly 0 where 1 is right, and yet dZ[3] is nearly 0, for squared error keeps the factor "
        "a (1 − a). Now take cross-entropy: that factor is gone, and dZ[3] is −1.",
    ),
}
