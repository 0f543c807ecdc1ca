"""The gradient of every network is that of central differences: each activation, loss and head, with all that may join.

A difference (J(θ + h e) − J(θ − h e)) / 2h errs by O(h²) and by rounding over h: about 1e-9 at h = 1e-5.
All 2P shifted θ are replicas of one stacked forward pass.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.augmentation import Augmentation
from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.activations import ACTIVATIONS
from engine.networks.losses import LOSSES, OUTPUTS
from engine.networks.network import Dense, Network, layout
from engine.networks.propagation import Propagation
from engine.training.batches import Epochs
from engine.training.evaluation import Evaluator
from engine.training.trainer import Trainer

SHIFT, CLOSE = 1e-5, {"rtol": 1e-6, "atol": 1e-8}
EXAMPLES, OUTPUT_UNITS = 7, {"binary": 1, "multiclass": 3, "regression": 2}
HEADS = [(loss, task) for loss in LOSSES for task in OUTPUTS if (loss, task) != ("cross_entropy", "regression")]
every_head = pytest.mark.parametrize(("loss", "task"), HEADS)


def examples(task, m=EXAMPLES, seed=0):
    """Inputs (n_x + 1, m) with their row of ones, and targets (n_y, m)."""
    draw = np.random.default_rng(seed)
    inputs = np.concatenate([draw.standard_normal((2, m)), np.ones((1, m))])
    if task == "regression":
        return inputs, draw.standard_normal((OUTPUT_UNITS[task], m))
    labels = draw.integers(max(2, OUTPUT_UNITS[task]), size=m)
    return inputs, (np.eye(3)[:, labels] if task == "multiclass" else labels[None].astype(float))


def propagation(network, task, loss, theta, gradient, m=EXAMPLES):
    places = layout(network, 2, OUTPUT_UNITS[task])
    buffers = np.zeros((*theta.shape[:-1], places.B))
    return Propagation(network, task, loss, (2, OUTPUT_UNITS[task], m), theta, buffers, gradient)


def costs(work, inputs, targets, uniforms):
    """Mean loss of a forward pass in training, (...,), the dropout masks made of the same numbers each time."""
    for drop, uniform in zip(work.drops, uniforms, strict=True):
        drop.draw(uniform)
    work.read(inputs)
    work.forward()
    return work.losses(targets).mean(axis=-1)


def both_gradients(network, loss, task, seed=0):
    """(by backward, by differences) of a network with random θ."""
    draw = np.random.default_rng(seed)
    theta = draw.standard_normal(layout(network, 2, OUTPUT_UNITS[task]).P)
    uniforms = [draw.random((layer.units, EXAMPLES)) for layer in network.layers if layer.keep_prob < 1]
    inputs, targets = examples(task, seed=seed)
    work = propagation(network, task, loss, theta, np.full_like(theta, np.nan))
    costs(work, inputs, targets, uniforms)
    work.backward(targets)
    shifted = theta + SHIFT * np.concatenate([np.eye(theta.size), -np.eye(theta.size)])
    every = costs(propagation(network, task, loss, shifted, np.empty_like(shifted)), inputs, targets, uniforms)
    return work.gradient, (every[: theta.size] - every[theta.size :]) / (2 * SHIFT)


@pytest.mark.parametrize("batch_norm", [False, True], ids=["plain", "batch norm"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@every_head
def test_gradient_is_the_central_difference(loss, task, activation, batch_norm):
    network = Network((Dense(3, activation, batch_norm=batch_norm), Dense(4, activation, batch_norm=batch_norm)))
    np.testing.assert_allclose(*both_gradients(network, loss, task), **CLOSE)


@every_head
@pytest.mark.parametrize(
    "layers",
    [
        (),
        (Dense(1, "tanh"),),
        (Dense(5, "relu", keep_prob=0.6), Dense(4, "tanh", keep_prob=0.7)),
        (Dense(4, "gelu", keep_prob=0.5, batch_norm=True), Dense(3, "sine"), Dense(2, "swish", batch_norm=True)),
        tuple(Dense(3, name) for name in ("tanh", "sigmoid", "softplus", "elu", "linear", "swish", "gelu", "sine")),
    ],
    ids=["no layer", "one unit", "dropout", "mixed", "eight layers"],
)
def test_gradient_of_mixed_networks(loss, task, layers):
    np.testing.assert_allclose(*both_gradients(Network(layers), loss, task, seed=2), **CLOSE)


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_slope_is_the_central_difference(activation):
    z = np.concatenate([np.linspace(-30, 30, 240), [1e-3, -1e-3]])
    a, slope = activation.function(z, np.empty_like(z)), activation.slope
    up, down = (activation.function(z + sign * 1e-6, np.empty_like(z)) for sign in (1, -1))
    np.testing.assert_allclose(slope(z, a, np.empty_like(z)), (up - down) / 2e-6, rtol=1e-6, atol=3e-9)


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)
def test_activations_stay_finite_far_out_and_leave_z_alone(activation):
    z = np.array([-1e6, -750.0, -40.0, 0.0, 40.0, 750.0, 1e6])
    z.setflags(write=False)
    a = activation.function(z, np.empty_like(z))
    assert np.isfinite(a).all()
    a.setflags(write=False)
    assert np.isfinite(activation.slope(z, a, np.empty_like(z))).all()


@pytest.mark.parametrize("name", ["relu", "leaky_relu"])
def test_the_slope_at_the_kink_is_one(name):
    """The notes' choice of a subgradient at 0 (1.3.1)."""
    assert ACTIVATIONS[name].slope(np.zeros(1), np.zeros(1), np.empty(1)) == 1


