"""What a passage costs: next to nothing, most of it for the check of every parameter."""

from __future__ import annotations

from engine.studies.back_propagation.nudge import POINTS
from engine.studies.back_propagation.passage import Passage
from engine.training.cost import Bill, both_ways, forward, opening, places, work

CALLS_OF_A_PICTURE, BYTES_OF_A_MOMENT, MOMENTS = 1000, 400, 32


def bill(passage: Passage) -> Bill:
    """All numbers once; an answer may have to find them, and to move every parameter for its curve."""
    experiment, m = passage.experiment, passage.examples
    held = work(held=BYTES_OF_A_MOMENT * MOMENTS)
    passed = opening(experiment) + both_ways(experiment, m) + held
    moved = forward(experiment, m, replicas=places(experiment).P * (POINTS + 4))
    return Bill(passed, passed + moved + work(CALLS_OF_A_PICTURE))
