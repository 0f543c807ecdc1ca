"""What these studies cost: a fall and its curvature, random matrices, a training with its Hessians."""

from __future__ import annotations

from engine.studies.saddle_points.balls import BALLS, Optima
from engine.studies.saddle_points.followed import LOOKS, Followed
from engine.studies.saddle_points.matrices import DIMENSIONS, DRAWS, SHOWN, Matrices
from engine.training.cost import Bill, both_ways, opening, training, work

CALLS_OF_A_BALL, CALLS_OF_A_PICTURE = 30, 4000
ON_AN_EIGENVALUE = 400  # numbers touched, of a 2 × 2 matrix
ON_A_MATRIX = 12  # times n³, of one symmetric matrix


def falls_bill(optima: Optima) -> Bill:
    """The whole fall comes with its first step."""
    places = len(BALLS) * optima.steps
    whole = work(CALLS_OF_A_BALL * places, ON_AN_EIGENVALUE * places, held=300 * places)
    return Bill(whole, whole + work(CALLS_OF_A_PICTURE, held=2e6))


def matrices_bill(matrices: Matrices) -> Bill:
    """Few of the large matrices are made whole; of each dimension some are looked at."""
    each = [work(60, 10 * DRAWS * n + ON_A_MATRIX * SHOWN * n**3 / 4, held=8 * DRAWS * 12) for n in DIMENSIONS]
    small = work(numbers=2000 * DRAWS)
    whole = small
    for one in each:
        whole += one * 1
    return Bill(whole, small + each[-1] + work(CALLS_OF_A_PICTURE))


def followed_bill(followed: Followed) -> Bill:
    """The training, and at each look a Hessian: two gradients for each parameter."""
    experiment = followed.experiment
    parameters = 4 * followed.units + 1
    look = both_ways(experiment, experiment.data.points, 2 * parameters) + work(300, 60 * parameters**3)
    trained = opening(experiment) + training(experiment, followed.epochs)
    held = work(held=LOOKS * (9 * LOOKS + 8 * parameters + 400))
    stride = training(experiment, followed.stride)
    return Bill(trained + look * LOOKS + held, opening(experiment) + stride + look + work(CALLS_OF_A_PICTURE))