@every_head
def test_a_replica_has_the_gradient_it_has_alone(loss, task):
    network = Network((Dense(4, "tanh", batch_norm=True), Dense(5, "relu", keep_prob=0.5), Dense(3, "gelu")))
    draw = np.random.default_rng(4)
    thetas = draw.standard_normal((5, layout(network, 2, OUTPUT_UNITS[task]).P))
    uniforms = [draw.random((5, 5, EXAMPLES))]
    inputs, targets = examples(task)
    stacked = propagation(network, task, loss, thetas, np.empty_like(thetas))
    together = costs(stacked, inputs, targets, uniforms)
    stacked.backward(targets)
    for index, theta in enumerate(thetas):
        alone = propagation(network, task, loss, theta, np.empty_like(theta))
        assert costs(alone, inputs, targets, [uniforms[0][index]]) == together[index]
        alone.backward(targets)
        np.testing.assert_array_equal(stacked.gradient[index], alone.gradient)
        assert np.array_equal(stacked.buffers[index], alone.buffers)


# the gradient that training descends


def experiment(**changes):
    data = Data(DATASETS["moons"](noise=0.3), points=40, train_percent=50, dev_percent=50)
    network = Network((Dense(4, "tanh"), Dense(3, "softplus", batch_norm=True)))
    return replace(Experiment(data=data, network=network, batch_size=20), **changes)


def descended(chosen, theta, batch=0):
    """The gradient of one batch as training has it, and the batch."""
    trainer = Trainer(chosen, theta=theta)
    trainer.begin(0)
    trainer.differentiate(trainer.batches[batch])
    return trainer, trainer.gradient


@pytest.mark.parametrize("penalty", [Penalty(l1=0.7), Penalty(l2=3.0), Penalty(0.3, 2.0)], ids=["L1", "L2", "both"])
@pytest.mark.parametrize("layers", [None, (), (Dense(3, "sine"),)], ids=["batch norm", "no layer", "one layer"])
def test_penalties_join_the_gradient(penalty, layers):
    """J = mean loss + λ₁/m Σ|w| + λ₂/(2m) Σw²: weights only, no b, γ or β (notes 2.1.3)."""
    chosen = experiment(penalty=penalty) if layers is None else experiment(penalty=penalty, network=Network(layers))
    theta = np.random.default_rng(3).standard_normal(Trainer(chosen).layout.P)
    trainer, gradient = descended(chosen, theta)
    shifted = theta + SHIFT * np.concatenate([np.eye(theta.size), -np.eye(theta.size)])
    stack = Trainer([chosen] * len(shifted), theta=shifted)
    stack.begin(0)
    stack.differentiate(stack.batches[0])
    loss = stack.batches[0].propagation.losses(stack.batches[0].targets).mean(axis=-1)
    cost = loss + Evaluator(stack).penalty(shifted)
    difference = (cost[: theta.size] - cost[theta.size :]) / (2 * SHIFT)
    np.testing.assert_allclose(gradient, difference, **CLOSE)
    _, plain = descended(replace(chosen, penalty=Penalty()), theta)
    part = penalty.l1 / 20 * np.sign(theta) + penalty.l2 / 20 * theta
    np.testing.assert_allclose(gradient, plain + part * trainer.layout.weight_mask(), rtol=1e-12, atol=1e-14)


