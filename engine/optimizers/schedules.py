"""Learning-rate schedules: from the epoch, counted from 0 and not always whole, to the rate α.

The epoch is step / steps per epoch, so a rate falls smoothly within an epoch and, at whole epochs, is the notes'
formula (2.2) with epoch num = 0 for the first. A schedule is called once a step: plain arithmetic on floats.

Shapes: parameters are floats, or (R, 1) arrays for R replicas, and so is the rate; the epoch is a float.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, ClassVar, Protocol

from engine.values.bounds import Number
from engine.values.fields import check, elementwise, growing, number


class Schedule(Protocol):
    """What every class in SCHEDULES offers."""

    label: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str]
    rate: Any

    def __call__(self, epoch: float) -> Any: ...


def rate_field() -> Any:
    return number(0.03, 1e-6, 100.0, scale="log", symbol="α₀", help="Learning rate at the start.", hot=True)


def span_field(default: float, help: str) -> Any:
    return number(default, 1.0, 10_000.0, step=1.0, scale="log", symbol="T", unit="epochs", help=help, hot=True)


@dataclass(frozen=True)
class Constant:
    """The same rate throughout: α = α₀."""

    rate: float = rate_field()
    label: ClassVar[str] = "Constant"
    formula: ClassVar[str] = "α = α₀"
    source: ClassVar[str] = "course notes 1.2"

    __post_init__ = check

    def __call__(self, epoch: float) -> Any:
        return self.rate


@dataclass(frozen=True)
class InverseTime:
    """Half the rate after 1/decay epochs, a third after 2/decay: α = α₀ / (1 + decay · epoch)."""

    rate: float = rate_field()
    decay: float = number(0.1, 0.0, 100.0, step=0.01, symbol="δ", unit="per epoch", help="Decay rate.", hot=True)
    label: ClassVar[str] = "Inverse time"
    formula: ClassVar[str] = "α = α₀ / (1 + δ · epoch)"
    source: ClassVar[str] = "course notes 2.2"

    __post_init__ = check

    def __call__(self, epoch: float) -> Any:
        return self.rate / (1.0 + self.decay * epoch)


@dataclass(frozen=True)
class Exponential:
    """The same share of the rate is kept in every epoch: α = α₀ · decay^epoch."""

    rate: float = rate_field()
    decay: float = number(
        0.95, 0.01, 1.0, step=0.01, symbol="γ", unit="per epoch", help="Share of the rate that is left.", hot=True
    )
    label: ClassVar[str] = "Exponential"
    formula: ClassVar[str] = "α = α₀ · γ^epoch"
    source: ClassVar[str] = "course notes 2.2, where γ is 0.95"

    __post_init__ = check

    def __call__(self, epoch: float) -> Any:
        return self.rate * elementwise(math.pow, self.decay, epoch)


@dataclass(frozen=True)
class Staircase:
    """Constant for some epochs, then a step down: α = α₀ · factor^⌊epoch / every⌋."""

    rate: float = rate_field()
    factor: float = number(
        0.5, 0.01, 1.0, step=0.01, symbol="γ", help="Share of the rate that a step leaves.", hot=True
    )
    every: float = span_field(10.0, "Epochs from one step to the next.")
    label: ClassVar[str] = "Staircase"
    formula: ClassVar[str] = "α = α₀ · γ^⌊epoch / T⌋"
    source: ClassVar[str] = "course notes 2.2"

    __post_init__ = check

    def __call__(self, epoch: float) -> Any:
        return self.rate * elementwise(math.pow, self.factor, epoch // self.every)


@dataclass(frozen=True)
class SquareRoot:
    """Fast at first, then ever more slowly: α = α₀ · k / √(epoch + 1)."""

    rate: float = rate_field()
    k: float = number(1.0, 0.01, 100.0, scale="log", symbol="k", help="A factor on every rate.", hot=True)
    label: ClassVar[str] = "Square root"
    formula: ClassVar[str] = "α = α₀ · k / √(epoch + 1)"
    source: ClassVar[str] = "course notes 2.2, counting epochs from 1 under the root"

    __post_init__ = check

    def __call__(self, epoch: float) -> Any:
        return self.rate * self.k / math.sqrt(epoch + 1.0)


EPOCHS = Number(0.0, 1e6, 1.0, "linear", False, "epoch", "Epoch from which the rate holds.", True)
RATES = Number(1e-6, 100.0, 0.0, "log", False, "α", "The rate from there on.", True)


@dataclass(frozen=True)
class StepTable:
    """A rate set by hand for each stretch of epochs: that of the last row whose epoch has come, α₀ before the first."""

    rate: float = rate_field()
    table: tuple[tuple[float, float], ...] = growing(
        ((20.0, 0.01), (40.0, 0.003)), (EPOCHS, RATES), most=20, help="From this epoch on, this rate.", hot=True
    )
    label: ClassVar[str] = "By hand"
    formula: ClassVar[str] = "α = α₀, then αᵢ from epoch eᵢ on"
    source: ClassVar[str] = "course notes 2.2, manual decay"

    __post_init__ = check

    def __call__(self, epoch: float) -> Any:
        row = bisect_right(self.table, epoch, key=itemgetter(0))
        return self.table[row - 1][1] if row else self.rate


@dataclass(frozen=True)
class Cosine:
    """Half a wave from α₀ down to a share of it: α = α₀ (f + (1 − f)(1 + cos(π epoch / T)) / 2)."""

    rate: float = rate_field()
    floor: float = number(0.0, 0.0, 1.0, step=0.01, symbol="f", help="Share of the rate that remains.", hot=True)
    span: float = span_field(50.0, "Epochs until the rate has come down.")
    label: ClassVar[str] = "Cosine"
    formula: ClassVar[str] = "α = α₀ (f + (1 − f)(1 + cos(π epoch / T)) / 2)"
    source: ClassVar[str] = "Loshchilov and Hutter 2017"

    __post_init__ = check

    def __call__(self, epoch: float) -> Any:
        wave = elementwise(lambda span: 0.5 * (1.0 + math.cos(math.pi * min(epoch / span, 1.0))), self.span)
        return self.rate * (self.floor + (1.0 - self.floor) * wave)


@dataclass(frozen=True)
class WarmUp:
    """A gentle start: α = α₀ (f + (1 − f) epoch / T), α₀ after T epochs."""

    rate: float = rate_field()
    start: float = number(0.1, 0.0, 1.0, step=0.01, symbol="f", help="Share of the rate at epoch 0.", hot=True)
    span: float = span_field(5.0, "Epochs until the rate has come up.")
    label: ClassVar[str] = "Warm-up"
    formula: ClassVar[str] = "α = α₀ (f + (1 − f) min(epoch / T, 1))"
    source: ClassVar[str] = "Goyal et al. 2017"

    __post_init__ = check

    def __call__(self, epoch: float) -> Any:
        share = elementwise(lambda span: min(epoch / span, 1.0), self.span)
        return self.rate * (self.start + (1.0 - self.start) * share)


SCHEDULES: dict[str, type[Schedule]] = {
    "constant": Constant,
    "inverse_time": InverseTime,
    "exponential": Exponential,
    "staircase": Staircase,
    "square_root": SquareRoot,
    "step_table": StepTable,
    "cosine": Cosine,
    "warm_up": WarmUp,
}
