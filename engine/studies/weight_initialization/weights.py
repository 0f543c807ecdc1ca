"""First weight matrices of scale 1: each keeps the mean square of a signal that meets it, on average or exactly.

Shapes: W (n_out, n_in); ``theta`` (P,) holds all layers, with every b = 0, so that scale · theta has all of its weights
that many times as large.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.networks.network import Network, layout
from engine.values.randomness import generator

Array = np.ndarray


@dataclass(frozen=True)
class Weights:
    """A way to draw W, with what is known of its singular values at scale s."""

    label: str
    draw: Callable[[np.random.Generator, int, int], Array]
    singular: str


def gaussian(rng: np.random.Generator, n_out: int, n_in: int) -> Array:
    """wᵢⱼ ~ N(0, 1/n_in): keeps the mean square on average."""
    return rng.standard_normal((n_out, n_in)) * n_in**-0.5


def orthogonal(rng: np.random.Generator, n_out: int, n_in: int) -> Array:
    """Orthonormal columns or rows, drawn at random, tall ones larger by √(n_out/n_in) (Saxe et al. 2014)."""
    tall = np.linalg.qr(rng.standard_normal((max(n_out, n_in), min(n_out, n_in))))[0]
    return tall * (n_out / n_in) ** 0.5 if n_out >= n_in else tall.T


def identity(rng: np.random.Generator, n_out: int, n_in: int) -> Array:
    """Unit i reads input i alone, and where there are more units than inputs, begins again with the first."""
    weights = np.zeros((n_out, n_in))
    weights[np.arange(n_out), np.arange(n_out) % n_in] = 1
    return weights


def unit_theta(kind: str, network: Network, n_x: int, n_y: int, seed: int) -> Array:
    """First parameters of scale 1, (P,); the Gaussian ones are those that a run of the network begins with."""
    places, rng = layout(network, n_x, n_y), generator(seed, "weights")
    theta = np.zeros(places.P)
    for layer in range(len(places.spans)):
        weights = places.weights(theta, layer)
        weights[...] = WEIGHTS[kind].draw(rng, *weights.shape)
    return theta


WEIGHTS: dict[str, Weights] = {
    "gaussian": Weights("Gaussian", gaussian, "singular values from 0 to 2s, their mean square s²"),
    "orthogonal": Weights("orthogonal", orthogonal, "all singular values s"),
    "identity": Weights("identity", identity, "all singular values s"),
}
