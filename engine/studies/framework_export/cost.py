"""What writing a network down costs, and the descent beside it."""

from __future__ import annotations

from engine.studies.framework_export.descent import Export
from engine.studies.framework_export.state import MOST_STEPS
from engine.training.cost import Bill, Cost, opening, training, work

CALLS_OF_A_STEP, CALLS_OF_A_FRAME = 60, 2500


def bill(export: Export) -> Bill:
    """The descent on one number; the network is trained when somebody asks for its code."""
    return Bill(
        work(CALLS_OF_A_STEP * export.steps, held=200 * export.steps), work(CALLS_OF_A_FRAME + 20 * export.steps)
    )


def writing(export: Export) -> Cost:
    """Training up to the step, and the steps that are compared."""
    one = export.experiment
    return opening(one) + training(one, export.step + MOST_STEPS)
