"""Laws of the regularization lab: it trains as long as it says, looks evenly, and counts only what has a meaning."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.networks.network import Dense, Network
from engine.networks.propagation import Propagation
from engine.studies.bias_variance.examiner import Examiner
from engine.studies.bias_variance.sweep import redrawn
from engine.studies.regularization_lab.claims import LOOKS, looks, outcomes, trained
from engine.studies.regularization_lab.lab import LINEAR, Lab, habits
from engine.training.trainer import Trainer

SMALL = replace(Lab().experiment, network=Network((Dense(3), Dense(2))))


@pytest.mark.parametrize("epochs", [1, 10, 39, 40, 41, 79, 1000, 5000])
def test_looks_are_spread_evenly_from_the_first_epoch_to_the_last(epochs):
    found = looks(epochs)
    assert (found[0], found[-1], len(found)) == (0, epochs, min(epochs, LOOKS) + 1)
    assert np.ptp(np.diff(found)) <= 1


@pytest.mark.parametrize("epochs", [10, 39, 79, 80])
def test_a_stack_trains_for_exactly_as_many_epochs_as_are_asked_for(epochs):
    stack = redrawn(replace(SMALL, batch_size=10), 2)
    errors, losses, found = trained(stack, epochs)
    trainer = Trainer(stack)
    state = trainer.advance(trainer.start(), epochs * trainer.steps_per_epoch)
    assert np.array_equal(errors, Examiner(trainer).examine(state).errors)
    norms = np.linalg.norm(state.theta * trainer.mask, axis=-1)
    assert [each.norm for each in found] == pytest.approx(norms.tolist(), rel=1e-12)
    assert len(losses) == len(looks(epochs))


def test_one_seed_is_enough_to_measure_an_outcome():
    """All contenders of one seed share their data."""
    lab = Lab(SMALL, epochs=10)
    one, two = outcomes(lab, 1), outcomes(lab, 2)
    for slug, found in one.items():
        np.testing.assert_allclose(found.errors[0], two[slug].errors[0], atol=1e-6)


def habits_of(*activations: str):
    """Habits and hidden sums (n, m) of an untrained network with layers of these functions."""
    network = Network(tuple(Dense(4, each) for each in activations))
    trainer = Trainer(replace(SMALL, network=network))
    samples, theta = trainer.samples[0], 3 * trainer.first
    reader = Propagation.of(trainer.experiment, samples, theta, trainer.first_buffers, samples.rows.T)
    reader.forward()
    return habits(theta, trainer.layout, reader), reader.z[:-1]


@pytest.mark.parametrize("activations", [("relu", "relu"), ("sigmoid",), ()], ids=str)
def test_without_tanh_units_no_share_of_them_is_linear(activations):
    found, _ = habits_of(*activations)
    assert np.isnan(found.linear) and np.isfinite([found.norm, found.zeros, found.spread]).all()


@pytest.mark.parametrize(
    "activations, counted", [(("tanh", "tanh"), (0, 1)), (("relu", "tanh", "sine"), (1,))], ids=str
)
def test_of_tanh_units_the_share_is_that_of_small_sums(activations, counted):
    found, sums = habits_of(*activations)
    shares = [(np.abs(each) < LINEAR).mean() for each in sums]
    assert found.linear == pytest.approx(np.mean([shares[layer] for layer in counted]))
    assert 0 < found.linear < 1 and len(set(shares)) == len(shares)
