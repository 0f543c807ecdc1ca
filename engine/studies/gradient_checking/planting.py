"""How each mistake is planted in a real backward pass, so that its consequences travel down the layers as they would.

Each is a function (objective, theta (P,)) -> gradient (P,), or is made into one by ``tampered``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np

from engine.networks.activations import ACTIVATIONS, linear_slope
from engine.networks.losses import LOSSES
from engine.networks.propagation import Activate, BatchNorm, Propagation
from engine.training.objective import Objective
from engine.values.randomness import generator

Array = np.ndarray
PAST_RATE = 0.3  # of the step that is said to have led here, in a cache that was not renewed


def backward(objective: Objective, theta: Array, tamper: Callable[[Propagation], None] | None = None) -> Propagation:
    """One pass forward and backward at theta (P,), tampered with beforehand; its ``gradient`` lacks the penalty."""
    propagation = objective.propagation()
    if tamper:
        tamper(propagation)
    return there_and_back(objective, propagation, theta, theta)


def there_and_back(objective: Objective, propagation: Propagation, forward: Array, back: Array) -> Propagation:
    """Forward with one theta (P,) and backward with another; both ways are tried even where numbers overflow."""
    with np.errstate(all="ignore"):
        np.copyto(propagation.theta, forward)
        propagation.forward()
        np.copyto(propagation.theta, back)
        propagation.backward(objective.targets)
    return propagation


def tampered(tamper: Callable[[Propagation], None]) -> Callable[[Objective, Array], Array]:
    """The gradient of a backward pass in which one thing is wrong; the penalty is right."""

    def gradient(objective: Objective, theta: Array) -> Array:
        return backward(objective, theta, tamper).gradient + objective.penalty_slope(theta)

    return gradient


def activations(propagation: Propagation) -> list[Activate]:
    return [operation for operation in propagation.operations if isinstance(operation, Activate)]


def forgotten_mean(objective: Objective, theta: Array) -> Array:
    return backward(objective, theta).gradient * objective.m + objective.penalty_slope(theta)


def mean_over_classes(objective: Objective, theta: Array) -> Array:
    return backward(objective, theta).gradient / len(objective.targets) + objective.penalty_slope(theta)


def forgotten_penalty(objective: Objective, theta: Array) -> Array:
    return backward(objective, theta).gradient


def penalised_bias(objective: Objective, theta: Array) -> Array:
    return backward(objective, theta).gradient + objective.experiment.penalty.slope(theta, objective.m)


def missing_slope(propagation: Propagation) -> None:
    for operation in activations(propagation):
        operation.activation = replace(operation.activation, slope=linear_slope)


def wrong_slope(propagation: Propagation) -> None:
    sigmoid, tanh = ACTIVATIONS["sigmoid"], ACTIVATIONS["tanh"]
    for operation in activations(propagation):
        mistaken = tanh if operation.activation is sigmoid else sigmoid
        operation.activation = replace(operation.activation, slope=mistaken.slope)


def reversed_relu(propagation: Propagation) -> None:
    relu = ACTIVATIONS["relu"]
    for operation in activations(propagation):
        if operation.activation is relu:
            operation.activation = replace(relu, slope=lambda z, a, out: np.less(z, 0, out=out))


def slope_of_layer_below(propagation: Propagation) -> None:
    for below, here in pairwise(activations(propagation)):
        if below.z.shape == here.z.shape:
            here.backward = partial(backward_through, here, below)


def backward_through(here: Activate, other: Activate) -> None:
    here.activation.slope(other.z, other.a, here.d_z)
    here.d_z *= here.d_a


def transposed_product(propagation: Propagation) -> None:
    for affine in propagation.affine[1:]:
        if affine.z.shape[-2] == affine.weights_t.shape[-2] > 1:
            affine.weights_t = affine.weights_t.swapaxes(-1, -2)


def wrong_sign(propagation: Propagation) -> None:
    right = propagation.loss.slope

    def negative(output, a: Array, y: Array, out: Array) -> Array:
        return np.negative(right(output, a, y, out), out=out)

    propagation.loss = replace(propagation.loss, slope=negative)


def wrong_output_slope(propagation: Propagation) -> None:
    other = {"cross-entropy": "squared_error", "squared error": "cross_entropy"}[propagation.loss.label]
    propagation.loss = replace(propagation.loss, slope=LOSSES[other].slope)


def constant_statistics(propagation: Propagation) -> None:
    for norm in propagation.operations:
        if isinstance(norm, BatchNorm):
            norm.backward = partial(backward_past_statistics, norm)


def backward_past_statistics(norm: BatchNorm) -> None:
    norm.d_beta[...] = norm.d_z.sum(axis=-1, keepdims=True)
    norm.d_gamma[...] = (norm.d_z * norm.z_norm).sum(axis=-1, keepdims=True)
    norm.d_z *= norm.gamma * norm.scale


def bias_of_one_example(objective: Objective, theta: Array) -> Array:
    propagation = backward(objective, theta)
    for layer, span in enumerate(objective.layout.spans):
        if not span.beta:
            objective.layout.bias(propagation.gradient, layer)[...] = propagation.d_z[layer][..., :1]
    return propagation.gradient + objective.penalty_slope(theta)


def forgotten_layer(propagation: Propagation) -> None:
    propagation.affine[0].backward = lambda: None


def stale_cache(objective: Objective, theta: Array) -> Array:
    before = theta + PAST_RATE * objective.gradient(theta)
    propagation = there_and_back(objective, objective.propagation(), before, theta)
    return propagation.gradient + objective.penalty_slope(theta)


def dropout_on(objective: Objective, theta: Array) -> Array:
    experiment, gradient = objective.experiment, np.zeros(objective.P)
    buffers = np.zeros(objective.layout.B)
    propagation = Propagation.of(experiment, objective.samples, theta.copy(), buffers, objective.inputs, gradient)
    for drop in propagation.drops:
        drop.draw(generator(experiment.seed, "dropout", drop.layer).random(drop.mask.shape))
    return there_and_back(objective, propagation, theta, theta).gradient + objective.penalty_slope(theta)
