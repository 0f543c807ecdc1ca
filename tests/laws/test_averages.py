"""Laws of exponentially weighted averages."""

from __future__ import annotations

import numpy as np
import pytest

from engine.optimizers.averages import bias, correction, weighted_average, weights, window
from engine.values.bounds import Refused

SERIES = 20.0 + np.random.default_rng(3).standard_normal((2, 300)).cumsum(axis=-1)


def one_by_one(series, beta):
    """The recursion of the notes, one variable overwritten."""
    average, rows = 0.0, []
    for value in series:
        average = beta * average + (1.0 - beta) * value
        rows.append(average)
    return np.array(rows)


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 0.98, 0.9999])
@pytest.mark.parametrize("length", [1, 2, 3, 64, 300])
def test_all_at_once_equals_one_by_one(beta, length):
    series = SERIES[0, :length]
    np.testing.assert_allclose(weighted_average(series, beta), one_by_one(series, beta), rtol=1e-12)


def test_no_memory_gives_the_series_back():
    assert np.array_equal(weighted_average(SERIES, 0.0), SERIES)


def test_correction_makes_an_average_of_equals_exact():
    level = np.full(50, 7.0)
    assert weighted_average(level, 0.98)[0] == pytest.approx(0.14)
    np.testing.assert_allclose(weighted_average(level, 0.98, corrected=True), 7.0, rtol=1e-12)


def test_correction_is_what_the_weights_sum_to():
    for t in (1, 2, 10, 50):
        assert weights(0.9, t).sum() == pytest.approx(correction(0.9, t))
    np.testing.assert_allclose(bias(0.9, 30), [correction(0.9, t) for t in range(1, 31)])


def test_an_average_is_the_weighted_sum_of_the_past():
    series = SERIES[0, :100]
    assert weighted_average(series, 0.9)[-1] == pytest.approx(series[::-1] @ weights(0.9, 100))


@pytest.mark.parametrize("corrected", [False, True])
def test_many_series_and_many_betas_at_once(corrected):
    betas = np.array([[0.5], [0.9], [0.98]])
    together = weighted_average(SERIES[0], betas, corrected)
    assert together.shape == (3, 300)
    for row, beta in zip(together, betas[:, 0].tolist(), strict=True):
        assert np.array_equal(row, weighted_average(SERIES[0], beta, corrected))
    both = weighted_average(SERIES, 0.9, corrected)
    assert np.array_equal(both[1], weighted_average(SERIES[1], 0.9, corrected))


def test_the_window_is_where_weights_have_fallen_to_a_third():
    assert window(0.9) == pytest.approx(10.0)
    assert window(0.98) == pytest.approx(50.0)
    assert pytest.approx(1.0 / np.e, rel=0.02) == 0.98**50


@pytest.mark.parametrize("beta", [-0.1, 1.0, np.nan, "0.9", np.array([[0.5], [1.0]])])
def test_beta_is_held_to_its_bounds(beta):
    with pytest.raises(Refused, match="beta"):
        weighted_average(SERIES, beta)
