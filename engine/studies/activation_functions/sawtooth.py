"""Telgarsky's sawtooth: what a deep narrow ReLU network folds together, a shallow one builds tooth by tooth.

t(x) = 2x up to ½ and 2 − 2x beyond it is two ReLU units, t(x) = 2 max(0, x) − 4 max(0, x − ½) on [0, 1]. Put into
itself k times it is a zigzag of 2ᵏ straight pieces, and two units in each of k layers. One hidden layer of n units has
at most n + 1 pieces on a line. Source: Telgarsky 2015, "Representation benefits of deep feedforward networks".
"""

from __future__ import annotations

import numpy as np

from engine.networks.network import Dense, Network, first_theta, layout

Array = np.ndarray
TENT = np.array([2.0, -4.0])  # of its two units
CORNERS = np.array([0.0, 0.5])
FINE = 16  # places in each piece of a sawtooth


def sawtooth(x: Array, folds: int) -> Array:
    """t(t(… t(x))), by its definition: the distance of 2ᵏx from the nearest even number."""
    far = np.mod(x * 2.0**folds, 2)
    return np.minimum(far, 2 - far)


def deep(folds: int) -> tuple[Network, Array]:
    """k layers of two ReLU units, and the parameters with which they are the sawtooth of k folds on [0, 1]."""
    network = Network((Dense(2, "relu"),) * folds)
    places = layout(network, 1, 1)
    theta = np.zeros(places.P)
    for layer in range(folds + 1):
        weights = places.weights(theta, layer)
        weights[...] = 1.0 if layer == 0 else TENT
        if layer < folds:
            places.bias(theta, layer)[:, 0] = -CORNERS
    return network, theta


def shallow(folds: int) -> tuple[Network, Array]:
    """One hidden layer of 2ᵏ ReLU units that is the same sawtooth: a unit for each piece."""
    pieces = 2**folds
    network = Network((Dense(pieces, "relu"),))
    places = layout(network, 1, 1)
    theta = np.zeros(places.P)
    places.weights(theta, 0)[...] = 1.0
    places.bias(theta, 0)[:, 0] = -np.arange(pieces) / pieces
    turns = np.where(np.arange(pieces) % 2, -2.0, 2.0) * pieces
    turns[0] = pieces
    places.weights(theta, 1)[0] = turns
    return network, theta


def answers(network: Network, theta: Array, x: Array) -> Array:
    """What a ReLU network with a linear output answers at points x (m,) of a line, (m,)."""
    places, a = layout(network, 1, 1), x[None]
    last = len(places.spans) - 1
    for layer in range(last + 1):
        z = places.weights(theta, layer) @ a + places.bias(theta, layer)
        a = z if layer == last else np.maximum(z, 0)
    return a[0]


def pieces(network: Network, theta: Array, grid: int) -> int:
    """How many straight pieces the answer has on [0, 1], by its slopes between ``grid`` + 1 places."""
    x = np.arange(grid + 1) / grid
    slopes = np.diff(answers(network, theta, x)) * grid
    turns = np.abs(np.diff(slopes)) > 1e-6 * (1 + np.abs(slopes).max())
    # a corner between two places bends two slopes in a row: it counts once
    return 1 + int((turns & ~np.concatenate([[False], turns[:-1]])).sum())


def random_theta(network: Network, seed: int) -> Array:
    """First parameters with corners spread over [0, 1]: weights as the network draws them, and biases alike."""
    places, theta = layout(network, 1, 1), first_theta(network, 1, 1, seed)
    for layer in range(len(places.spans) - 1):
        bias = places.bias(theta, layer)[:, 0]
        bias[...] = -places.weights(theta, layer)[:, 0] * np.linspace(0.2, 0.8, len(bias))
    return theta


def least_units(count: int) -> int:
    """Units that one hidden layer needs for so many pieces on a line: one corner each."""
    return count - 1
