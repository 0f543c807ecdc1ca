"""Optimizers: from a gradient and a memory, the direction in which to descend.

A schedule gives the rate α (schedules.py); the parameters then move by θ ← θ − α d, in one place (descent.py) and for
all optimizers alike.

The contract of each class below:
    memory = optimizer.init(theta)
    direction, memory = optimizer.direction(grad, theta, memory, t)

Shapes: theta, grad and direction (..., P); memory (K, ..., P), with K slots; t counts from 1. A hyper-parameter is a
float, or an (R, 1) array beside a theta of (R, P). ``direction`` is pure, unless ``out=(direction, memory)`` names the
arrays to write to, as in NumPy; the second of them may be the memory that came in. It never changes grad or theta.
Numbers that overflow become inf or nan; the caller decides with np.errstate whether NumPy speaks of it.
"""

from __future__ import annotations

from typing import ClassVar, Protocol

from engine.optimizers.adaptive import Adadelta, AdaGrad, Adam, AdamW, AMSGrad, Nadam, RMSprop
from engine.optimizers.memory import Array, Out
from engine.optimizers.momentum import ClassicalMomentum, GradientDescent, Lion, Momentum, Nesterov


class Optimizer(Protocol):
    """What every class in OPTIMIZERS offers."""

    label: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str]
    suggested_rate: ClassVar[float]

    def init(self, theta: Array) -> Array: ...

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]: ...


OPTIMIZERS: dict[str, type[Optimizer]] = {
    "gradient_descent": GradientDescent,
    "momentum": Momentum,
    "classical_momentum": ClassicalMomentum,
    "nesterov": Nesterov,
    "adagrad": AdaGrad,
    "rmsprop": RMSprop,
    "adadelta": Adadelta,
    "adam": Adam,
    "adamw": AdamW,
    "amsgrad": AMSGrad,
    "nadam": Nadam,
    "lion": Lion,
}
