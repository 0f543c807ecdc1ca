"""Laws of networks: identities between them, batch norm, dropout, first weights, and the notes' formulas by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.datasets.samples import Data
from engine.networks.initializers import INITIALIZERS, He, Large, Small
from engine.networks.network import Dense, Network, first_theta, layout
from engine.networks.propagation import NORM_EPSILON, Propagation
from engine.optimizers.schedules import Constant
from engine.training.evaluation import Evaluator
from engine.training.trainer import Trainer
from tests.laws.runs import DESCENT, EVERYTHING, PLAIN, layers, predictions, trained, with_ones


def permuted(places, theta, layer, order):
    """θ with the units of a hidden layer in another order, and the same function."""
    theta, span = theta.copy(), places.spans[layer]
    places.block(theta, layer)[...] = places.block(theta, layer)[..., order, :]
    for part in (span.gamma, span.beta):
        if part:
            theta[part] = theta[part][order]
    following = places.weights(theta, layer + 1)
    following[...] = following[..., order].copy()
    return theta


def test_permuting_hidden_units_changes_nothing():
    chosen = replace(
        EVERYTHING, network=Network((Dense(5, "tanh"), Dense(4, "relu", batch_norm=True))), optimizer=DESCENT
    )
    trainer = Trainer(chosen)
    first = trainer.first + 0.1
    moved = permuted(trainer.layout, permuted(trainer.layout, first, 0, [3, 1, 4, 0, 2]), 1, [2, 0, 3, 1])
    assert not np.allclose(moved, first)
    one, other = Trainer(chosen, theta=first), Trainer(chosen, theta=moved)
    after, after_moved = one.advance(one.start(), 25), other.advance(other.start(), 25)
    expected = permuted(trainer.layout, permuted(trainer.layout, after.theta, 0, [3, 1, 4, 0, 2]), 1, [2, 0, 3, 1])
    np.testing.assert_allclose(after_moved.theta, expected, rtol=1e-9, atol=1e-11)
    losses = Evaluator(one).evaluate(after).loss, Evaluator(other).evaluate(after_moved).loss
    np.testing.assert_allclose(*losses, rtol=1e-10)


@pytest.mark.parametrize("gradient", [False, True], ids=["at test time", "in training"])
def test_the_propagation_of_an_experiment_is_the_one_spelled_out(gradient):
    trainer = Trainer(EVERYTHING)
    samples, theta, buffers = trainer.samples[0], trainer.first, trainer.first_buffers
    space = np.empty_like(theta) if gradient else None
    inputs, sizes = samples.rows.T, (*samples.sizes, samples.points.shape[1])
    spelled = Propagation(EVERYTHING.network, samples.task, EVERYTHING.loss, sizes, theta, buffers.copy(), space, False)
    spelled.read(inputs)
    expected = spelled.forward()
    of = Propagation.of(EVERYTHING, samples, theta, buffers.copy(), inputs, space, dropout=False)
    later = Propagation.of(EVERYTHING, samples, theta, buffers.copy(), inputs.shape[-1], space, dropout=False)
    later.read(inputs)
    assert np.array_equal(of.forward(), expected) and np.array_equal(later.forward(), expected)
    assert of.loss is spelled.loss and of.training == gradient and not of.drops
    assert bool(Propagation.of(EVERYTHING, samples, theta, buffers, inputs, space).drops) == gradient


@pytest.mark.parametrize("examples", [16, 25])
@pytest.mark.parametrize("dropout", [False, True])
def test_a_rest_is_not_seen(examples, dropout):
    """What is asked for afterwards is the same to the bit: answers, gradient, and the masks that were drawn."""
    trainer, answers = Trainer(EVERYTHING), []
    rows, targets = trainer.samples[0].rows[:examples].T, trainer.samples[0].targets[:, :examples]
    for rests in (False, True):
        gradient, buffers = np.zeros_like(trainer.first), trainer.first_buffers.copy()
        bound = trainer.samples[0], trainer.first.copy(), buffers
        made = Propagation.of(EVERYTHING, *bound, rows, gradient, dropout)
        for drop in made.drops:
            drop.draw(np.random.default_rng(3).random(drop.mask.shape))
        for _ in range(3):
            found = made.forward().copy()
            if rests:
                made.rest()
                made.rest()
                assert dropout or "z" not in vars(made)
                made.forward()
            else:
                made.forward()
            made.backward(targets)
            answers.append((found, gradient.copy(), buffers.copy(), made.losses(targets), [a.copy() for a in made.a]))
    without, rested = answers[:3], answers[3:]
    for one, other in zip(without, rested, strict=True):
        for each, again in zip([*one[:4], *one[4]], [*other[:4], *other[4]], strict=True):
            assert np.array_equal(each, again)
    with pytest.raises(AttributeError):
        made.weights  # noqa: B018


def test_views_share_theta():
    places, theta = layout(EVERYTHING.network, 3, 1), np.zeros((2, layout(EVERYTHING.network, 3, 1).P))
    for layer in range(4):
        for view in (places.block(theta, layer), places.weights(theta, layer), places.bias(theta, layer)):
            assert np.shares_memory(view, theta)
            view += 1
    assert places.weight_mask().sum() == 4 * 3 + 3 * 4 + 2 * 3 + 1 * 2


def test_there_is_no_b_under_batch_norm():
    """Claim 41: the mean takes b away again, so the layer has none; γ and β come instead (notes 2.3.2)."""
    plain, normalised = (layout(Network((Dense(5, batch_norm=each),)), 3, 1) for each in (False, True))
    assert (plain.P, plain.B) == (5 * (3 + 1) + 6, 0)
    assert (normalised.P, normalised.B) == (5 * 3 + 5 + 5 + 6, 10)
    used = np.zeros(normalised.P)
    span = normalised.spans[0]
    for part in (span.block, span.gamma, span.beta, normalised.spans[1].block):
        used[part] += 1
    assert np.all(used == 1)


def test_batch_norm_gives_the_identity_back():
    """Claim 42: γ = √(σ² + ε), β = μ undo the normalisation, in training and, with those statistics, at test."""
    draw = np.random.default_rng(1)
    inputs, weights, last = (
        with_ones(draw.standard_normal((3, 50))),
        draw.standard_normal((4, 3)),
        draw.standard_normal(5),
    )
    z = weights @ inputs[:3]
    mean, variance = z.mean(axis=1), z.var(axis=1)
    normalised = Network((Dense(4, "tanh", batch_norm=True),))
    theta = np.concatenate([weights.ravel(), np.sqrt(variance + NORM_EPSILON), mean, last])
    plain = np.concatenate([np.concatenate([weights, np.zeros((4, 1))], axis=1).ravel(), last])
    expected = predictions(Network((Dense(4, "tanh"),)), plain, inputs)
    np.testing.assert_allclose(
        predictions(normalised, theta, inputs, buffers=np.concatenate([mean, variance])), expected, rtol=1e-12
    )
    training = Propagation(normalised, "binary", "cross_entropy", (3, 1, 50), theta, np.zeros(8), np.empty_like(theta))
    training.read(inputs)
    np.testing.assert_allclose(training.forward(), expected, rtol=1e-12)


def test_batch_norm_forgets_scale_and_shift_of_its_sum():
    draw = np.random.default_rng(2)
    inputs, network = with_ones(draw.standard_normal((3, 40))), Network((Dense(4, "tanh", batch_norm=True),))
    theta = draw.standard_normal(layout(network, 3, 1).P)

    def run(theta, inputs):
        work = Propagation(network, "binary", "cross_entropy", (3, 1, 40), theta, np.zeros(8), np.empty_like(theta))
        work.read(inputs)
        return work.forward().copy()

    scaled, shifted = theta.copy(), inputs.copy()
    scaled[layout(network, 3, 1).spans[0].block] *= 50
    shifted[:3] += 7
    np.testing.assert_allclose(run(scaled, inputs), run(theta, inputs), atol=2e-5)  # but for ε beside the variance
    np.testing.assert_allclose(run(theta, shifted), run(theta, inputs), rtol=1e-10)


def test_running_statistics_approach_those_of_the_data():
    chosen = replace(layers(PLAIN, batch_norm=True), optimizer=DESCENT, schedule=Constant(1e-6), batch_size=5000)
    trainer = Trainer(chosen)
    state = trainer.advance(trainer.start(), 300)
    span, rows = trainer.layout.spans[0], trainer.samples[0].rows[:27]
    z = trainer.layout.weights(state.theta, 0) @ rows.T[:3]
    np.testing.assert_allclose(state.buffers[span.mean], z.mean(axis=1), atol=1e-4)
    np.testing.assert_allclose(state.buffers[span.variance], z.var(axis=1), rtol=1e-3)


def test_running_averages_begin_at_nought_and_one():
    trainer = Trainer(layers(PLAIN, batch_norm=True))
    state, span = trainer.start(), trainer.layout.spans[0]
    assert np.all(state.buffers[span.mean] == 0)
    assert np.all(state.buffers[span.variance] == 1)
    trainer.begin(0)
    z = trainer.layout.weights(state.theta, 0) @ trainer.batches[0].inputs[:3]
    after = trainer.advance(state, 1)
    np.testing.assert_allclose(after.buffers[span.mean], 0.1 * z.mean(axis=1), rtol=1e-12)
    np.testing.assert_allclose(after.buffers[span.variance], 0.9 + 0.1 * z.var(axis=1), rtol=1e-12)


@pytest.mark.parametrize("keep_prob", [0.05, 0.5, 0.8])
def test_dropout_keeps_the_expected_activation(keep_prob):
    """Claim 17: the mean of A' = A D / keep_prob over masks is A, within five standard errors."""
    masks = 4000
    network = Network((Dense(3, "sigmoid", keep_prob=keep_prob),))
    theta = np.random.default_rng(1).standard_normal(layout(network, 2, 1).P)
    inputs = with_ones(np.array([[0.3], [-1.2]]))
    work = Propagation(network, "binary", "cross_entropy", (2, 1, masks), theta, np.zeros(0), np.empty_like(theta))
    work.read(np.tile(inputs, masks))
    (drop,) = work.drops
    drop.draw(np.random.default_rng(2).random((3, masks)))
    work.forward()
    kept, a = drop.dropped, drop.a[:, :1]
    error = a[:, 0] * np.sqrt((1 - keep_prob) / keep_prob / masks)
    assert np.all(np.abs(kept.mean(axis=1) - a[:, 0]) < 5 * error)
    scaled = np.unique(np.round(kept / a, 12))
    np.testing.assert_allclose(scaled, [0, 1 / keep_prob], rtol=1e-9)


