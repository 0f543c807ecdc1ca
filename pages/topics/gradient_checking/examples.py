"""States worth opening: a right gradient, how its check can mislead, and bugs to be found."""

from __future__ import annotations

from dataclasses import replace

from engine.networks.network import Dense, Network
from engine.studies.gradient_checking.checking import NOTES, SMALL, Checking
from engine.studies.gradient_checking.differences import EPSILONS
from engine.studies.gradient_checking.grounds import RELU
from pages.controls.topic import Example

DEFAULT = Checking()
BEGINS = EPSILONS.index(NOTES)
KINKED = replace(SMALL, network=Network((Dense(4, "relu"), Dense(3, "relu"))))


def example(value: Checking, epsilon: float, text: str) -> Example:
    """A check with one of the ε."""
    return Example(value, text, step=EPSILONS.index(epsilon))


EXAMPLES: dict[str, Example] = {
    "A right gradient, with the ε of the notes": example(
        DEFAULT,
        1e-7,
        "Every array is right to eight digits. Now drag ε to the left: the one-sided error climbs with slope 1, the "
        "two-sided with slope 2. To the right both climb, for J has only 16 digits.",
    ),
    "The best ε: larger than one thinks": example(
        DEFAULT,
        1e-5,
        "Look at the lowest point of the two-sided curve: near ε = 10⁻⁵ it is a hundred times better than at 10⁻⁷, "
        "which the notes take. Now try the one-sided: its best is near 6·10⁻⁸, and 300 times worse.",
    ),
    "Corners: where ReLU breaks slope 2": example(
        Checking(KINKED),
        1e-3,
        "J has corners, and a difference that reaches over one is wrong by ε, not by ε². Look at the dashed two-sided "
        "curve: it falls as off a cliff where ε reaches no corner any more. Now drag ε to 10⁻⁷: rounding rules there.",
    ),
    "A bug to find": example(
        Checking(fault="slope_of_layer_below"),
        1e-5,
        "A small ε does not help here: the curves are flat, so the gradient is wrong. Look which layer is still right, "
        "and whether its marks lie on the diagonal; then say what it is, under Find the bug.",
    ),
    "A bug that hides at the start": example(
        Checking(fault="penalised_bias"),
        1e-5,
        "Look at the first column: all is right, for b begins at 0. After training it is not, which is why the notes "
        "check twice. Now set the steps of training to 1 and see how little it takes.",
    ),
    "Dropout left on": example(
        Checking(RELU, "dropout_on"),
        1e-5,
        "J is measured without masks, dθ was derived with them: slopes of two functions. Look how every layer is off. "
        "Now take the bug out: the notes advise to check with keep probability 1, and then all is right.",
    ),
}
