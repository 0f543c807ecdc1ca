"""What optimizers share: the slots of their memory, averages in place, and fields for their hyper-parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.values.fields import number

Array = np.ndarray
Out = tuple[Array, Array] | None


def slots(count: int) -> Callable[[Any, Array], Array]:
    """The method ``init`` of an optimizer that remembers ``count`` numbers for each parameter, all zero at first."""

    def init(self: Any, theta: Array) -> Array:
        return np.zeros((count, *np.shape(theta)))

    return init


def buffers(memory: Array, out: Out) -> tuple[Array, Array]:
    """A direction and a memory that may be written to: fresh ones, or those of ``out``."""
    if out is None:
        return np.empty(memory.shape[1:]), memory.copy()
    if out[1] is not memory:
        np.copyto(out[1], memory)
    return out


# In the hot path, ufuncs take ``out`` by position and no keyword: at this size the call is the cost.


def blend(average: Array, value: Array, beta: Any, spare: Array) -> None:
    """average ← β average + (1 − β) value, in place; ``spare`` may be ``value``."""
    np.multiply(average, beta, average)
    np.multiply(value, 1.0 - beta, spare)
    np.add(average, spare, average)


def blend_square(average: Array, grad: Array, beta: Any, spare: Array) -> None:
    """average ← β average + (1 − β) g², in place."""
    np.multiply(grad, grad, spare)
    blend(average, spare, beta, spare)


def beta_field(default: float, symbol: str, help: str) -> Any:
    return number(default, 0.0, 0.9999, step=0.001, scale="1-log", symbol=symbol, help=help, hot=True)


def epsilon_field(default: float) -> Any:
    help = "Keeps the divisor away from zero; added outside the root."
    return number(default, 1e-15, 1.0, scale="log", symbol="ε", help=help, hot=True)


def decay_field(default: float) -> Any:
    help = "Shrinks every parameter by rate × decay at each step, apart from the gradient."
    return number(default, 0.0, 10.0, step=0.001, symbol="λ", help=help, hot=True)


FIRST = "Share of the old average of gradients that is kept: it looks back over about 1/(1 − β) steps."
SECOND = "Share of the old average of squared gradients that is kept."
