"""What dropout trains: each mask leaves a smaller network, whose dropped units hand nothing on (notes 2.1.3).

Axes: S sub-networks, P parameters.
"""

from __future__ import annotations

import numpy as np

from engine.networks.network import Layout, Network
from engine.values.randomness import generator

Array = np.ndarray


def sub_networks(network: Network, places: Layout, theta: Array, count: int, seed: int, inverted: bool = True) -> Array:
    """S networks as parameters (S, P), each with its own mask: a dropped unit's outgoing weights are 0.

    With inverted scaling those of a kept unit are divided by keep_prob, so that on average nothing changes.
    Shapes: theta (P,). Source: Srivastava et al. 2014.
    """
    thetas, rng = np.tile(theta, (count, 1)), generator(seed, "dropout", 0)
    for layer, dense in enumerate(network.layers):
        kept = rng.random((count, 1, dense.units)) < dense.keep_prob
        places.weights(thetas, layer + 1)[...] *= kept / (dense.keep_prob if inverted else 1.0)
    return thetas
