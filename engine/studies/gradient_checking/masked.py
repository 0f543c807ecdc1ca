"""A cost with dropout on, which is another function for every mask (notes 2.1.4), and what a check makes of it.

Axes: P parameters.
"""

from __future__ import annotations

import numpy as np

from engine.networks.propagation import Propagation
from engine.studies.gradient_checking.gradient_check import EPSILON, relative_error
from engine.training.objective import Objective
from engine.values.randomness import generator

Array = np.ndarray


class Masked:
    """J(θ) and ∂J/∂θ of a network that drops units, under the masks that were drawn last."""

    def __init__(self, objective: Objective):
        self.objective, self.seed = objective, objective.experiment.seed
        theta, buffers = np.zeros(objective.P), np.zeros(objective.layout.B)
        gradient, inputs = np.zeros(objective.P), objective.inputs
        self.propagation = Propagation.of(objective.experiment, objective.samples, theta, buffers, inputs, gradient)
        self.draw(0)

    def draw(self, index: int) -> None:
        """Other masks for every index."""
        rng = generator(self.seed, "dropout", index)
        for drop in self.propagation.drops:
            drop.draw(rng.random(drop.mask.shape))

    def cost(self, theta: Array) -> float:
        """J at theta (P,)."""
        np.copyto(self.propagation.theta, theta)
        self.propagation.forward()
        return float(self.propagation.losses(self.objective.targets).mean() + self.objective.penalty(theta))

    def gradient(self, theta: Array) -> Array:
        """∂J/∂θ at theta (P,)."""
        self.cost(theta)
        self.propagation.backward(self.objective.targets)
        return self.propagation.gradient + self.objective.penalty_slope(theta)


def masked_error(objective: Objective, theta: Array, anew: bool, epsilon: float = EPSILON) -> float:
    """The relative error of a check with dropout on, with masks drawn ``anew`` for each J, or with one set for all."""
    masked = Masked(objective)
    claimed, found = masked.gradient(theta), np.empty(objective.P)
    for place in range(objective.P):
        shift = np.zeros(objective.P)
        shift[place] = epsilon
        costs = []
        for side, shifted in enumerate((theta + shift, theta - shift)):
            if anew:
                masked.draw(1 + 2 * place + side)
            costs.append(masked.cost(shifted))
        found[place] = (costs[0] - costs[1]) / (2 * epsilon)
    return relative_error(found, claimed)
