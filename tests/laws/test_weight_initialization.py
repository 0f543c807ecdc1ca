"""Laws of the study of first weights: its axis, the products that signals follow, theory, the map, and its bounds."""

from __future__ import annotations

import numpy as np
import pytest

from engine.experiment import Experiment
from engine.networks.initializers import Scaled
from engine.networks.network import Dense, Network, first_theta
from engine.studies.weight_initialization import mean_field
from engine.studies.weight_initialization.first_weights import HE, PEOPLE_KNOW, SCALES, XAVIER, FirstWeights
from engine.studies.weight_initialization.scale_map import DEPTHS, MAPPED, training
from engine.studies.weight_initialization.signals import signals
from engine.studies.weight_initialization.weights import WEIGHTS, unit_theta
from engine.training.run import train
from engine.training.trainer import Trainer
from engine.values.randomness import generator

EXACT = 1e-12
LINEAR = FirstWeights(activation="linear", weights="identity", depth=20)


def at(study: FirstWeights, *scales: float) -> list:
    """Signals at some scales."""
    found = signals(study)
    return [found[SCALES.index(scale)] for scale in scales]


def test_scales_begin_with_nothing_rise_evenly_and_name_what_people_know():
    assert SCALES[0] == 0 and SCALES[-1] == 10 and set(PEOPLE_KNOW) <= set(SCALES)
    gaps = np.diff(np.log(SCALES[1:]))
    assert gaps.min() > 0.3 * gaps.mean() and gaps.max() < 1.7 * gaps.mean()


def test_the_notes_products_are_exact():
    """Identity-like linear layers: a is 1.5^L and 0.5^L times the input, and a gradient grows alike on its way back."""
    for scale, found in zip((1.5, 0.5), at(LINEAR, 1.5, 0.5), strict=True):
        powers = scale ** np.arange(1, 21)
        np.testing.assert_allclose(found.activation / found.inputs, powers, rtol=EXACT)
        np.testing.assert_allclose(found.back / found.back[-1], powers[::-1] / scale, rtol=EXACT)
        np.testing.assert_allclose(found.expected, [found.activation, found.back], rtol=1e-9)


@pytest.mark.parametrize("kind", ["orthogonal", "identity"])
def test_all_singular_values_of_square_weights_are_one(kind):
    weights = WEIGHTS[kind].draw(generator(0, "weights"), 32, 32)
    np.testing.assert_allclose(np.linalg.svd(weights)[1], 1, rtol=EXACT)


def test_gaussian_singular_values_reach_from_zero_to_two_and_their_mean_square_is_one():
    values = np.linalg.svd(WEIGHTS["gaussian"].draw(generator(0, "weights"), 400, 400))[1]
    assert values.max() == pytest.approx(2, abs=0.1) and values.min() < 0.05
    assert np.mean(values**2) == pytest.approx(1, abs=0.02)


def test_gaussian_weights_are_those_that_a_run_begins_with():
    network = Network((Dense(8),) * 3, Scaled(1.7))
    np.testing.assert_allclose(
        1.7 * unit_theta("gaussian", network, 2, 1, 5), first_theta(network, 2, 1, 5), rtol=EXACT
    )


@pytest.mark.parametrize(("activation", "per_layer"), [("linear", 1.0), ("relu", 0.5)])
def test_on_average_a_layer_multiplies_the_mean_square(activation, per_layer):
    """Over 300 draws of 4 layers of 64 units: σ²n for linear units, σ²n/2 for ReLU, in theory to the last digit."""
    x = generator(1, "points").standard_normal((64, 20))
    squares = np.zeros(5)
    for seed in range(300):
        theta, a = generator(seed, "weights").standard_normal((4, 64, 64)) * 1.5 / 8, x
        squares[0] += (a**2).mean()
        for layer in range(4):
            a = theta[layer] @ a if activation == "linear" else np.maximum(theta[layer] @ a, 0)
            squares[layer + 1] += (a**2).mean()
    assert squares[1:] / squares[:-1] == pytest.approx([1.5**2 * per_layer] * 4, rel=0.05)
    q = np.array([0.3, 2.0, 40.0])
    np.testing.assert_allclose(mean_field.square(activation, q), per_layer * q, rtol=1e-3)
    np.testing.assert_allclose(mean_field.slope(activation, q), per_layer, rtol=EXACT)


@pytest.mark.parametrize("q", [0.01, 0.5, 2.0, 20.0])
def test_quadrature_of_tanh_is_that_of_a_million_draws(q):
    z = np.sqrt(q) * np.random.default_rng(0).standard_normal(1_000_000)
    assert mean_field.square("tanh", np.array(q)) == pytest.approx(np.mean(np.tanh(z) ** 2), rel=5e-3)
    assert mean_field.slope("tanh", np.array(q)) == pytest.approx(np.mean(np.cosh(z) ** -4.0), rel=5e-3)


def test_critical_scales_are_those_of_xavier_and_he():
    assert mean_field.growth("tanh", (0.5, 0.999))[0] == pytest.approx(0.5, rel=1e-6)
    assert mean_field.growth("relu", (HE,))[0] == pytest.approx(1, rel=1e-5)
    assert mean_field.growth("relu", (0.1, 10.0)) == pytest.approx(np.array([0.1, 10]) / HE, rel=1e-5)
    assert mean_field.growth("tanh", (0.9,))[0] < 1 < mean_field.growth("tanh", (1.2,))[0]


def test_a_wide_network_follows_theory():
    for found in at(FirstWeights(width=64, depth=10), 0.5, XAVIER, 2.0):
        assert np.abs(np.log(found.activation / found.expected[0])).max() < 0.3
        assert np.abs(np.log(found.back / found.expected[1])).max() < 0.5


def test_zeros_have_no_signal_and_every_count_is_whole():
    (nothing,) = at(FirstWeights(depth=2, width=4), 0.0)
    assert not nothing.activation.any() and not nothing.back.any()
    np.testing.assert_allclose(nothing.counts.sum(axis=0), 1, rtol=1e-6)


def test_a_row_of_the_map_is_what_each_run_alone_comes_to():
    study = FirstWeights(width=6, epochs=20)
    *_, (losses, lost) = [each for each in training(study, 3) if each]
    for index in (0, 8, 13, 25):
        alone = train(study.experiment(MAPPED[index], 3), epochs=20).loss[:, 0]
        assert losses[index] == pytest.approx(alone[-1] / np.log(2), rel=1e-9) or lost[index]
    assert losses[0] == pytest.approx(1, abs=0.01) and losses[13] < 0.9 and MAPPED[13] == 1


def test_the_map_knows_what_ran_away():
    *_, (losses, lost) = [each for each in training(FirstWeights(activation="relu", width=16, epochs=20), 16) if each]
    assert lost[-1] and np.isnan(losses[-1]) and not lost[:10].any()
    assert DEPTHS[-1] == 50


def test_deeper_layers_have_dropout_numbers_of_their_own():
    """The first eight are keyed as they always were; from the ninth on none repeats another epoch's."""
    experiment = Experiment(network=Network((Dense(4, keep_prob=0.5),) * 10))
    epochs = Trainer(experiment).epochs
    drawn = [epochs.uniform(epoch, layer, 4).tobytes() for epoch in range(3) for layer in range(10)]
    assert len(set(drawn)) == 30
    first = generator(0, "dropout", 2 * 8 + 7).random((4, epochs.m))
    assert np.array_equal(epochs.uniform(2, 7, 4), first)
