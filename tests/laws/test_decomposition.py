"""Bias, variance and noise: identities, and a linear model whose decomposition is known in closed form."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.datasets import DATASETS
from engine.datasets.truth import bayes_error
from engine.studies.bias_variance.decomposition import squared_error_parts, zero_one_parts
from engine.studies.bias_variance.diagnosis import CASES, RECIPE, Diagnosis
from engine.studies.bias_variance.proving_ground import fresh, proving_ground
from engine.studies.bias_variance.sweep import DEFAULT

seeds = st.integers(0, 10_000)


@given(seeds, st.integers(2, 9), st.integers(1, 3), st.integers(1, 7))
def test_squared_parts_add_up_to_the_mean_squared_error(seed, networks, outputs, points):
    rng = np.random.default_rng(seed)
    predictions, truth = rng.normal(size=(networks, outputs, points)), rng.normal(size=(outputs, points))
    noise = rng.random(points)
    parts = squared_error_parts(predictions, truth, noise)
    direct = ((predictions - truth) ** 2).sum(axis=1).mean(axis=0) + noise
    np.testing.assert_allclose(parts.error, direct, atol=1e-12)


@given(seeds, st.integers(2, 9), st.integers(2, 5), st.integers(1, 7))
def test_zero_one_parts_add_up_to_the_share_of_wrong_labels(seed, networks, classes, points):
    rng = np.random.default_rng(seed)
    labels, posterior = rng.integers(classes, size=(networks, points)), rng.dirichlet(np.ones(classes), points).T
    parts = zero_one_parts(labels, posterior)
    wrong = 1 - np.take_along_axis(posterior, labels, axis=0).mean(axis=0)
    np.testing.assert_allclose(parts.error, wrong, atol=1e-12)
    assert set(parts.bias) <= {0.0, 1.0}


@given(seeds)
def test_two_classes_follow_domingos_factors(seed):
    """c₁N + B + c₂V with c₁ = 2 P(ŷ = y*) − 1, c₂ = 1 where the majority is right and −1 where it is wrong."""
    rng = np.random.default_rng(seed)
    labels, chance = rng.integers(2, size=(7, 20)), rng.uniform(0.05, 0.95, 20)
    posterior = np.stack([1 - chance, chance])
    best, main = posterior.argmax(axis=0), (labels.mean(axis=0) > 0.5).astype(int)
    bias, variance = (main != best).astype(float), (labels != main).mean(axis=0)
    factor = 2 * (labels == best).mean(axis=0) - 1
    parts = zero_one_parts(labels, posterior)
    np.testing.assert_allclose(parts.bias, bias)
    np.testing.assert_allclose(parts.variance, np.where(bias == 1, -1, 1) * variance, atol=1e-12)
    np.testing.assert_allclose(parts.noise, factor * (1 - posterior.max(axis=0)), atol=1e-12)


def test_equal_networks_have_no_variance_and_the_truth_no_bias():
    truth = np.linspace(-1, 1, 9)[None]
    parts = squared_error_parts(np.tile(truth + 0.5, (5, 1, 1)), truth, np.zeros(9))
    np.testing.assert_allclose([parts.bias, parts.variance], [np.full(9, 0.25), np.zeros(9)], atol=1e-15)


def test_a_linear_model_matches_its_closed_form():
    """Least squares on fixed x: bias² of the best line, variance σ² x₀ᵀ(X Xᵀ)⁻¹x₀; 4000 redraws of the noise."""
    rng, sigma, redraws = np.random.default_rng(0), 0.3, 4000
    x, grid = np.linspace(-1, 1, 15), np.linspace(-1, 1, 41)
    design, at = np.stack([x, np.ones_like(x)]), np.stack([grid, np.ones_like(grid)])
    inverse = np.linalg.inv(design @ design.T)
    y = x**3 + sigma * rng.standard_normal((redraws, len(x)))
    predictions = (y @ design.T @ inverse @ at)[:, None]
    parts = squared_error_parts(predictions, grid[None] ** 3, np.full(41, sigma**2))
    bias = (x**3 @ design.T @ inverse @ at - grid**3) ** 2
    variance = sigma**2 * np.einsum("ig,ij,jg->g", at, inverse, at)
    np.testing.assert_allclose(parts.variance, variance, rtol=0.08)
    np.testing.assert_allclose(parts.bias, bias, atol=0.003)
    assert parts.error.mean() == pytest.approx(bias.mean() + variance.mean() + sigma**2, rel=0.01)


def test_the_bias_estimate_does_not_grow_with_variance():
    """With three networks only, the plain estimate of bias² would be too large by a third of the variance."""
    rng = np.random.default_rng(1)
    predictions = rng.standard_normal((3, 1, 20_000))
    parts = squared_error_parts(predictions, np.zeros((1, 20_000)), np.zeros(20_000))
    assert abs(parts.bias.mean()) < 0.02 and parts.variance.mean() == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("slug", [slug for slug, kind in DATASETS.items() if kind.task != "regression"])
def test_the_ground_knows_the_bayes_error(slug):
    source = DATASETS[slug](noise=0.5)
    ground = proving_ground(source)
    share = (1 - ground.posterior.max(axis=0)).mean()
    assert share == pytest.approx(bayes_error(source), abs=4 * 0.5 / np.sqrt(ground.points.shape[1]))
    assert ground.guess_error == pytest.approx(1 - 1 / source.classes)


@pytest.mark.parametrize("slug", [slug for slug, kind in DATASETS.items() if kind.task == "regression"])
def test_a_real_targets_ground_is_spread_as_fresh_examples_are(slug):
    source = DATASETS[slug](noise=0.4)
    ground = proving_ground(source)
    values = np.concatenate([fresh(source, seed)[1][0] for seed in range(60)])
    assert ground.guess_error == pytest.approx(values.var(), rel=0.1)
    assert ground.noise[0] == pytest.approx(bayes_error(source))


@pytest.mark.parametrize(
    "train, dev, case", [(0.15, 0.16, "bias"), (0.01, 0.11, "variance"), (0.15, 0.3, "both"), (0.005, 0.01, "neither")]
)
def test_the_four_cases_of_the_notes(train, dev, case):
    """The notes' examples, with a Bayes error of nothing."""
    found = Diagnosis(bayes=0, train=train, dev=dev, guess=0.5)
    assert found.case == case and case in CASES
    assert (found.bias, found.variance) == (train, dev - train)


