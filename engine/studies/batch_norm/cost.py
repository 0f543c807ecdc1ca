"""What both comparisons cost."""

from __future__ import annotations

from engine.studies.batch_norm.norms import BARE, NORMED, Norms
from engine.studies.batch_norm.pair import LOOKS
from engine.studies.batch_norm.rates import RATES, NormRates
from engine.studies.batch_norm.shifts import SHIFTS
from engine.training.cost import BREATH, Bill, Cost, both_ways, epoch, evaluating, forward, opening, training, work

CALLS_OF_A_FRAME, PIXELS = 4000, 2 * 80**2


def bill(norms: Norms) -> Bill:
    """Both trainings look by look; a frame draws two planes, every unit, every batch and every shift."""
    each = [norms.experiment(which) for which in (BARE, NORMED)]
    steps, looks = norms.epochs * -(-norms.points // 2 // norms.batch_size), norms.epochs * LOOKS + 1
    whole, answer = Cost(), Cost(seconds=2 * BREATH)
    for one in each:
        whole += opening(one) + training(one, steps) + evaluating(one) * looks
        batches = -(-norms.points // 2 // norms.batch_size)
        answer += opening(one) + both_ways(one, norms.points // 2) * 2 + both_ways(one, norms.batch_size) * batches
        answer += forward(one, norms.points, len(SHIFTS)) * 2 + forward(one, PIXELS, size=4)
    states = 8 * looks * (norms.layers * norms.units * (norms.units + 8) * 2)
    frame = work(CALLS_OF_A_FRAME, 60 * norms.layers * norms.units * norms.points)
    return Bill(whole + work(held=states), answer + frame)


def rates_bill(study: NormRates) -> Bill:
    """Both stacks, epoch by epoch."""
    norms, count = study.norms, len(RATES)
    each = [norms.experiment(which) for which in (BARE, NORMED)]
    steps = norms.epochs * -(-norms.points // 2 // norms.batch_size)
    whole, answer = Cost(), Cost(seconds=2 * BREATH)
    for one in each:
        whole += opening(one, count) + training(one, steps, count) + evaluating(one, count) * (norms.epochs + 1)
        answer += opening(one, count) + epoch(one, count) + evaluating(one, count)
    return Bill(whole + work(held=16 * count * (norms.epochs + 1)), answer + work(1500))