def test_dropout_masks_differ_by_epoch_layer_unit_and_example_and_keep_their_share():
    trainer = Trainer(replace(layers(PLAIN, keep_prob=0.5), data=Data(points=3000)))
    first = trainer.epochs.uniform(0, 0, 4)
    again, later, deeper = (trainer.epochs.uniform(*each) for each in ((0, 0, 4), (1, 0, 4), (0, 1, 4)))
    assert np.array_equal(first, again)
    for other in (later, deeper):
        assert abs(np.corrcoef(first.ravel(), other.ravel())[0, 1]) < 0.05
    assert np.abs(np.corrcoef(first) - np.eye(4)).max() < 0.1
    assert np.abs((first < 0.5).mean(axis=1) - 0.5).max() < 0.06


def test_dropout_numbers_of_every_epoch_and_layer_are_their_own():
    trainer = Trainer(layers(PLAIN, keep_prob=0.5))
    first = {trainer.epochs.uniform(epoch, layer, 1)[0, 0] for epoch in range(20) for layer in range(8)}
    assert len(first) == 20 * 8


def test_there_is_no_dropout_at_test_time():
    kept, dropped = PLAIN, layers(PLAIN, keep_prob=0.05)
    one, other = Trainer(kept), Trainer(dropped)
    assert len(other.batches[0].propagation.drops) == 2
    assert not other.propagation(5).drops
    state = one.advance(one.start(), 10)
    for look in (Evaluator.evaluate, Evaluator.signals):
        first, second = look(Evaluator(one), state), look(Evaluator(other), state)
        for name in vars(first):
            np.testing.assert_array_equal(getattr(first, name), getattr(second, name))


