"""What a contest costs."""

from __future__ import annotations

from engine.studies.arena.arena import Arena
from engine.studies.arena.bout import LOOKS
from engine.training.cost import (
    BREATH,
    Bill,
    Cost,
    evaluating,
    forward,
    opening,
    state,
    steps_per_epoch,
    training,
    work,
)

SIDE = 80  # pixels of a picture
CALLS_OF_A_FRAME = 3000


def bill(arena: Arena) -> Bill:
    """All runs; a frame draws the plane of each."""
    looks, whole, answer = LOOKS * arena.epochs + 1, Cost(), Cost(seconds=2 * BREATH)
    for each in arena.experiments:
        steps = arena.epochs * steps_per_epoch(each)
        whole += opening(each) + training(each, steps) + evaluating(each) * looks + work(held=looks * state(each))
        answer += opening(each) + evaluating(each) + forward(each, 2 * SIDE**2, size=4)
    return Bill(whole, answer + work(CALLS_OF_A_FRAME))
