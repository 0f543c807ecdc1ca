"""The cost of a network as a function of its parameters: what gradient checks, landscapes and races ask for.

Shapes: theta (..., P) with any axes in front, cost (...), gradient (..., P); m examples, P parameters.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.datasets.samples import Samples, draw
from engine.experiment import Experiment
from engine.networks.network import layout
from engine.networks.propagation import Propagation
from engine.values.bounds import Refused

Array = np.ndarray
NUMBERS_AT_ONCE = 1 << 17  # of Z and A in one stacked pass: about what a core keeps close by
STACKS_HELD = 4


class Objective:
    """J(θ) = 1/m Σ L(ŷ, y) + λ₁/m Σ|w| + λ₂/(2m) Σw² on one split of an experiment's data, for any number of θ.

    There is no dropout in it, and batch norm normalises over the whole split, so J is a function of θ alone.
    It works in arrays of its own that later calls use again: one thread at a time.

    Raises: Refused where the split is empty, or a theta has not P numbers.
    """

    def __init__(self, experiment: Experiment, samples: Samples | None = None, split: str = "train"):
        self.experiment, self.samples = experiment, samples or draw(experiment.data)
        columns = self.samples.bounds[split]
        self.inputs, self.targets = self.samples.rows[columns].T, self.samples.targets[:, columns]
        self.m = self.inputs.shape[-1]
        if not self.m:
            raise Refused("split", f"{split} holds no points, so no cost is defined on it")
        self.layout = layout(experiment.network, *self.samples.sizes)
        self.mask = self.layout.weight_mask()
        numbers = 2 * self.m * sum(span.shape[0] for span in self.layout.spans)
        self.at_once = max(1, NUMBERS_AT_ONCE // numbers)
        self.stacks: dict[int, Propagation] = {}

    @property
    def P(self) -> int:
        return self.layout.P

    @np.errstate(all="ignore")  # far from any minimum numbers overflow, and say so themselves
    def cost(self, theta: Array) -> Array:
        """J of every theta, (...)."""
        cost = [self.forward(part) + self.penalty(part) for part in self.parts(theta)]
        return np.concatenate(cost).reshape(np.shape(theta)[:-1])[()]

    def gradient(self, theta: Array) -> Array:
        """∂J/∂θ of every theta, (..., P)."""
        return self.cost_and_gradient(theta)[1]

    @np.errstate(all="ignore")
    def cost_and_gradient(self, theta: Array) -> tuple[Array, Array]:
        """J (...) and ∂J/∂θ (..., P), from one pass forward and one backward."""
        costs, gradients = [], []
        for part in self.parts(theta):
            costs.append(self.forward(part) + self.penalty(part))
            gradients.append(self.backward(part) + self.penalty_slope(part))
        return np.concatenate(costs).reshape(np.shape(theta)[:-1])[()], np.concatenate(gradients).reshape(
            np.shape(theta)
        )

    def penalty(self, theta: Array) -> Array:
        """λ₁/m Σ|w| + λ₂/(2m) Σw², (...)."""
        return self.experiment.penalty.value(theta * self.mask, self.m)

    def penalty_slope(self, theta: Array) -> Array:
        """λ₁/m sign(w) + λ₂/m w, (..., P)."""
        return self.experiment.penalty.slope(theta * self.mask, self.m)

    def parts(self, theta: Array) -> Iterator[Array]:
        """The thetas as one stack (R, P), some of them at a time."""
        theta = np.asarray(theta, float)
        if theta.shape[-1:] != (self.P,):
            raise Refused("theta", f"shape {theta.shape} does not end in the {self.P} parameters of this network")
        rows = theta.reshape(-1, self.P)
        return (rows[start : start + self.at_once] for start in range(0, max(len(rows), 1), self.at_once))

    def forward(self, theta: Array) -> Array:
        """Mean loss (R,) of a stack (R, P)."""
        stack = self.stack(len(theta))
        np.copyto(stack.theta, theta)
        stack.forward()
        return stack.losses(self.targets).mean(axis=-1)

    def backward(self, theta: Array) -> Array:
        """Gradient (R, P) of the mean loss, after ``forward``; a view that the next call overwrites."""
        stack = self.stack(len(theta))
        stack.backward(self.targets)
        return stack.gradient

    def stack(self, count: int) -> Propagation:
        """A propagation of ``count`` replicas, made once and used again."""
        if count not in self.stacks:
            if len(self.stacks) == STACKS_HELD:
                self.stacks.pop(next(iter(self.stacks)))
            self.stacks[count] = self.propagation((count,))
        return self.stacks[count]

    def propagation(self, lead: tuple[int, ...] = ()) -> Propagation:
        """A new propagation of this split, with arrays of its own: theta (*lead, P) and its gradient."""
        theta, buffers = np.zeros((*lead, self.P)), np.zeros((*lead, self.layout.B))
        gradient = np.zeros_like(theta)
        return Propagation.of(self.experiment, self.samples, theta, buffers, self.inputs, gradient, dropout=False)
