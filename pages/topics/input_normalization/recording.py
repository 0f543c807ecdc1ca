"""What is played here: one task under every ratio of scales, and test sets of every mixture."""

from __future__ import annotations

from engine.studies.input_normalization.apart import Apart, mixtures
from engine.studies.input_normalization.cost import apart_bill, scales_bill
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.input_normalization.scales import scales
from pages.live.kind import Kind
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.input_normalization import accuracy, bowls, costs, sides, toll


def record(inputs: Inputs, parent: Recording | None) -> Moments:
    """A recording before its first ratio; one of other inputs is of no use to it."""
    return Moments(scales(inputs))


def record_apart(study: Apart, parent: Recording | None) -> Moments:
    """A recording before its first mixture."""
    return Moments(mixtures(study))


KIND = Kind(
    "inputs1",
    scales_bill,
    record,
    {
        "raw": bowls.RAW,
        "normalized": bowls.NORMALIZED,
        "costs": View(costs.spec, costs.patch),
        "steps": toll.STEPS,
        "rates": toll.RATES,
    },
)
APART = Kind(
    "apart1",
    apart_bill,
    record_apart,
    {"together": sides.TOGETHER, "apart": sides.APART, "accuracy": View(accuracy.spec, accuracy.patch)},
)