def test_a_layer_that_keeps_nearly_nothing_still_trains():
    state = trained(layers(EVERYTHING, keep_prob=0.05), 60)
    assert np.isfinite(state.theta).all()


def test_softmax_of_two_classes_is_the_sigmoid_of_their_difference():
    """Claim 45: equal probabilities, losses and gradients; W₁ − W₀ of the softmax is w of the sigmoid."""
    draw = np.random.default_rng(5)
    inputs, labels = with_ones(draw.standard_normal((2, 30))), draw.integers(2, size=30)
    pair = draw.standard_normal((2, 3))
    one_hot, theta = np.eye(2)[:, labels], pair[1] - pair[0]
    softmax, sigmoid = (
        Propagation(Network(()), task, "cross_entropy", (2, n_y, 30), each, np.zeros(0), np.empty_like(each))
        for task, n_y, each in (("multiclass", 2, pair.ravel()), ("binary", 1, theta))
    )
    for work, targets in ((softmax, one_hot), (sigmoid, labels[None].astype(float))):
        work.read(inputs)
        work.forward()
        work.backward(targets)
    np.testing.assert_allclose(softmax.a[-1].sum(axis=0), 1, rtol=1e-14)
    np.testing.assert_allclose(softmax.a[-1][1], sigmoid.a[-1][0], rtol=1e-12)
    losses = softmax.losses(one_hot), sigmoid.losses(labels[None].astype(float))
    np.testing.assert_allclose(*losses, rtol=1e-12)
    np.testing.assert_allclose(softmax.gradient[3:], sigmoid.gradient, rtol=1e-11, atol=1e-15)
    np.testing.assert_allclose(softmax.gradient[:3], -sigmoid.gradient, rtol=1e-11, atol=1e-15)


