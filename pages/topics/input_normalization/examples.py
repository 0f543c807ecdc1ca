"""States worth opening: inputs, the rate, and where the ratio stands."""

from __future__ import annotations

from engine.studies.input_normalization.apart import SHARES
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.input_normalization.scales import RATIOS
from pages.controls.topic import Example

DEFAULT = Inputs()
BEGINS = RATIOS.index(5.01)
APART = {"layout": "apart"}


def example(inputs: Inputs, ratio: float, text: str) -> Example:
    """Inputs under one of the ratios."""
    return Example(inputs, text, step=RATIOS.index(ratio))


EXAMPLES: dict[str, Example] = {
    "Scales 5 apart: a narrow valley": example(
        DEFAULT,
        5.01,
        "On the left −∇J points across the valley, not along it, and the path goes to and fro. Now drag the ratio to "
        "100: the valley is a line, and the steps are counted in thousands.",
    ),
    "0.99 of the largest rate: it settles": example(
        Inputs(share=0.99),
        3.16,
        "Both paths still jump from wall to wall, but each jump is 2 % shorter: α just below 2/λ_max. Now set the "
        "share to 1.01.",
    ),
    "1.01 of it: it leaves": example(
        Inputs(share=1.01),
        3.16,
        "Look: the same paths, a rate 2 % larger, and every jump is longer than the last, along the steepest axis. "
        "Normalising does not save a rate that is too large; it moves the border.",
    ),
    "Inputs that tell the same: no help": example(
        Inputs(correlation=-0.95),
        1.0,
        "Scales are alike from the start, yet the valley is long, and askew: dividing by σ cannot turn it. Now drag "
        "the ratio: on the right nothing changes, for there only the correlation is left.",
    ),
    "Means far from 0": example(
        Inputs(offset=3.0),
        1.0,
        "Look at κ: it is in the hundreds, though scales are alike. The contours, drawn with b at its best, are round; "
        "but b is learned too, and fights both weights. That is why μ is taken off first.",
    ),
    "Small numbers: b sets the rate": example(
        Inputs(unit=0.05),
        5.01,
        "Inputs of small size would take a large rate, but b is learned along, and its input is always 1: "
        "2/λ_max is 2 all the same, and both weights crawl. Look at both rates and steps.",
    ),
    "A test set normalised by itself": Example(
        DEFAULT,
        "Three quarters of this test set are of class 1. Its own μ pulls it to 0 all the same, across the line that "
        "was learned. Now drag to 100 %: half of it becomes wrong. At 50 % nothing is lost.",
        look=APART,
        step=SHARES.index(0.75),
    ),
}
