"""The known truth is the truth: densities sum to one and fit the points, and nobody beats the Bayes error."""

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.densities import log_bessel
from engine.datasets.truth import bayes_error, grid_error, truth
from engine.values.randomness import generator

CLASS_SETS = [key for key, kind in DATASETS.items() if kind.task != "regression"]
VALUE_SETS = [key for key, kind in DATASETS.items() if kind.task == "regression"]


def grid(reach, cells=160):
    """Midpoints of square cells over [-reach, reach]², and the area of a cell."""
    side = reach * (2 * (np.arange(cells) + 0.5) / cells - 1)
    return np.stack(np.meshgrid(side, side)).reshape(2, -1), (2 * reach / cells) ** 2


@pytest.mark.parametrize("key", VALUE_SETS)
def test_without_noise_targets_are_the_truth(key):
    source = DATASETS[key](noise=0.0)
    X, Y = source.sample(generator(1, "points"), 100)
    assert np.array_equal(truth(source, X), Y)
    assert bayes_error(source) == 0


@pytest.mark.parametrize("key", VALUE_SETS)
def test_the_bayes_error_of_regression_is_the_variance_around_the_truth(key):
    source = DATASETS[key](noise=0.4)
    X, Y = source.sample(generator(1, "points"), 20_000)
    assert np.mean((Y - truth(source, X)) ** 2) == pytest.approx(bayes_error(source), rel=0.04)


@pytest.mark.parametrize("key", CLASS_SETS)
@pytest.mark.parametrize("noise", [0.2, 1.0])
def test_every_class_density_sums_to_one(key, noise):
    source = DATASETS[key](noise=noise)
    X, area = grid(6 + 5 * source.jitter)
    assert np.exp(source.log_density(X)).sum(axis=1) * area == pytest.approx(np.ones(source.classes), abs=2e-4)


@pytest.mark.parametrize("key", CLASS_SETS)
@pytest.mark.parametrize("noise", [0.15, 0.6])
def test_points_fall_where_the_density_says(key, noise):
    """The share of a class in each of 8 x 8 boxes agrees with the integral of its density, to 4 standard errors."""
    source, m = DATASETS[key](noise=noise), 4000
    X, Y = source.sample(generator(5, "truth"), m * source.classes)
    cells, area = grid(8.0, 96)
    edges = np.linspace(-8, 8, 9)
    for k, density in enumerate(np.exp(source.log_density(cells))):
        counts = np.histogram2d(*X[:, Y[0] == k], bins=(edges, edges))[0]
        expected = m * area * np.histogram2d(*cells, bins=(edges, edges), weights=density)[0]
        assert np.all(np.abs(counts - expected) < 4 * np.sqrt(expected) + 3)


@pytest.mark.parametrize("key", CLASS_SETS)
@pytest.mark.parametrize("noise", [0.0, 0.05, 0.5])
def test_posteriors_are_shares_everywhere_even_far_away(key, noise):
    source = DATASETS[key](noise=noise)
    X = np.concatenate([grid(6.0, 20)[0], grid(1000.0, 7)[0], np.zeros((2, 1))], axis=1)
    posterior = truth(source, X)
    assert posterior.shape == (source.classes, X.shape[1])
    assert np.all(posterior >= 0) and posterior.sum(axis=0) == pytest.approx(np.ones(X.shape[1]))


@pytest.mark.parametrize("key", CLASS_SETS)
def test_without_noise_the_truth_knows_every_label(key):
    source = DATASETS[key](noise=0.0)
    X, Y = source.sample(generator(1, "points"), 400)
    assert np.array_equal(truth(source, X).argmax(axis=0), Y[0])
    assert bayes_error(source) < 1e-4


@pytest.mark.parametrize("key", CLASS_SETS)
@pytest.mark.parametrize("noise", [0.3, 0.8])
def test_the_bayes_error_is_what_the_best_rule_measures(key, noise):
    source, m = DATASETS[key](noise=noise), 6000
    X, Y = source.sample(generator(2, "truth"), m)
    measured = np.mean(truth(source, X).argmax(axis=0) != Y[0])
    error = bayes_error(source)
    assert abs(measured - error) < 4 * np.sqrt(error / m)


@pytest.mark.parametrize("noise", [0.1, 0.5, 1.0])
def test_the_grid_agrees_with_the_formula_for_two_gaussians(noise):
    source = DATASETS["gaussians"](noise=noise)
    assert grid_error(source) == pytest.approx(bayes_error(source), abs=2e-4)


@pytest.mark.parametrize("key", DATASETS)
def test_the_bayes_error_grows_with_noise_and_starts_at_nothing(key):
    errors = [bayes_error(DATASETS[key](noise=noise)) for noise in (0.0, 0.1, 0.25, 0.5, 1.0)]
    assert all(less <= more + 1e-12 for less, more in zip(errors, errors[1:], strict=False))
    assert errors[1] < 0.005 and errors[-1] > 0.05  # the noise of the first picture can be learned, the last cannot


def test_the_blurred_circle_has_the_right_bessel_function():
    """log(exp(-z) I₀(z)) against its integral 1/π ∫ exp(z (cos t - 1)) dt, which the midpoint rule sums exactly."""
    z = np.array([0.0, 1e-3, 1.0, 29.9, 30.1, 500.0, 2000.0])
    angles = np.pi * (np.arange(400) + 0.5) / 400
    expected = np.log(np.exp(z[:, np.newaxis] * (np.cos(angles) - 1)).mean(axis=1))
    assert log_bessel(z) == pytest.approx(expected, abs=1e-7)