def test_cross_entropy_survives_certainty():
    """No log of 0: the loss of a wrong answer given with z = 1000 is 1000."""
    for task, n_y, target in (("binary", 1, [[0.0]]), ("multiclass", 2, [[1.0], [0.0]])):
        theta = np.zeros((n_y, 2))
        theta[-1] = 0, 1000
        work = Propagation(Network(()), task, "cross_entropy", (1, n_y, 1), theta.ravel(), np.zeros(0))
        work.read(np.ones((2, 1)))
        work.forward()
        assert work.losses(np.array(target)) == pytest.approx([1000])


def test_no_layer_is_the_logistic_regression_of_the_notes():
    """Z = wᵀX + b, A = σ(Z), dz = A − Y, dw = X dzᵀ/m, db = Σdz/m (notes 1.2.2), one step after the other."""
    chosen = replace(PLAIN, network=Network(()), optimizer=DESCENT, schedule=Constant(0.5), batch_size=5000)
    trainer = Trainer(chosen)
    samples, state = trainer.samples[0], trainer.start()
    m = samples.counts[0]
    x, y = samples.rows[:m, :-1].T, samples.targets[:, :m]
    w, b = state.theta[:-1, None].copy(), 0.0
    for _ in range(30):
        a = 1 / (1 + np.exp(-(w.T @ x + b)))
        w, b = w - 0.5 * x @ (a - y).T / m, b - 0.5 * (a - y).sum() / m
        state = trainer.advance(state, 1)
        np.testing.assert_allclose(state.theta, [*w[:, 0], b], rtol=1e-11, atol=1e-13)


def test_linear_hidden_units_are_logistic_regression():
    """Claim 7: W[2] (W[1] x + b[1]) + b[2] is one affine function."""
    draw = np.random.default_rng(6)
    inputs, deep = with_ones(draw.standard_normal((3, 20))), Network((Dense(4, "linear"), Dense(2, "linear")))
    theta, places = draw.standard_normal(layout(deep, 3, 1).P), layout(deep, 3, 1)
    product, offset = np.eye(3), np.zeros((3, 1))
    for layer in range(3):
        weights = places.weights(theta, layer)
        product, offset = weights @ product, weights @ offset + places.bias(theta, layer)
    flat = np.concatenate([product.ravel(), offset.ravel()])
    np.testing.assert_allclose(predictions(deep, theta, inputs), predictions(Network(()), flat, inputs), rtol=1e-11)


def test_zero_weights_keep_the_units_of_a_layer_alike():
    """Claim 8; the output's b still learns."""
    chosen = replace(PLAIN, network=Network((Dense(4, "tanh"), Dense(3, "tanh"))))
    trainer = Trainer(chosen, theta=np.zeros(Trainer(chosen).layout.P))
    state = trainer.advance(trainer.start(), 50)
    for layer in range(2):
        block = trainer.layout.block(state.theta, layer)
        assert np.all(block == block[:1])
    assert state.theta[-1] != 0


# Var(w) by the notes 1.3.3 and 2.1.4, from n_in = 8 to n_out = 100
VARIANCES = {"xavier": 1 / 8, "he": 2 / 8, "glorot": 2 / 108, "small": 0.01**2, "large": 5.0**2, "zeros": 0.0}
VARIANCES["scaled"] = 1 / 8


@pytest.mark.parametrize(("name", "kind"), INITIALIZERS.items())
def test_the_variance_of_first_weights_is_that_of_the_notes(name, kind):
    assert kind().deviation(8, 100) ** 2 == pytest.approx(VARIANCES[name], rel=1e-12)
    theta = first_theta(Network((Dense(100),), kind()), 8, 1, seed=0)
    weights = layout(Network((Dense(100),)), 8, 1).weights(theta, 0)
    assert weights.shape == (100, 8)
    assert weights.var() == pytest.approx(VARIANCES[name], rel=0.15)


@pytest.mark.parametrize("initializer", [Small(0.01), Large(5.0), He()], ids=["small", "large", "He"])
def test_first_weights_have_the_deviation_they_promise(initializer):
    network = Network((Dense(128), Dense(128)), initializer)
    theta, places = first_theta(network, 2, 1, seed=0), layout(network, 2, 1)
    weights = places.weights(theta, 1)
    assert weights.std() == pytest.approx(initializer.deviation(128, 128), rel=0.03)
    assert abs(weights.mean()) < 4 * weights.std() / 128
    assert np.all(places.bias(theta, 1) == 0)
