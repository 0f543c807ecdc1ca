"""Laws of one neuron: its gradient and Hessian against differences, its run against the engine's, its minima."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from engine.datasets.class_sets import Circles, Gaussians
from engine.studies.logistic_regression.contours import WEIGHT_AND_BIAS, WEIGHTS, Landscape, grid, reach, valleys
from engine.studies.logistic_regression.descent import batch, gradient, path, updates
from engine.studies.logistic_regression.minima import gradients, minima
from engine.studies.logistic_regression.neuron import Neuron, draw, experiment
from engine.studies.logistic_regression.objective import CURVATURES, cost, hessian, smallest_curvature
from engine.studies.logistic_regression.sets import SETS, FarErrors
from engine.studies.logistic_regression.two_ways import Sums, looped, multiplied, timing
from engine.training.pieces import outcome
from engine.training.trainer import Trainer
from engine.values.bounds import Refused

THETA = np.array([0.7, -1.1, 0.4])
every_loss = pytest.mark.parametrize("loss", CURVATURES)


def difference(function, theta, step=1e-6):
    """Two-sided differences of a function of (3,) in each of its numbers."""
    return np.stack([(function(theta + e) - function(theta - e)) / (2 * step) for e in step * np.eye(3)])


@every_loss
@pytest.mark.parametrize("slug", SETS)
def test_gradient_and_hessian_are_those_of_the_cost(loss, slug):
    points = draw(Neuron(SETS[slug](), points=50))
    slope = gradient(loss, THETA, points.rows, points.y)
    assert np.allclose(slope, difference(lambda each: cost(loss, each, points.rows, points.y), THETA), atol=1e-8)
    bend = hessian(loss, THETA[None], points.rows, points.y)[0]
    assert np.allclose(bend, difference(lambda each: gradient(loss, each, points.rows, points.y), THETA), atol=1e-7)
    assert np.allclose(gradients(loss, THETA[None], points)[0], slope, atol=1e-15)


@every_loss
def test_a_run_is_that_of_a_network_without_hidden_layers(loss):
    neuron = Neuron(Gaussians(noise=0.5), loss=loss, w1=0.0, w2=0.0, b=0.0, updates=40, rate=0.3)
    trainer = Trainer(experiment(neuron))
    state = trainer.start()
    for theta in path(neuron).theta:
        assert np.allclose(np.ravel(state.theta), theta, atol=1e-12)
        state = trainer.advance(state, 1)


def test_the_notes_loop_says_the_same_in_plain_python():
    neuron = Neuron(points=30)
    x, y = neuron.source.sample(np.random.default_rng(0), 30)
    examples = list(zip(*x.tolist(), *y.tolist(), strict=True))
    sums = np.array(looped(Sums(), examples, tuple(neuron.start))) / 30
    value, dw, db = multiplied(x, y, neuron.start[:2, None], neuron.b)
    assert np.allclose(sums, [value, *dw[:, 0], db], atol=1e-13)
    rows = np.concatenate([x, np.ones((1, 30))])
    assert np.allclose(sums[1:], gradient("cross_entropy", neuron.start, rows, y[0]), atol=1e-13)
    assert sums[0] == pytest.approx(cost("cross_entropy", neuron.start, rows, y[0]), abs=1e-12)


def test_two_ways_are_timed_by_the_clock_that_is_given():
    times = outcome(timing(Neuron(), count().__next__, (10, 12_000), range(2)))
    assert times.loop == (1, 3) and times.product == (1, 1), "a piece is one tick"
    assert times.ratios == [1, 3] and times.difference < 1e-10


def test_cross_entropy_is_bent_upwards_everywhere_and_squared_error_is_not():
    points = draw(Neuron())
    theta = np.random.default_rng(0).uniform(-5, 5, (200, 3))
    assert smallest_curvature("cross_entropy", theta, points.rows, points.y).min() > -1e-12
    assert smallest_curvature("squared_error", theta, points.rows, points.y).min() < -0.1


def test_squared_error_has_a_second_valley_on_points_with_far_errors():
    points = draw(Neuron(FarErrors()))
    found = outcome(minima("squared_error", points))
    assert len(found) == 2 and len(outcome(minima("cross_entropy", points))) == 1
    for place in found:
        around = place + 0.02 * np.random.default_rng(1).standard_normal((200, 3))
        here = cost("squared_error", place, points.rows, points.y)
        assert (cost("squared_error", around, points.rows, points.y) > here).all()
    assert len(valleys(grid("squared_error", points, np.zeros(3), WEIGHTS, 6.0).cost)) == 2


@every_loss
@pytest.mark.parametrize("pair", [WEIGHTS, WEIGHT_AND_BIAS])
def test_a_landscape_is_the_cost_itself(loss, pair):
    neuron = Neuron(loss=loss, rate=0.5)
    run, points = path(neuron), draw(neuron)
    land = Landscape(loss, points, run, pair)
    assert np.abs(run.theta[:, pair]).max() <= reach(run, pair) == land.half
    for theta in run.theta[[0, 37, -1]]:
        true = grid(loss, points, theta, pair, land.half)
        assert np.abs(land.at(theta).cost - true.cost).max() < 0.01 * np.ptp(true.cost)
        assert true.cost[7, 3] == pytest.approx(cost(loss, placed(theta, pair, land.half, 7, 3), points.rows, points.y))


def placed(theta, pair, half, row, column):
    """The parameters at a place of a grid."""
    out, values = theta.copy(), np.linspace(-half, half, 33)
    out[pair[0]], out[pair[1]] = values[column], values[row]
    return out


def test_full_batches_go_down_at_every_update_and_single_examples_do_not():
    for loss in CURVATURES:
        assert (np.diff(path(Neuron(loss=loss)).costs) < 0).all()
    assert (np.diff(path(Neuron(batch_size=1, rate=0.3)).costs) > 0).any()


def test_an_epoch_of_batches_sees_every_example_once():
    neuron = Neuron(points=50, batch_size=12)
    seen = np.concatenate([batch(neuron, update) for update in range(5)])
    assert sorted(seen) == list(range(50)) and len(batch(neuron, 4)) == 2
    assert not np.array_equal(batch(neuron, 0), batch(neuron, 5))


def test_moments_are_the_path_and_the_last_word_is_on_it():
    neuron = Neuron(Circles(), updates=20)
    made, pieces = [], updates(neuron)
    with pytest.raises(StopIteration) as end:
        while True:
            made += [each] if (each := next(pieces)) is not None else []
    assert [moment.index for moment in made] == list(range(21))
    assert np.array_equal([moment.theta for moment in made], path(neuron).theta)
    assert f"{path(neuron).costs[-1]:.3g}" in end.value.value


def test_one_class_only_is_refused_with_a_sentence():
    with pytest.raises(Refused, match="one class only"):
        Neuron(points=1)
    assert set(draw(Neuron(points=2)).y) == {0, 1}


def test_a_set_of_its_own_has_no_network_in_the_playground():
    assert experiment(Neuron(FarErrors())) is None
    other = experiment(replace(Neuron(), seed=7))
    assert np.array_equal(Trainer(other).samples[0].points, draw(Neuron(seed=7)).x)
