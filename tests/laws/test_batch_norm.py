"""Batch norm: b cancels, a shift is taken off, running statistics follow, histograms count, ranges are measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.networks.propagation import NORM_EPSILON
from engine.studies.batch_norm.norms import BARE, NORMED, Norms
from engine.studies.batch_norm.pair import LOOKS, pairing
from engine.studies.batch_norm.rates import RATES, NormRates, rating
from engine.studies.batch_norm.shifts import SHIFTS, own_statistics, shifted, survival
from engine.studies.batch_norm.statistics import BINS, histograms, statistics
from engine.training.pieces import outcome
from engine.training.trainer import Trainer

SMALL = Norms(layers=2, units=4, points=80, batch_size=10, epochs=20)


def looks(norms):
    return [look for look in pairing(norms) if look is not None]


@pytest.fixture(scope="module")
def last():
    return looks(SMALL)[-1]


def test_both_start_from_the_same_points_and_weights():
    bare, normed = (SMALL.trainer(which) for which in (BARE, NORMED))
    assert np.array_equal(bare.samples[0].rows, normed.samples[0].rows)
    for layer in range(SMALL.layers + 1):
        assert np.array_equal(bare.layout.weights(bare.first, layer), normed.layout.weights(normed.first, layer))


def test_looks_are_those_of_a_trainer_and_one_epoch_apart_by_five(last):
    trainer = Trainer(SMALL.experiment(NORMED))
    state = trainer.advance(trainer.start(), SMALL.epochs * trainer.steps_per_epoch)
    assert np.array_equal(last.states[NORMED].theta, state.theta)
    assert last.index == LOOKS * SMALL.epochs and last.epoch == SMALL.epochs


@pytest.mark.parametrize("b", [-4.0, 2.0])
def test_a_constant_moves_z_before_batch_norm_and_nothing_after_it(last, b):
    other = looks(replace(SMALL, b=b))[-1]
    for mine, theirs in zip(last.stages, other.stages, strict=True):
        assert theirs.before - b == pytest.approx(mine.before, abs=1e-11)
        assert theirs.after == pytest.approx(mine.after, abs=1e-11)
    assert other.course[-1, NORMED] == pytest.approx(last.course[-1, NORMED], abs=0.02)  # 0.9ᵗ of b is left
    assert abs(other.course[-1, BARE] - last.course[-1, BARE]).max() > 1e-3


def test_what_test_time_still_sees_of_a_constant_is_as_it_would_be_with_a_real_one():
    """A running mean of z + b, from its start at 0, beside the one that the engine keeps of z."""
    trainer = SMALL.trainer(NORMED)
    state = trainer.advance(trainer.start(), 7)
    span = trainer.layout.spans[0]
    means, kept = [], np.zeros(SMALL.units)
    for step in range(7):  # each batch's own mean, read off the running one
        before, after = (trainer.advance(trainer.start(), step + k).buffers[span.mean] for k in (0, 1))
        means.append((after - 0.9 * before) / 0.1)
    for mean in means:
        kept = 0.9 * kept + 0.1 * (mean + 2.0)
    assert 2.0 + state.buffers[span.mean] - kept == pytest.approx(2.0 * 0.9**7)


def test_every_z_tilde_has_the_mean_beta_and_the_deviation_gamma(last):
    theta, places = last.states[NORMED].theta, last.pair.trainers[NORMED].layout
    for stage, span in zip(last.stages, places.spans, strict=False):
        share = stage.before.var(axis=1) / (stage.before.var(axis=1) + NORM_EPSILON)
        assert stage.after.mean(axis=1) == pytest.approx(theta[span.beta], abs=1e-9)
        assert stage.after.std(axis=1) == pytest.approx(np.abs(theta[span.gamma]) * np.sqrt(share), abs=1e-9)


def test_a_shift_is_taken_off_by_the_points_own_statistics_and_by_nothing_else(last):
    found = survival(last.pair, last.states)
    assert np.ptp(found["own"]) == 0
    assert found["running"][0] < found["running"][SHIFTS.index(0.0)] and found["bare"].min() < 0.8


def test_own_statistics_are_mean_and_variance_of_these_points(last):
    points = shifted(last.pair, 1.5)
    buffers, trainer = own_statistics(last.pair, last.states[NORMED], points), last.pair.trainers[NORMED]
    first = trainer.layout.weights(last.states[NORMED].theta, 0) @ last.pair.samples.inputs(points).T[:-1]
    span = trainer.layout.spans[0]
    assert buffers[span.mean] == pytest.approx(first.mean(axis=1))
    assert buffers[span.variance] == pytest.approx(first.var(axis=1))


def test_statistics_of_batches_stray_less_the_larger_they_are():
    found = {size: looks(replace(SMALL, batch_size=size))[-1] for size in (2, 20)}
    small, large = (statistics(each.pair, each.states[NORMED]) for each in found.values())
    assert np.median(small.spread) > 2 * np.median(large.spread)
    assert np.median(small.sigma) < np.median(large.sigma) < 1.1  # of two points σ is too small on average


def test_histograms_count_every_example_once():
    z = np.array([[-9.0, 0.1, 0.1, np.nan], [3.99, 4.0, 50.0, np.inf]])
    found = histograms(z)
    assert found.shape == (2, BINS) and found.sum(axis=1) == pytest.approx([1, 1])
    assert found[0, 0] == 0.5 and found[1, -1] == 1


def test_rates_train_as_they_do_alone_and_ranges_count_them():
    study = NormRates(replace(SMALL, epochs=5))
    found = [each for each in rating(study) if each is not None]
    rate = RATES.index(min(RATES, key=lambda each: abs(each - SMALL.rate)))
    alone = looks(replace(study.norms, rate=RATES[rate]))[-1]
    assert found[-1].losses[:, rate] * np.log(2) == pytest.approx(alone.course[-1, :, 0], rel=1e-6)
    assert len(found) == 6 and found[-1].decades == pytest.approx(found[-1].usable.sum(axis=1) / 5.8)


def test_what_came_out_is_told():
    assert "with batch norm" in outcome(pairing(SMALL)) and "decades" in outcome(rating(NormRates(SMALL)))
