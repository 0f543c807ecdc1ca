"""The cost of a linear neuron is a bowl, and gradient descent in a bowl has a closed form.

Axes: m examples, P = 3 parameters θ = (w₁, w₂, b).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

Array = np.ndarray
GOAL = 0.01  # of the cost above the least one: so much is left when descent has arrived
NEVER = 10**9  # steps
SMALLEST, LARGEST = 1e-300, 300.0  # of a factor, and of the logarithm of a cost


@dataclass(frozen=True)
class Bowl:
    """J(θ) = J* + ½ (θ − θ*)ᵀ H (θ − θ*): ``hessian`` H is (3, 3), ``minimum`` θ* is (3,)."""

    hessian: Array
    minimum: Array

    @classmethod
    def of(cls, x: Array, y: Array) -> Bowl:
        """Of J = Σ (w·x + b − y)² / 2m, whose Hessian is X Xᵀ / m with a row of ones below x (2, m)."""
        rows = np.vstack([x, np.ones_like(y)])
        return cls(rows @ rows.T / len(y), np.linalg.lstsq(rows.T, y, rcond=None)[0])

    @cached_property
    def axes(self) -> tuple[Array, Array]:
        """Eigenvalues λ of the Hessian, the least first, and its eigenvectors as columns."""
        return np.linalg.eigh(self.hessian)

    @property
    def condition(self) -> float:
        """κ = λ_max / λ_min: the square of how many times the bowl is longer than wide."""
        return float(self.axes[0][-1] / self.axes[0][0])

    @property
    def largest_rate(self) -> float:
        """2 / λ_max: above it, what is left along the steepest axis grows with every step."""
        return float(2 / self.axes[0][-1])

    @property
    def gentlest(self) -> Array:
        """H of the cost over w alone, with b at its best for every w: (2, 2), the Schur complement."""
        h = self.hessian
        return h[:2, :2] - np.outer(h[:2, 2], h[2, :2]) / h[2, 2]

    def path(self, rate: float, steps: int) -> Array:
        """θ from 0 on, (steps + 1, 3): along each axis what is left is multiplied by 1 − αλ at every step."""
        values, vectors = self.axes
        left = -(vectors.T @ self.minimum)
        factors = (1 - rate * values) ** np.arange(steps + 1)[:, None]
        return self.minimum + (factors * left) @ vectors.T

    def left(self, rate: float, steps: Array) -> Array:
        """What is left of the cost above J*, as a share of that at the start, after each number of steps.

        Along each axis (1 − αλ)²ᵗ, by its logarithm, so that a rate that is too large leaves a large number, not none.
        """
        values, vectors = self.axes
        parts = values * (vectors.T @ self.minimum) ** 2
        factors = np.maximum(np.abs(1 - rate * values), SMALLEST)
        logarithms = 2 * np.asarray(steps)[..., None] * np.log(factors)
        return np.exp(np.minimum(logarithms, LARGEST)) @ parts / parts.sum()

    def steps(self, rate: float) -> int:
        """The first step at which no more than GOAL is left; NEVER, where the rate is too large."""
        if rate >= self.largest_rate or self.left(rate, np.array(NEVER)) > GOAL:
            return NEVER
        low, high = 0, 1
        while self.left(rate, np.array(high)) > GOAL:
            low, high = high, 2 * high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.left(rate, np.array(middle)) <= GOAL else (middle, high)
        return high

    @property
    def astray(self) -> float:
        """The angle between −∇J at the start and the way to the minimum, in degrees."""
        downhill = self.hessian @ self.minimum
        cosine = downhill @ self.minimum / np.linalg.norm(downhill) / np.linalg.norm(self.minimum)
        return float(np.degrees(np.arccos(min(1.0, cosine))))
