"""A network as a value, and where its parameters lie in one flat vector.

``theta`` is (..., P) and each layer's arrays are views into it: slice and reshape, no copy. A plain layer is one block
(n, n_prev + 1) = [W | b]; a batch-normalised layer has W (n, n_prev), then gamma (n, 1) and beta (n, 1), and no b.
Running means and variances of batch norm are views into a second flat array, ``buffers`` (..., B).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.networks.activations import ACTIVATIONS
from engine.networks.initializers import INITIALIZERS, Xavier
from engine.values.fields import check, choice, flag, number, one_of, several, whole
from engine.values.randomness import generator

Array = np.ndarray


@dataclass(frozen=True)
class Dense:
    """One hidden layer: a[l] = g(W[l] a[l-1] + b[l]), or with batch norm g(gamma z_norm + beta)."""

    units: int = whole(4, 1, 128, symbol="n", help="Units in this layer")
    activation: str = choice("tanh", ACTIVATIONS, help="The function g that each unit applies to its sum")
    keep_prob: float = number(
        1.0, 0.05, 1, step=0.05, hot=True, help="Dropout: the share of units kept at each training step; 1 is none"
    )
    batch_norm: bool = flag(False, help="Normalise z over the mini-batch, then scale by γ and shift by β")

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class Network:
    """Hidden layers and their first weights; inputs and outputs are fixed by the data. No layer is plain regression."""

    layers: tuple[Dense, ...] = several(
        (Dense(4), Dense(3)), Dense, least=0, most=50, help="Hidden layers, first to last"
    )
    initializer: object = one_of(Xavier(), INITIALIZERS, help="The spread of the first weights")

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True)
class Span:
    """Where one layer lies: its weights (and b) in theta, and what batch norm needs; slices of the last axis."""

    block: slice
    shape: tuple[int, int]
    n_in: int
    gamma: slice | None = None
    beta: slice | None = None
    mean: slice | None = None
    variance: slice | None = None


@dataclass(frozen=True)
class Layout:
    """Sizes of theta and buffers, and a span for each layer, the output layer last."""

    spans: tuple[Span, ...]
    P: int
    B: int

    def block(self, theta: Array, layer: int) -> Array:
        """[W | b] of a layer, (..., n, n_prev + 1), or W alone, (..., n, n_prev), where batch norm replaces b."""
        span = self.spans[layer]
        return theta[..., span.block].reshape(*theta.shape[:-1], *span.shape)

    def weights(self, theta: Array, layer: int) -> Array:
        """W[l], a view (..., n, n_prev)."""
        return self.block(theta, layer)[..., : self.spans[layer].n_in]

    def bias(self, theta: Array, layer: int) -> Array:
        """What is added to W[l] a[l-1]: b, or batch norm's beta; a view (..., n, 1)."""
        span = self.spans[layer]
        return theta[..., span.beta, None] if span.beta else self.block(theta, layer)[..., span.n_in :]

    def weight_mask(self) -> Array:
        """(P,): 1 where theta holds a weight, 0 where it holds b, gamma or beta: penalties count weights only."""
        mask = np.zeros(self.P)
        for layer in range(len(self.spans)):
            self.weights(mask, layer)[...] = 1
        return mask


def layout(network: Network, n_x: int, n_y: int) -> Layout:
    """Where each layer's parameters lie, for n_x inputs and n_y outputs."""
    return lay_out(n_x, (*((each.units, each.batch_norm) for each in network.layers), (n_y, False)))


@lru_cache(maxsize=256)
def lay_out(n_x: int, layers: tuple[tuple[int, bool], ...]) -> Layout:
    """The layout of layers given as (units, batch norm or not): a stacked network has arrays and cannot be a key."""
    spans, here, buffered, n_in = [], 0, 0, n_x
    for units, normalised in layers:
        width = n_in if normalised else n_in + 1
        block, here = slice(here, here + units * width), here + units * width
        if normalised:
            gamma, beta = slice(here, here + units), slice(here + units, here + 2 * units)
            mean, variance = slice(buffered, buffered + units), slice(buffered + units, buffered + 2 * units)
            spans.append(Span(block, (units, width), n_in, gamma, beta, mean, variance))
            here, buffered = here + 2 * units, buffered + 2 * units
        else:
            spans.append(Span(block, (units, width), n_in))
        n_in = units
    return Layout(tuple(spans), here, buffered)


def first_theta(network: Network, n_x: int, n_y: int, seed: int) -> Array:
    """First parameters (P,): W Gaussian by the initializer, b and beta 0, gamma 1."""
    places, rng = layout(network, n_x, n_y), generator(seed, "weights")
    theta = np.zeros(places.P)
    for layer, span in enumerate(places.spans):
        weights = places.weights(theta, layer)
        n_out, n_in = weights.shape
        weights[...] = rng.standard_normal((n_out, n_in)) * network.initializer.deviation(n_in, n_out)
        if span.gamma:
            theta[span.gamma] = 1
    return theta


def first_buffers(network: Network, n_x: int, n_y: int) -> Array:
    """First running means 0 and variances 1, (B,)."""
    places = layout(network, n_x, n_y)
    buffers = np.zeros(places.B)
    for span in places.spans:
        if span.variance:
            buffers[span.variance] = 1
    return buffers
