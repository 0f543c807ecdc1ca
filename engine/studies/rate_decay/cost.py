"""What schedules cost: a move of all particles at each step, and the orbits at constant rates beside them."""

from __future__ import annotations

from engine.studies.rate_decay.decay import PARTICLES, Decay
from engine.studies.rate_decay.orbits import CONSTANTS, LOOKING, SETTLING
from engine.training.cost import Bill, work

CALLS_OF_A_STEP, CALLS_OF_A_PICTURE = 22, 2500
NUMBERS_OF_A_CURVE = 20_000  # that are worked out for the curves of one family


def bill(decay: Decay) -> Bill:
    """All steps; an answer may have to measure the orbits and draw every family of curves."""
    numbers = 2 * PARTICLES * len(decay.active)
    step = work(CALLS_OF_A_STEP + len(decay.active), 8 * numbers)
    beside = work(8 * (SETTLING + LOOKING), 16 * PARTICLES * len(CONSTANTS) * (SETTLING + LOOKING))
    whole = step * decay.steps + beside + work(held=decay.steps * (8 * numbers + 500))
    return Bill(whole, step + beside + work(CALLS_OF_A_PICTURE + 3000 * len(decay.active), held=1e6))