@pytest.mark.parametrize("train, dev", [(np.nan, np.nan), (0.1, np.nan), (np.inf, 0.1)])
def test_networks_that_have_diverged_have_neither_bias_nor_variance(train, dev):
    """NaN is above no limit, which must not pass for low bias and low variance; no step of the recipe is meant."""
    case = Diagnosis(bayes=0, train=train, dev=dev, guess=0.5).case
    assert case == "diverged" and "lower the learning rate" in CASES[case].meaning
    assert case not in {remedy.lowers for remedy in RECIPE.values()}


def test_a_high_bayes_error_is_no_bias():
    assert Diagnosis(bayes=0.14, train=0.15, dev=0.16, guess=0.5).case == "neither"


@pytest.mark.parametrize("slug", RECIPE)
def test_every_step_of_the_recipe_changes_something_and_stays_within_bounds(slug):
    experiment, epochs = DEFAULT, 1000
    for _ in range(12):
        before = experiment, epochs
        experiment, epochs = RECIPE[slug].apply(experiment, epochs)
        assert epochs <= 5000 and experiment.data.points <= 5000
    assert (experiment, epochs) == before or slug == "regularized"  # the bound is reached, and kept


def test_a_bias_below_nothing_has_its_sentence():
    by_heart, honest = (Diagnosis(0.2, train, 0.3, 0.5) for train in (0.05, 0.25))
    assert by_heart.bias < 0 and "by heart" in by_heart.meaning
    assert "by heart" not in honest.meaning
