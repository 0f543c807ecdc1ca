"""What checking a gradient costs: some training, and the cost of the network at 4 E n places besides."""

from __future__ import annotations

from engine.studies.gradient_checking.checking import Checking
from engine.studies.gradient_checking.differences import EPSILONS, MOST_CHECKED, one_theta
from engine.studies.gradient_checking.gradient_check import NUMBERS_AT_ONCE
from engine.training.cost import (
    BREATH,
    Bill,
    Cost,
    both_ways,
    evaluating,
    opening,
    places,
    training,
    usual_step,
    work,
)
from engine.training.objective import STACKS_HELD

SIDES, STATES = 2, 2
SHIFTED = 3  # arrays of shifted thetas at a time
CALLS_OF_AN_ERROR, CALLS_OF_A_PICTURE = 40, 2000


def bill(study: Checking) -> Bill:
    """Training, all differences twice, and a backward pass for each state; an answer ends with the last of them."""
    experiment = study.experiment
    checked = min(MOST_CHECKED, places(experiment).P)
    opened = opening(experiment) + evaluating(experiment) + both_ways(experiment, experiment.data.counts[0]) * 6
    differences = one_theta(experiment) * (STATES * SIDES * checked * len(EPSILONS))
    corners = one_theta(experiment) * (2 * SIDES * checked)
    told = work(CALLS_OF_AN_ERROR * 8 * len(EPSILONS) + CALLS_OF_A_PICTURE)
    shifted = SHIFTED * min(NUMBERS_AT_ONCE, checked * places(experiment).P)
    held = work(held=8 * (SIDES * STATES * (checked + 2) * (len(EPSILONS) + 2) + shifted))
    held = held + work(held=STACKS_HELD * one_theta(experiment).bytes)
    whole = opened + training(experiment, study.steps) + differences + corners + told + held
    answer = opened + usual_step(experiment) + one_theta(experiment) * SIDES + corners + told + Cost(seconds=BREATH)
    return Bill(whole, answer)
