"""One neuron's run as a recording."""

from __future__ import annotations

from engine.studies.logistic_regression.contours import WEIGHT_AND_BIAS, WEIGHTS
from engine.studies.logistic_regression.cost import bill
from engine.studies.logistic_regression.descent import updates
from engine.studies.logistic_regression.neuron import Neuron
from pages.live.kind import Kind
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.logistic_regression import curve, numbers, plane, sigmoid, surface


def record(neuron: Neuron, parent: Recording | None) -> Moments:
    """A recording before its first update; another neuron's is of no use to it."""
    return Moments(updates(neuron))


VIEWS = {
    "plane": View(plane.spec, plane.patch),
    "weights": surface.view(WEIGHTS, 0),
    "bias": surface.view(WEIGHT_AND_BIAS, 1),
    "sigmoid": View(sigmoid.spec, sigmoid.patch),
    "update": View(numbers.spec, numbers.patch),
    "cost": View(curve.spec, curve.patch),
}
KIND = Kind("neuron1", bill, record, VIEWS)
