"""What a hunt costs."""

from __future__ import annotations

from engine.studies.hyperparameter_search.hunt import CHUNK, METHODS, Hunt
from engine.studies.hyperparameter_search.stacked import wide
from engine.training.cost import BREATH, Bill, Cost, evaluating, opening, training, work

CALLS_OF_A_TRIAL, CALLS_OF_A_FRAME = 400, 4000


def bill(hunt: Hunt) -> Bill:
    """Every method's stacks, one after the other; a frame draws all trials."""
    one, stacks = wide(hunt.base), -(-hunt.budget // CHUNK) + hunt.rounds
    steps = hunt.epochs * -(-hunt.points // 2 // hunt.base.batch_size)
    stack = opening(one, CHUNK) + training(one, steps, CHUNK) + evaluating(one, CHUNK) + work(CALLS_OF_A_TRIAL * CHUNK)
    answer = opening(one, CHUNK) + evaluating(one, CHUNK) + Cost(seconds=2 * BREATH)
    frame = work(CALLS_OF_A_FRAME + 40 * hunt.budget * len(METHODS))
    return Bill(stack * (stacks * len(METHODS)), answer + frame + work(held=stack.bytes))
