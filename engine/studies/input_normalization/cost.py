"""What these studies cost: a bowl and its path for every ratio, thirty test sets for every mixture."""

from __future__ import annotations

from engine.studies.input_normalization.apart import DRAWS, SHARES, Apart
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.input_normalization.scales import RATIOS
from engine.training.cost import Bill, work

CALLS_OF_A_RATIO, CALLS_OF_A_MIXTURE, CALLS_OF_A_PICTURE = 600, 200, 1500
CALLS_OF_A_DRAW = 20


def scales_bill(inputs: Inputs) -> Bill:
    """Two bowls of m examples for each ratio."""
    ratio = work(CALLS_OF_A_RATIO, 60 * inputs.points, held=200 * inputs.points)
    return Bill(ratio * len(RATIOS), ratio + work(CALLS_OF_A_PICTURE) + ratio * len(RATIOS))


def apart_bill(study: Apart) -> Bill:
    """The draws of all test sets, and for each mixture a look at all of them."""
    numbers = DRAWS * study.inputs.test_points
    draws = work(CALLS_OF_A_DRAW * DRAWS, 50 * numbers, held=250 * numbers)
    mixture = work(CALLS_OF_A_MIXTURE, 30 * numbers)
    return Bill(draws + mixture * len(SHARES), draws + mixture + work(CALLS_OF_A_PICTURE))
