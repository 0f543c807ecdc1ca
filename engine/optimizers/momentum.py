"""Optimizers that follow the gradient, or an average of it. The contract is in engine/optimizers/__init__.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.optimizers.memory import FIRST, Array, Out, beta_field, blend, buffers, decay_field, slots
from engine.values.fields import check


@dataclass(frozen=True)
class GradientDescent:
    """Straight down the slope: d = g."""

    label: ClassVar[str] = "Gradient descent"
    formula: ClassVar[str] = "θ ← θ − α g"
    source: ClassVar[str] = "Cauchy 1847; course notes 1.2"
    suggested_rate: ClassVar[float] = 0.3

    init = slots(0)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        np.copyto(direction, grad)
        return direction, memory


@dataclass(frozen=True)
class Momentum:
    """The average of the latest gradients, as the course writes it: V ← β V + (1 − β) g, d = V.

    The same path as classical momentum at (1 − β) times the rate.
    """

    beta: float = beta_field(0.9, "β", FIRST)
    label: ClassVar[str] = "Momentum"
    formula: ClassVar[str] = "V ← β V + (1 − β) g,  θ ← θ − α V"
    source: ClassVar[str] = "course notes 2.2"
    suggested_rate: ClassVar[float] = 0.2

    __post_init__ = check
    init = slots(1)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        blend(memory[0], grad, self.beta, direction)
        np.copyto(direction, memory[0])
        return direction, memory


@dataclass(frozen=True)
class ClassicalMomentum:
    """A heavy ball: V ← β V + g, d = V."""

    beta: float = beta_field(0.9, "β", "Share of the speed that is kept: steps grow up to 1/(1 − β) times as long.")
    label: ClassVar[str] = "Classical momentum"
    formula: ClassVar[str] = "V ← β V + g,  θ ← θ − α V"
    source: ClassVar[str] = "Polyak 1964"
    suggested_rate: ClassVar[float] = 0.02

    __post_init__ = check
    init = slots(1)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        np.multiply(memory[0], self.beta, memory[0])
        np.add(memory[0], grad, memory[0])
        np.copyto(direction, memory[0])
        return direction, memory


@dataclass(frozen=True)
class Nesterov:
    """A heavy ball that looks one step ahead: V ← β V + g, d = g + β V.

    θ here stands for the looked-ahead point, as in PyTorch; the gradient is taken where the parameters are.
    """

    beta: float = beta_field(0.9, "β", "Share of the speed that is kept, and how far to look ahead.")
    label: ClassVar[str] = "Nesterov"
    formula: ClassVar[str] = "V ← β V + g,  θ ← θ − α (g + β V)"
    source: ClassVar[str] = "Nesterov 1983; Sutskever et al. 2013; in the form PyTorch uses"
    suggested_rate: ClassVar[float] = 0.03

    __post_init__ = check
    init = slots(1)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        np.multiply(memory[0], self.beta, memory[0])
        np.add(memory[0], grad, memory[0])
        np.multiply(memory[0], self.beta, direction)
        np.add(direction, grad, direction)
        return direction, memory


@dataclass(frozen=True)
class Lion:
    """Only the sign of an average, so all coordinates step alike: d = sign(β₁ V + (1 − β₁) g) + λ θ.

    Then V ← β₂ V + (1 − β₂) g.
    """

    beta1: float = beta_field(0.9, "β₁", "Share of the memory in the sign that is followed.")
    beta2: float = beta_field(0.99, "β₂", "Share of the old average of gradients that is kept.")
    weight_decay: float = decay_field(0.0)
    label: ClassVar[str] = "Lion"
    formula: ClassVar[str] = "θ ← θ − α (sign(β₁ V + (1 − β₁) g) + λ θ),  V ← β₂ V + (1 − β₂) g"
    source: ClassVar[str] = "Chen et al. 2023"
    suggested_rate: ClassVar[float] = 0.005

    __post_init__ = check
    init = slots(1)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        np.multiply(memory[0], self.beta1, direction)
        spare = np.multiply(grad, 1.0 - self.beta1)
        np.add(direction, spare, direction)
        np.sign(direction, direction)
        np.multiply(theta, self.weight_decay, spare)
        np.add(direction, spare, direction)
        blend(memory[0], grad, self.beta2, spare)
        return direction, memory
