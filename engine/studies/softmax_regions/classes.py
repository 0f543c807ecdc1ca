"""What a network says of classes, two of them or more, in one form: z for each class (notes 2.3.3).

Axes: C classes, m examples or places.
"""

from __future__ import annotations

import numpy as np

from engine.networks.losses import softmax
from engine.networks.network import Network, layout
from engine.networks.propagation import Propagation

Array = np.ndarray


def scores(z: Array) -> Array:
    """z of every class, (C, ...): a single output stands for the two classes −z/2 and z/2, whose difference it is."""
    return np.concatenate([-z / 2, z / 2]) if len(z) == 1 else z


def shares(z: Array, temperature: float = 1.0) -> Array:
    """ŷᵢ = e^(zᵢ/T) / Σ e^(zⱼ/T) over the first axis, (C, ...). Source: notes 2.3.3; Hinton et al. 2015 for T."""
    flat = z.reshape(len(z), -1) / temperature
    return softmax(flat, np.empty_like(flat)).reshape(z.shape)


def lead(z: Array) -> Array:
    """log ŷₖ/(1 − ŷₖ) = zₖ − log Σ e^zⱼ over the others, (C, ...): 0 where a class weighs as much as all the rest."""
    flat = z.reshape(len(z), -1)
    others = [np.delete(flat, k, axis=0) for k in range(len(z))]
    tops = [each.max(axis=0) for each in others]
    rest = [top + np.log(np.exp(each - top).sum(axis=0)) for each, top in zip(others, tops, strict=True)]
    return (flat - np.stack(rest)).reshape(z.shape)


def labels(values: Array) -> Array:
    """The classes of examples as whole numbers, (m,), from values (1, m)."""
    return values[0].astype(int)


def losses(answers: Array, classes: Array) -> Array:
    """−log ŷ of the class that is true, (m,), from answers (C, m); only that class counts."""
    return -np.log(np.maximum(answers[classes, np.arange(len(classes))], np.finfo(float).tiny))


def confusion(answers: Array, classes: Array) -> Array:
    """How many examples of each class (row) are taken for each (column), (C, C)."""
    said = answers.argmax(axis=0)
    counts = np.zeros((len(answers), len(answers)), int)
    np.add.at(counts, (classes, said), 1)
    return counts


def two_outputs(network: Network, n_x: int, theta: Array) -> Array:
    """Parameters of the softmax network that says what a logistic one says: W₀ = −W/2, W₁ = W/2, and so for b.

    Shapes: theta (P,) with one output -> (P',) with two.
    """
    last = layout(network, n_x, 1)
    block = last.block(theta, len(last.spans) - 1)
    return np.concatenate([theta[: last.spans[-1].block.start], np.concatenate([-block / 2, block / 2]).ravel()])


def twin(network: Network, loss: str, inputs: Array, theta: Array, buffers: Array) -> Propagation:
    """The softmax network with two outputs that says what a logistic one says, run forward on inputs (n_x + 1, m)."""
    n_x, m = len(inputs) - 1, inputs.shape[1]
    made = Propagation(network, "multiclass", loss, (n_x, 2, m), two_outputs(network, n_x, theta), buffers)
    made.read(inputs)
    made.forward()
    return made
