"""The cost of any theta: what the trainer descends, whatever axes stand in front."""

from __future__ import annotations

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.samples import Data, from_arrays
from engine.experiment import Experiment, Penalty
from engine.networks.losses import LOSSES
from engine.networks.network import Dense, Network, first_theta
from engine.optimizers.momentum import GradientDescent
from engine.optimizers.schedules import Constant
from engine.studies.gradient_checking.gradient_check import numeric_gradient
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused


def experiment(source="circles", loss="cross_entropy", batch_norm=False, **more):
    layers = (Dense(5, "tanh", batch_norm=batch_norm), Dense(3, "swish"))
    data = Data(source=DATASETS[source](), points=80)
    return Experiment(data=data, network=Network(layers), loss=loss, batch_size=5000, penalty=Penalty(0.2, 0.5), **more)


def thetas(objective, *lead, seed=0):
    first = first_theta(objective.experiment.network, *objective.samples.sizes, 3)
    return first + 0.3 * np.random.default_rng(seed).standard_normal((*lead, objective.P))


@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize(
    ("source", "loss"), [("circles", "cross_entropy"), ("blobs", "cross_entropy"), ("plane", "squared_error")]
)
def test_one_step_of_plain_descent_goes_down_the_objectives_gradient(source, loss, batch_norm):
    one = experiment(source, loss, batch_norm, optimizer=GradientDescent(), schedule=Constant(0.5))
    trainer, objective = Trainer(one), Objective(one)
    start = trainer.start()
    after = trainer.advance(start, 1)
    assert after.theta == pytest.approx(start.theta - 0.5 * objective.gradient(start.theta), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("batch_norm", [False, True])
def test_the_gradient_is_the_slope_of_the_cost(loss, batch_norm):
    objective = Objective(experiment(loss=loss, batch_norm=batch_norm))
    theta = thetas(objective)
    assert objective.gradient(theta) == pytest.approx(numeric_gradient(objective.cost, theta, 1e-6), abs=1e-8)


@pytest.mark.parametrize("lead", [(), (1,), (3,), (2, 5), (7, 31)])
def test_any_axes_in_front_and_every_theta_as_if_alone(lead, monkeypatch):
    monkeypatch.setattr("engine.training.objective.NUMBERS_AT_ONCE", 10_000)  # ragged stacks of a few
    objective = Objective(experiment(batch_norm=True))
    theta = thetas(objective, *lead)
    cost, gradient = objective.cost_and_gradient(theta)
    assert cost.shape == lead and gradient.shape == theta.shape
    assert np.array_equal(cost, objective.cost(theta))
    for index in np.ndindex(*lead):
        alone, slope = Objective(objective.experiment).cost_and_gradient(theta[index])
        assert cost[index] == pytest.approx(alone, rel=1e-13)
        assert gradient[index] == pytest.approx(slope, rel=1e-10, abs=1e-14)


def test_it_is_pure():
    objective = Objective(experiment())
    theta, other = thetas(objective, 4), thetas(objective, 4, seed=1)
    theta.flags.writeable = False
    cost, gradient = objective.cost_and_gradient(theta)
    held = gradient.copy()
    objective.gradient(other)
    assert np.array_equal(gradient, held)
    assert np.array_equal(cost, objective.cost(theta))


def test_dropout_has_no_part_in_it():
    dropping = experiment()
    layers = tuple(Dense(layer.units, layer.activation, keep_prob=0.5) for layer in dropping.network.layers)
    with_dropout = Objective(Experiment(data=dropping.data, network=Network(layers), penalty=dropping.penalty))
    theta = thetas(with_dropout, 3)
    assert np.array_equal(with_dropout.cost(theta), Objective(dropping).cost(theta))


def test_other_splits_and_ones_own_points():
    x = np.random.default_rng(0).standard_normal((2, 30))
    samples = from_arrays(x, x[0] > 0, "binary", (20, 10, 0))
    train, dev = (Objective(Experiment(), samples, split) for split in ("train", "dev"))
    assert (train.m, dev.m) == (20, 10)
    with pytest.raises(Refused, match="test holds no points"):
        Objective(Experiment(), samples, "test")


def test_far_away_it_overflows_without_a_word_and_a_wrong_shape_is_refused():
    objective = Objective(experiment("plane", "squared_error"))
    assert not np.isfinite(objective.cost(np.full(objective.P, 1e200)))
    with pytest.raises(Refused, match="theta"):
        objective.cost(np.zeros(objective.P + 1))
