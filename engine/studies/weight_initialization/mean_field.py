"""What becomes of a signal's variance from layer to layer (Poole et al. 2016, Schoenholz et al. 2017).

q is the variance of z over the units of a layer, s = σ√n the scale of Gaussian weights; there is no b. Both maps are
exact for endless width, and for linear units on average at any width.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.networks.activations import ACTIVATIONS

Array = np.ndarray
NODES, WIDEST = 240, 8.0  # no node at 0, where slopes may jump
Z = (np.arange(NODES) + 0.5) * 2 * WIDEST / NODES - WIDEST
CHANCE = np.exp(-(Z**2) / 2) / np.exp(-(Z**2) / 2).sum()
SANE = 1e-100, 1e100  # beyond them q would come to 0, where slopes jump, or to no number
SETTLED = 300  # layers, after which q no longer moves


def square(activation: str, q: Array) -> Array:
    """E[g(√q Z)²] with Z ~ N(0, 1), (...,)."""
    z = np.sqrt(q)[..., None] * Z
    return ACTIVATIONS[activation].function(z, np.empty_like(z)) ** 2 @ CHANCE


def slope(activation: str, q: Array) -> Array:
    """E[g'(√q Z)²] with Z ~ N(0, 1), (...,)."""
    z, known = np.sqrt(q)[..., None] * Z, ACTIVATIONS[activation]
    a = known.function(z, np.empty_like(z))
    return known.slope(z, a, np.empty_like(z)) ** 2 @ CHANCE


@np.errstate(all="ignore")
def forth_and_back(activation: str, depth: int, scale: Array, inputs: Array) -> tuple[Array, Array]:
    """Mean squares by layer, both (L, ...): of a[l], and of dL/dz[l] as a multiple of that at the last hidden layer.

    q[l] = s² E[g²] at q[l−1], from q[1] = s² inputs; dz[l]² = dz[l+1]² s² E[g'²] at q[l].
    """
    q, activations, factors = scale**2 * inputs, [], []
    for _ in range(depth):
        activations.append(square(activation, q))
        factors.append(scale**2 * slope(activation, q))
        q = scale**2 * activations[-1]
    gradients = [np.ones_like(q)]
    for factor in reversed(factors[:-1]):
        gradients.append(gradients[-1] * factor)
    return np.stack(activations), np.stack(gradients[::-1])


@lru_cache(maxsize=16)
@np.errstate(all="ignore")
def growth(activation: str, scales: tuple[float, ...]) -> Array:
    """By how much a gradient grows from layer to layer on the way back, s √E[g'²], where q has come to rest, (S,)."""
    scale, q = np.array(scales), np.ones(len(scales))
    for _ in range(SETTLED):
        q = np.clip(scale**2 * square(activation, q), *SANE)
    return scale * np.sqrt(slope(activation, q))
