"""What layers come to when nothing lies between them: one matrix (notes 1.3.1).

Axes: ... replicas, n_y outputs, n_x inputs.
"""

from __future__ import annotations

import numpy as np

from engine.networks.network import Layout
from engine.networks.propagation import NORM_EPSILON

Array = np.ndarray


def collapsed(places: Layout, theta: Array, buffers: Array) -> Array:
    """[W | b] of the one layer that linear layers are together, W = W[L] … W[1]: (..., n_y, n_x + 1)."""
    product = np.eye(places.spans[0].n_in + 1)
    for layer in range(len(places.spans)):
        block = affine(places, layer, theta, buffers)
        ones = np.zeros((*block.shape[:-2], 1, block.shape[-1]))
        ones[..., -1] = 1  # the row of ones that the next layer reads
        product = np.concatenate([block, ones], axis=-2) @ product
    return product[..., :-1, :]


def affine(places: Layout, layer: int, theta: Array, buffers: Array) -> Array:
    """[W | b] of a layer as it works at test time: batch norm is then a scale γ/√(σ² + ε) and a shift β − μ·scale."""
    span = places.spans[layer]
    if not span.gamma:
        return places.block(theta, layer)
    scale = theta[..., span.gamma] / np.sqrt(buffers[..., span.variance] + NORM_EPSILON)
    shift = theta[..., span.beta] - buffers[..., span.mean] * scale
    return np.concatenate([places.weights(theta, layer) * scale[..., None], shift[..., None]], axis=-1)
