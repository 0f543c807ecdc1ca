"""Optimizers that divide by the size of recent gradients. The contract is in engine/optimizers/__init__.py."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from engine.optimizers.averages import correction
from engine.optimizers.memory import (
    FIRST,
    SECOND,
    Array,
    Out,
    beta_field,
    blend,
    blend_square,
    buffers,
    decay_field,
    epsilon_field,
    slots,
)
from engine.values.fields import check, elementwise, flag, number


def corrected_ratio(first: Array, second: Array, adam: Any, t: int, out: Array) -> None:
    """out ← v̂ / (√ŝ + ε), as v / (√s (1 − β₁ᵗ)/√(1 − β₂ᵗ) + ε (1 − β₁ᵗ)): two passes fewer (Kingma and Ba, sec. 2)."""
    unbiased = correction(adam.beta1, t)
    np.sqrt(second, out)
    np.multiply(out, unbiased / elementwise(math.sqrt, correction(adam.beta2, t)), out)
    np.add(out, adam.epsilon * unbiased, out)
    np.divide(first, out, out)


def ratio(first: Array, second: Array, epsilon: Any, out: Array) -> None:
    """out ← first / (√second + ε)."""
    np.sqrt(second, out)
    np.add(out, epsilon, out)
    np.divide(first, out, out)


@dataclass(frozen=True)
class AdaGrad:
    """Every coordinate at its own pace, slower for ever: S ← S + g², d = g / (√S + ε)."""

    epsilon: float = epsilon_field(1e-10)
    label: ClassVar[str] = "AdaGrad"
    formula: ClassVar[str] = "S ← S + g²,  θ ← θ − α g / (√S + ε)"
    source: ClassVar[str] = "Duchi, Hazan and Singer 2011"
    suggested_rate: ClassVar[float] = 0.1

    __post_init__ = check
    init = slots(1)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        np.multiply(grad, grad, direction)
        np.add(memory[0], direction, memory[0])
        ratio(grad, memory[0], self.epsilon, direction)
        return direction, memory


@dataclass(frozen=True)
class RMSprop:
    """The gradient over its own recent size: S ← β₂ S + (1 − β₂) g², d = g / (√S + ε)."""

    beta2: float = beta_field(0.9, "β₂", SECOND)
    epsilon: float = epsilon_field(1e-8)
    label: ClassVar[str] = "RMSprop"
    formula: ClassVar[str] = "S ← β₂ S + (1 − β₂) g²,  θ ← θ − α g / (√S + ε)"
    source: ClassVar[str] = "Tieleman and Hinton 2012; course notes 2.2"
    suggested_rate: ClassVar[float] = 0.01

    __post_init__ = check
    init = slots(1)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        blend_square(memory[0], grad, self.beta2, direction)
        ratio(grad, memory[0], self.epsilon, direction)
        return direction, memory


@dataclass(frozen=True)
class Adadelta:
    """Steps as long as recent steps were: S ← ρ S + (1 − ρ) g², d = √((U + ε)/(S + ε)) g, U ← ρ U + (1 − ρ) d²."""

    rho: float = beta_field(
        0.9, "ρ", "Share of both old averages, of squared gradients and of squared steps, that is kept."
    )
    epsilon: float = number(1e-6, 1e-15, 1.0, scale="log", symbol="ε", help="Size of the first steps.", hot=True)
    label: ClassVar[str] = "Adadelta"
    formula: ClassVar[str] = "S ← ρ S + (1 − ρ) g²,  d = g √(U + ε) / √(S + ε),  U ← ρ U + (1 − ρ) d²,  θ ← θ − α d"
    source: ClassVar[str] = "Zeiler 2012"
    suggested_rate: ClassVar[float] = 3.0

    __post_init__ = check
    init = slots(2)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        squares, steps = memory[0], memory[1]
        blend_square(squares, grad, self.rho, direction)
        spare = np.add(squares, self.epsilon)
        np.add(steps, self.epsilon, direction)
        np.divide(direction, spare, direction)
        np.sqrt(direction, direction)
        np.multiply(direction, grad, direction)
        blend_square(steps, direction, self.rho, spare)
        return direction, memory


@dataclass(frozen=True)
class Adam:
    """Momentum over RMSprop, both unbiased: V ← β₁ V + (1 − β₁) g, S ← β₂ S + (1 − β₂) g², d = V̂ / (√Ŝ + ε).

    V̂ = V / (1 − β₁ᵗ), Ŝ = S / (1 − β₂ᵗ); with the correction switched off, V̂ = V and Ŝ = S.
    The notes have √(Ŝ + ε); the paper, and this, √Ŝ + ε.
    """

    beta1: float = beta_field(0.9, "β₁", FIRST)
    beta2: float = beta_field(0.999, "β₂", SECOND)
    epsilon: float = epsilon_field(1e-8)
    bias_correction: bool = flag(
        True, help="Divide both averages by 1 − βᵗ, so that the first steps are not biased.", hot=True
    )
    label: ClassVar[str] = "Adam"
    formula: ClassVar[str] = "V ← β₁ V + (1 − β₁) g,  S ← β₂ S + (1 − β₂) g²,  θ ← θ − α V̂ / (√Ŝ + ε)"
    source: ClassVar[str] = "Kingma and Ba 2015; course notes 2.2"
    suggested_rate: ClassVar[float] = 0.02

    __post_init__ = check
    init = slots(2)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        first, second = memory[0], memory[1]
        blend(first, grad, self.beta1, direction)
        blend_square(second, grad, self.beta2, direction)
        if self.bias_correction:
            corrected_ratio(first, second, self, t, direction)
        else:
            ratio(first, second, self.epsilon, direction)
        return direction, memory


@dataclass(frozen=True)
class AdamW:
    """Adam with weight decay of its own, apart from the gradient: d = V̂ / (√Ŝ + ε) + λ θ."""

    beta1: float = beta_field(0.9, "β₁", FIRST)
    beta2: float = beta_field(0.999, "β₂", SECOND)
    epsilon: float = epsilon_field(1e-8)
    weight_decay: float = decay_field(0.01)
    label: ClassVar[str] = "AdamW"
    formula: ClassVar[str] = "V, S as Adam,  θ ← θ − α (V̂ / (√Ŝ + ε) + λ θ)"
    source: ClassVar[str] = "Loshchilov and Hutter 2019"
    suggested_rate: ClassVar[float] = 0.02

    __post_init__ = check
    init = slots(2)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        first, second = memory[0], memory[1]
        blend(first, grad, self.beta1, direction)
        blend_square(second, grad, self.beta2, direction)
        corrected_ratio(first, second, self, t, direction)
        np.add(direction, np.multiply(theta, self.weight_decay), direction)
        return direction, memory


@dataclass(frozen=True)
class AMSGrad:
    """Adam whose steps cannot grow again: M ← max(M, S), d = V̂ / (√M̂ + ε)."""

    beta1: float = beta_field(0.9, "β₁", FIRST)
    beta2: float = beta_field(0.999, "β₂", SECOND)
    epsilon: float = epsilon_field(1e-8)
    label: ClassVar[str] = "AMSGrad"
    formula: ClassVar[str] = "V, S as Adam,  M ← max(M, S),  θ ← θ − α V̂ / (√M̂ + ε)"
    source: ClassVar[str] = "Reddi, Kale and Kumar 2018; with both corrections, as PyTorch"
    suggested_rate: ClassVar[float] = 0.02

    __post_init__ = check
    init = slots(3)

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        first, second, largest = memory[0], memory[1], memory[2]
        blend(first, grad, self.beta1, direction)
        blend_square(second, grad, self.beta2, direction)
        np.maximum(largest, second, out=largest)
        corrected_ratio(first, largest, self, t, direction)
        return direction, memory


@dataclass(frozen=True)
class Nadam:
    """Adam that looks one step ahead: d = ((1 − μₜ) g / (1 − Πₜ) + μₜ₊₁ V / (1 − Πₜ₊₁)) / (√Ŝ + ε).

    μₜ = β₁ (1 − ½ · 0.96^(t ψ)), Πₜ = μ₁ μ₂ ... μₜ. The product is carried in the third slot of the memory, so that
    β₁ and ψ may change on the way.
    """

    beta1: float = beta_field(0.9, "β₁", FIRST)
    beta2: float = beta_field(0.999, "β₂", SECOND)
    epsilon: float = epsilon_field(1e-8)
    momentum_decay: float = number(
        0.004, 0.0, 1.0, step=0.001, symbol="ψ", help="How fast momentum grows from β₁/2 to β₁.", hot=True
    )
    label: ClassVar[str] = "Nadam"
    formula: ClassVar[str] = "V, S as Adam,  θ ← θ − α ((1 − μₜ) g / (1 − Πₜ) + μₜ₊₁ V / (1 − Πₜ₊₁)) / (√Ŝ + ε)"
    source: ClassVar[str] = "Dozat 2016; in the form PyTorch uses"
    suggested_rate: ClassVar[float] = 0.02

    __post_init__ = check

    def init(self, theta: Array) -> Array:
        memory = np.zeros((3, *np.shape(theta)))
        memory[2] = 1.0  # an empty product
        return memory

    def direction(self, grad: Array, theta: Array, memory: Array, t: int, out: Out = None) -> tuple[Array, Array]:
        direction, memory = buffers(memory, out)
        first, second, products = memory[0], memory[1], memory[2]
        blend(first, grad, self.beta1, direction)
        blend_square(second, grad, self.beta2, direction)
        momentum, next_momentum = self._momentum(t), self._momentum(t + 1)
        np.multiply(products, momentum, products)
        product = products[..., :1]  # the same for all P parameters
        ahead = np.multiply(first, next_momentum / (1.0 - product * next_momentum))
        np.add(ahead, np.multiply(grad, (1.0 - momentum) / (1.0 - product)), ahead)
        np.divide(second, correction(self.beta2, t), direction)
        ratio(ahead, direction, self.epsilon, direction)
        return direction, memory

    def _momentum(self, t: int) -> Any:
        return self.beta1 * (1.0 - 0.5 * elementwise(lambda decay: 0.96 ** (t * decay), self.momentum_decay))
