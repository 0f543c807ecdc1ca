"""What a comparison of sizes costs: all its runs, the plane, and a look at the gradients of all examples."""

from __future__ import annotations

from engine.studies.mini_batches.batches import Batches
from engine.studies.mini_batches.runs import LOOKS, SIDE
from engine.training.cost import BREATH, Bill, Cost, both_ways, forward, opening, training, work

CALLS_OF_A_FRAME = 3000


def bill(batches: Batches) -> Bill:
    """Every run and the plane; a frame looks at every example's gradient and at batches of all sizes."""
    each = [batches.experiment(size) for size in batches.sizes]
    runs = Cost()
    for one, size in zip(each, batches.sizes, strict=True):
        steps = batches.epochs * -(-batches.points // batches.count(size))
        runs += opening(one) + training(one, steps)
    looks, parameters = batches.epochs * LOOKS + 1, 4 * batches.units + 1
    plane = forward(each[0], batches.points, SIDE) * SIDE + forward(each[0], batches.points, SIDE) * (looks / SIDE * 4)
    kept = work(60 * looks, 40 * looks * parameters, held=40 * looks * parameters * len(each) + 8 * SIDE**2)
    clouds = both_ways(each[0], 1, batches.points) + work(CALLS_OF_A_FRAME, 20 * 60 * batches.points * parameters)
    whole = runs + plane + kept + clouds
    return Bill(whole, opening(each[0]) + Cost(seconds=2 * BREATH) + kept + clouds)
