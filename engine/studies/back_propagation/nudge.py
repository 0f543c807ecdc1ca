"""What the cost does when one parameter alone moves: the curve, and the slope that two sides of it give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.studies.back_propagation.passage import Passage
from engine.studies.gradient_checking.gradient_check import check_gradient
from engine.training.objective import Objective

Array = np.ndarray
REACH, POINTS = 2.0, 17  # how far a parameter moves to both sides, and at how many places the cost is looked at


@dataclass(frozen=True)
class Nudges:
    """For each of P parameters: gradient and two-sided difference (P,); offsets (K,), costs (P, K), J as it is."""

    gradient: Array
    difference: Array
    offsets: Array
    costs: Array
    cost: float


def nudges(passage: Passage) -> Nudges:
    """All parameters of a passage, one at a time."""
    objective, theta = Objective(passage.experiment, passage.samples), passage.theta
    checked = check_gradient(objective, theta)
    offsets = np.linspace(-REACH, REACH, POINTS)
    moved = theta + offsets[:, None] * np.eye(theta.size)[:, None]
    return Nudges(checked.gradient, checked.approximation, offsets, objective.cost(moved), float(objective.cost(theta)))
