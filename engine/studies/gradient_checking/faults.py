"""Bugs to be found: backward passes with the mistakes that beginners make (notes 1.4, 2.1.4).

A fault is planted in a real backward pass, so its consequences travel down the layers as they would. Each is a
function (objective, theta (P,)) -> gradient (P,), and raises Refused where the mistake could not be made or would
change nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from engine.networks.activations import ACTIVATIONS, linear_slope
from engine.networks.losses import LOSSES
from engine.networks.propagation import Activate, BatchNorm, Propagation
from engine.training.objective import Objective
from engine.values.fields import Refused

Array = np.ndarray


@dataclass(frozen=True)
class Fault:
    """A mistake: the right line, the wrong one, how it shows, and the gradient that comes of it."""

    label: str
    right: str
    wrong: str
    explanation: str
    apply: Callable[[Objective, Array], Array]


def backward(objective: Objective, theta: Array, tamper: Callable[[Propagation], None] | None = None) -> Propagation:
    """One pass forward and backward at theta (P,), tampered with beforehand; its ``gradient`` lacks the penalty."""
    propagation = objective.propagation()
    if tamper:
        tamper(propagation)
    np.copyto(propagation.theta, theta)
    with np.errstate(all="ignore"):
        propagation.forward()
        propagation.backward(objective.targets)
    return propagation


def tampered(tamper: Callable[[Propagation], None]) -> Callable[[Objective, Array], Array]:
    """The gradient of a backward pass in which one thing is wrong; the penalty is right."""

    def gradient(objective: Objective, theta: Array) -> Array:
        return backward(objective, theta, tamper).gradient + objective.penalty_slope(theta)

    return gradient


def need(possible: bool, sentence: str) -> None:
    if not possible:
        raise Refused("fault", sentence)


def forgotten_mean(objective: Objective, theta: Array) -> Array:
    need(objective.m > 1, "with one example the mean is the sum: there is nothing to forget")
    return backward(objective, theta).gradient * objective.m + objective.penalty_slope(theta)


def forgotten_penalty(objective: Objective, theta: Array) -> Array:
    penalty = objective.experiment.penalty
    need(penalty.l1 > 0 or penalty.l2 > 0, "this cost has no penalty to forget; set L1 or L2 above 0")
    return backward(objective, theta).gradient


def penalised_bias(objective: Objective, theta: Array) -> Array:
    penalty = objective.experiment.penalty
    need(penalty.l1 > 0 or penalty.l2 > 0, "this cost has no penalty to put on b; set L1 or L2 above 0")
    return backward(objective, theta).gradient + penalty.slope(theta * mask_with_biases(objective), objective.m)


def mask_with_biases(objective: Objective) -> Array:
    """(P,): 1 where theta holds a weight or b, 0 at γ and β."""
    wider = objective.mask.copy()
    for layer, span in enumerate(objective.layout.spans):
        if not span.beta:
            objective.layout.bias(wider, layer)[...] = 1
    return wider


def missing_slope(propagation: Propagation) -> None:
    need(any(layer.activation != "linear" for layer in propagation.network.layers), "no hidden layer has a slope but 1")
    for operation in activations(propagation):
        operation.activation = replace(operation.activation, slope=linear_slope)


def wrong_slope(propagation: Propagation) -> None:
    need(len(propagation.network.layers) > 0, "there is no hidden layer whose slope could be mistaken")
    sigmoid, tanh = ACTIVATIONS["sigmoid"], ACTIVATIONS["tanh"]
    for operation in activations(propagation):
        mistaken = tanh if operation.activation is sigmoid else sigmoid
        operation.activation = replace(operation.activation, slope=mistaken.slope)


def activations(propagation: Propagation) -> list[Activate]:
    return [operation for operation in propagation.operations if isinstance(operation, Activate)]


def transposed_product(propagation: Propagation) -> None:
    square = [affine for affine in propagation.affine[1:] if affine.z.shape[-2] == affine.weights_t.shape[-2] > 1]
    need(bool(square), "W dZ fits only a square W above the first layer; elsewhere NumPy itself finds the mistake")
    for affine in square:
        affine.weights_t = affine.weights_t.swapaxes(-1, -2)


def wrong_sign(propagation: Propagation) -> None:
    right = propagation.loss.slope

    def negative(output, a: Array, y: Array, out: Array) -> Array:
        return np.negative(right(output, a, y, out), out=out)

    propagation.loss = replace(propagation.loss, slope=negative)


def wrong_output_slope(propagation: Propagation) -> None:
    other = {"cross-entropy": "squared_error", "squared error": "cross_entropy"}[propagation.loss.label]
    need(propagation.output.cross_entropy is not None, "a linear output has slope 1: dZ = ŷ − y is right")
    propagation.loss = replace(propagation.loss, slope=LOSSES[other].slope)


def constant_statistics(propagation: Propagation) -> None:
    norms = [operation for operation in propagation.operations if isinstance(operation, BatchNorm)]
    need(bool(norms), "no layer has batch norm")
    for norm in norms:
        norm.backward = partial(backward_past_statistics, norm)


def backward_past_statistics(norm: BatchNorm) -> None:
    norm.d_beta[...] = norm.d_z.sum(axis=-1, keepdims=True)
    norm.d_gamma[...] = (norm.d_z * norm.z_norm).sum(axis=-1, keepdims=True)
    norm.d_z *= norm.gamma * norm.scale


def bias_of_one_example(objective: Objective, theta: Array) -> Array:
    need(objective.m > 1, "with one example the sum is that example")
    propagation = backward(objective, theta)
    for layer, span in enumerate(objective.layout.spans):
        if not span.beta:
            objective.layout.bias(propagation.gradient, layer)[...] = propagation.d_z[layer][..., :1]
    return propagation.gradient + objective.penalty_slope(theta)


def forgotten_layer(objective: Objective, theta: Array) -> Array:
    gradient = objective.gradient(theta)
    objective.layout.weights(gradient, 0)[...] = 0
    return gradient


FAULTS: dict[str, Fault] = {
    "forgotten_mean": Fault(
        "forgotten 1/m",
        "dW = 1/m · dZ Aᵀ",
        "dW = dZ Aᵀ",
        "Every layer is m times too large, so the error is (m − 1) / (m + 1) everywhere: a constant factor.",
        forgotten_mean,
    ),
    "wrong_sign": Fault(
        "wrong sign at the output",
        "dZ[L] = ŷ − y",
        "dZ[L] = y − ŷ",
        "The gradient of the loss points the other way: an error of 1, the largest there is, or close to it.",
        tampered(wrong_sign),
    ),
    "wrong_output_slope": Fault(
        "slope of the other loss",
        "dZ[L] = ŷ − y for cross-entropy; (ŷ − y) ŷ (1 − ŷ) for squared error",
        "the one where the other belongs",
        "Wrong from the last layer on down, by a factor that differs from example to example.",
        tampered(wrong_output_slope),
    ),
    "missing_slope": Fault(
        "missing slope of the activation",
        "dZ = dA · g′(Z)",
        "dZ = dA",
        "The output layer is right and all hidden layers are wrong: the mistake lies between the two.",
        tampered(missing_slope),
    ),
    "wrong_slope": Fault(
        "slope of another activation",
        "dZ = dA · g′(Z)",
        "dZ = dA · a (1 − a), whatever g is (in a sigmoid layer: 1 − a²)",
        "The output layer is right and all hidden layers are wrong, as where the slope is missing.",
        tampered(wrong_slope),
    ),
    "transposed_product": Fault(
        "transposed product",
        "dA[l−1] = W[l]ᵀ dZ[l]",
        "dA[l−1] = W[l] dZ[l]",
        "Shapes fit only where W is square, so NumPy is silent; the layers below the square one are wrong.",
        tampered(transposed_product),
    ),
    "bias_of_one_example": Fault(
        "b from one example",
        "db = 1/m · Σ dZ over the examples",
        "db = 1/m · dZ of the first example",
        "Every W is right and every b is wrong: look at the arrays, not only at the layers.",
        bias_of_one_example,
    ),
    "forgotten_layer": Fault(
        "forgotten layer",
        "for l = L, ..., 1",
        "for l = L, ..., 2: dW[1] stays 0",
        "Only W[1] is wrong, with the error 1; training still goes on, with first weights that never move.",
        forgotten_layer,
    ),
    "forgotten_penalty": Fault(
        "forgotten penalty",
        "dW = ... + λ₁/m sign(W) + λ₂/m W",
        "dW without them, while J counts the penalty",
        "Every W is a little off and every b is right; with a small λ the error is small, yet far above 10⁻⁷.",
        forgotten_penalty,
    ),
    "penalised_bias": Fault(
        "penalty on b as well",
        "db without penalty",
        "db = ... + λ₂/m b",
        "Nothing shows at the first parameters, where b = 0: check again after some training.",
        penalised_bias,
    ),
    "constant_statistics": Fault(
        "batch norm's mean and variance taken for constants",
        "dZ = γ/√(σ² + ε) · (dZ̃ − mean(dZ̃) − Ẑ mean(dZ̃ Ẑ))",
        "dZ = γ/√(σ² + ε) · dZ̃",
        "γ and β of that layer are right; its W and all below are wrong, for μ and σ² move with every example.",
        tampered(constant_statistics),
    ),
}