def test_a_penalty_counts_by_the_examples_of_its_batch():
    """The last batch of an epoch is smaller: 20 examples in batches of 8 leave 4."""
    chosen, bare = experiment(penalty=Penalty(l2=5.0), batch_size=8), experiment(batch_size=8)
    theta = np.random.default_rng(3).standard_normal(Trainer(chosen).layout.P)
    for batch, m in ((0, 8), (1, 8), (2, 4)):
        (trainer, gradient), (_, plain) = descended(chosen, theta, batch), descended(bare, theta, batch)
        assert trainer.batches[batch].propagation.m == m
        np.testing.assert_allclose(gradient - plain, 5 / m * theta * trainer.layout.weight_mask(), atol=1e-13)


@pytest.mark.parametrize("limit", [1e-3, 0.1, 1000.0])
def test_clipping_shortens_and_never_turns(limit):
    theta = np.random.default_rng(3).standard_normal(Trainer(experiment()).layout.P)
    plain, clipped = descended(experiment(), theta)[1], descended(experiment(clip=limit), theta)[1]
    norm = np.linalg.norm(plain)
    assert 0.1 < norm < 1000
    assert np.linalg.norm(clipped) == pytest.approx(min(norm, limit), rel=1e-12)
    np.testing.assert_allclose(clipped / np.linalg.norm(clipped), plain / norm, rtol=1e-12, atol=1e-15)


def test_full_batch_gradient_is_the_mean_of_its_batches():
    """1/m enters once: equal batches' gradients average to that of all (no batch norm, which mixes examples)."""
    network = Network((Dense(4, "tanh"),))
    whole, parts = experiment(network=network), experiment(network=network, batch_size=5)
    theta = np.random.default_rng(3).standard_normal(Trainer(whole).layout.P)
    each = [descended(parts, theta, batch)[1] for batch in range(4)]
    np.testing.assert_allclose(np.mean(each, axis=0), descended(whole, theta)[1], rtol=1e-12, atol=1e-15)


def test_the_order_of_examples_within_a_batch_does_not_matter():
    theta = np.random.default_rng(3).standard_normal(Trainer(experiment()).layout.P)
    trainer, gradient = descended(experiment(), theta)
    turned = Trainer(experiment(), theta=theta, order=lambda epoch: np.arange(20)[::-1])
    turned.begin(0)
    turned.differentiate(turned.batches[0])
    np.testing.assert_allclose(turned.gradient, gradient, rtol=1e-10, atol=1e-14)


def test_augmented_examples_keep_their_targets():
    """Each row of an epoch is a source row, moved by a little, beside that row's target."""
    chosen = experiment(augmentation=Augmentation(jitter=1e-6), batch_size=3)
    trainer = Trainer(chosen)
    epochs: Epochs = trainer.epochs
    pushes = []
    for epoch in range(3):
        epochs.begin(epoch)
        order = epochs.order(epoch)
        assert np.abs(epochs.rows - epochs.source_rows[order]).max() < 1e-4
        assert not np.array_equal(epochs.rows, epochs.source_rows[order])
        assert np.array_equal(epochs.targets, epochs.source_targets[order])
        pushes.append((epochs.rows - epochs.source_rows[order])[np.argsort(order)])
    assert not np.allclose(pushes[0], pushes[1], rtol=0.1, atol=0)  # anew in every epoch
