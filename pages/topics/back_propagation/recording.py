"""A passage as a run whose axis are its operations: its views, and their recording."""

from __future__ import annotations

from engine.studies.back_propagation.cost import bill
from engine.studies.back_propagation.passage import Passage
from engine.studies.back_propagation.walk import walk
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.back_propagation import circuit, flow, formula


def record(passage: Passage, parent: Recording | None) -> Moments:
    """A recording before its first operation; one of other numbers is of no use to it."""
    return Moments(walk(passage))


VIEWS = {
    "circuit": View(circuit.spec, circuit.patch),
    "formula": View(formula.spec, formula.patch),
    "flow": View(flow.spec, flow.patch),
}
KIND = Kind("backprop1", bill, record, VIEWS, Limit(seconds=0.5))
