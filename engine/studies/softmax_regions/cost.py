"""What a cooling costs: the training, and a look at every temperature."""

from __future__ import annotations

from engine.studies.softmax_regions.temperature import TEMPERATURES, Cooling
from engine.training.cost import BREATH, Bill, Cost, evaluating, opening, training, usual_step, work

CALLS_OF_A_TEMPERATURE, ON_A_SCORE = 40, 25  # judging the points once; softmax and what is summed of it
CALLS_OF_A_PICTURE, ON_A_PIXEL = 3000, 120


def bill(cooling: Cooling, looking: Cost, pixels: int) -> Bill:
    """The training and the judging; an answer may open it, do a stride, judge and draw one of so many pixels."""
    experiment, classes = cooling.experiment, max(2, cooling.experiment.data.sizes[1])
    steps = cooling.epochs * -(-experiment.data.counts[0] // experiment.batch_size)
    points, held = classes * experiment.data.points, 4 * classes * pixels
    judging = work(CALLS_OF_A_TEMPERATURE, ON_A_SCORE * points) * len(TEMPERATURES)
    drawn = work(CALLS_OF_A_PICTURE, ON_A_PIXEL * classes * pixels, held=3 * held)
    opened = opening(experiment) + evaluating(experiment) + looking + judging
    stride = Cost(seconds=BREATH) + usual_step(experiment)
    whole = opened + training(experiment, steps) + work(held=16 * len(TEMPERATURES) * points) + drawn
    return Bill(whole, opened + stride + drawn)
