"""First weights: Gaussian with a deviation that depends on the layer's size (notes 1.3.3, 2.1.4).

Each has ``deviation(n_in, n_out)``: the standard deviation of W[l], where n_in = n[l-1] and n_out = n[l].
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.values.fields import check, number


@dataclass(frozen=True)
class Xavier:
    """Var(w) = 1 / n_in: keeps the scale of a signal through tanh (LeCun et al. 1998; notes 2.1.4)."""

    label: ClassVar[str] = "Xavier, 1/n"
    source: ClassVar[str] = "LeCun et al. 1998; notes 2.1.4"

    def deviation(self, n_in: int, n_out: int) -> float:
        return n_in**-0.5


@dataclass(frozen=True)
class He:
    """Var(w) = 2 / n_in: keeps the scale of a signal through ReLU (He et al. 2015; notes 2.1.4)."""

    label: ClassVar[str] = "He, 2/n"
    source: ClassVar[str] = "He et al. 2015; notes 2.1.4"

    def deviation(self, n_in: int, n_out: int) -> float:
        return (2 / n_in) ** 0.5


@dataclass(frozen=True)
class Glorot:
    """Var(w) = 2 / (n_in + n_out): a compromise between the way forth and the way back (Glorot and Bengio 2010)."""

    label: ClassVar[str] = "Glorot, 2/(n + n')"
    source: ClassVar[str] = "Glorot and Bengio 2010"

    def deviation(self, n_in: int, n_out: int) -> float:
        return (2 / (n_in + n_out)) ** 0.5


@dataclass(frozen=True)
class Zeros:
    """w = 0: every unit of a layer stays the same for ever (notes 1.3.3)."""

    label: ClassVar[str] = "zeros"
    source: ClassVar[str] = "notes 1.3.3"

    def deviation(self, n_in: int, n_out: int) -> float:
        return 0.0


@dataclass(frozen=True)
class Small:
    """The notes' randn · 0.01, whatever the layer's size (notes 1.3.3)."""

    scale: float = number(0.01, 1e-4, 1, scale="log", symbol="σ", help="Standard deviation of every first weight")
    label: ClassVar[str] = "small"
    source: ClassVar[str] = "notes 1.3.3"

    def __post_init__(self) -> None:
        check(self)

    def deviation(self, n_in: int, n_out: int) -> float:
        return self.scale


@dataclass(frozen=True)
class Large:
    """randn times a large number: saturates sigmoid and tanh from the start (notes 1.3.3)."""

    scale: float = number(5.0, 1, 100, scale="log", symbol="σ", help="Standard deviation of every first weight")
    label: ClassVar[str] = "large"
    source: ClassVar[str] = "notes 1.3.3"

    def __post_init__(self) -> None:
        check(self)

    def deviation(self, n_in: int, n_out: int) -> float:
        return self.scale


@dataclass(frozen=True)
class Scaled:
    """σ√n_in = scale: the variance as another hyperparameter (notes 2.1.4); 1 is Xavier, √2 is He, 0 is zeros."""

    scale: float = number(1.0, 0, 10, scale="log", symbol="σ√n", help="1 is Xavier, 1.414 is He, 0 is zeros")
    label: ClassVar[str] = "of any scale, σ√n"
    source: ClassVar[str] = "notes 2.1.4"

    def __post_init__(self) -> None:
        check(self)

    def deviation(self, n_in: int, n_out: int) -> float:
        return self.scale * n_in**-0.5


INITIALIZERS = {
    "xavier": Xavier, "he": He, "glorot": Glorot, "small": Small, "large": Large, "zeros": Zeros, "scaled": Scaled
}  # fmt: skip
