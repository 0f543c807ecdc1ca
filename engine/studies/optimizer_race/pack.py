"""Many optimizers in one descent.

Axis letters: T steps, R runners, one row each, P coordinates or parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.training.replicas import stack
from engine.values.fields import specs

Array = np.ndarray


class Pack:
    """Several optimizers as one, for a single descent: each moves its own rows of theta (R, P).

    Those that differ in numbers only share a stack; ``order`` tells which optimizer a row belongs to. ``velocity``
    (T, R, P) gets after each step the average of gradients that an optimizer with a β or β₁ remembers.
    """

    def __init__(self, optimizers: Sequence[Any], velocity: Array | None = None):
        groups: dict[Any, list[int]] = {}
        for row, optimizer in enumerate(optimizers):
            flags = tuple(value for value in vars(optimizer).values() if isinstance(value, bool))
            groups.setdefault((type(optimizer), flags), []).append(row)
        self.order = [row for rows in groups.values() for row in rows]
        self.stacks = [(stack([optimizers[row] for row in rows]), len(rows)) for rows in groups.values()]
        self.velocity = velocity

    def init(self, theta: Array) -> list[Array]:
        """The memory of each stack. Views of the rows are made here, once: in the hot path they would cost as much."""
        self.grad, self.theta, self.ahead = (np.empty_like(theta) for _ in range(3))
        self.calls, self.watched, first = [], [], 0
        for optimizer, count in self.stacks:
            rows = slice(first, first := first + count)
            memory = optimizer.init(theta[rows])
            own = (self.grad[rows], self.theta[rows], memory)
            self.calls.append((optimizer.direction, own, (self.ahead[rows], memory)))
            if self.velocity is not None and {"beta", "beta1"} & specs(optimizer).keys():
                self.watched.append((self.velocity[:, rows], memory[0]))
        return [own[2] for _, own, _ in self.calls]

    def direction(self, grad: Array, theta: Array, memory: list[Array], t: int, out: tuple) -> None:
        """Every stack's direction, in its rows of out[0]; the memory is that of ``init``, changed in place."""
        np.copyto(self.grad, grad)
        np.copyto(self.theta, theta)
        for direction, own, written in self.calls:
            direction(*own, t, written)
        for velocity, average in self.watched:
            velocity[t - 1] = average
        np.copyto(out[0], self.ahead)
