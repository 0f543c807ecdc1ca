"""Every number of one pass forward and one back, by the letters of the notes; all come from the engine's own way.

Shapes, for l = 1 ... L and m examples: W and dW (n[l], n[l-1]); b and db (n[l], 1); Z, A, dZ, dA (n[l], m); A[0] = X.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.datasets.samples import Samples
from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.propagation import Activate, Propagation
from engine.training.objective import Objective

Array = np.ndarray


class Name(NamedTuple):
    """A matrix: its letter in the notes, and its layer. ``gʹ`` is g'(Z); ``W+`` and ``b+`` are what is updated."""

    letter: str
    layer: int


def numbers(experiment: Experiment, samples: Samples, theta: Array) -> dict[Name, Array]:
    """All matrices of one passage at theta (P,), and of the update with the experiment's rate.

    The engine has 1/m in every dZ already, where dZ[L] begins; the notes have it in dW and db. Here dZ and dA are the
    notes', so m times the engine's. ``ℒ`` (1, m) is the loss of each example; ``J`` (1, 1) is their mean.
    """
    objective = Objective(experiment, samples)
    passed = objective.propagation()
    passed.theta[...] = theta
    passed.forward()
    losses = passed.losses(objective.targets)
    passed.backward(objective.targets)
    moved = theta - experiment.schedule(0) * passed.gradient
    found = {Name("A", 0): objective.inputs[:-1], Name("Y", 0): objective.targets, Name("ℒ", 0): losses[None]}
    found |= {Name("J", 0): losses.mean(keepdims=True)[None], Name("J+", 0): objective.cost(moved).reshape(1, 1)}
    for layer in range(len(objective.layout.spans)):
        found |= of_layer(passed, layer) | parameters(passed, layer, moved)
    return {name: array.copy() for name, array in found.items()}


def of_layer(passed: Propagation, layer: int) -> dict[Name, Array]:
    """Z, A, g'(Z), dZ and dA of a layer, counted from 0; the last one begins with dZ, so it has no dA."""
    z, a, number = passed.z[layer], passed.a[layer], layer + 1
    found = {Name("Z", number): z, Name("A", number): a, Name("dZ", number): passed.m * passed.d_z[layer]}
    if layer == len(passed.z) - 1:
        return found | {Name("gʹ", number): passed.output.pull_back(a, np.ones_like(a))}
    activations = [each for each in passed.operations if isinstance(each, Activate)]
    slope = ACTIVATIONS[passed.network.layers[layer].activation].slope(z, a, np.empty_like(z))
    return found | {Name("gʹ", number): slope, Name("dA", number): passed.m * activations[layer].d_a}


def parameters(passed: Propagation, layer: int, moved: Array) -> dict[Name, Array]:
    """W and b of a layer, counted from 0, their gradients, and what the update makes of them."""
    layout, number = passed.layout, layer + 1
    vectors = {"": passed.theta, "d": passed.gradient, "+": moved}
    found = {}
    for mark, vector in vectors.items():
        for letter, part in (("W", layout.weights), ("b", layout.bias)):
            found[Name(f"d{letter}" if mark == "d" else letter + mark, number)] = part(vector, layer)
    return found
