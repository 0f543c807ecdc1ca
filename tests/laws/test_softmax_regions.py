"""Laws of softmax, its temperature, and its twin, the logistic neuron; the new sets with several classes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.claims.claim import EXACT
from engine.datasets import DATASETS
from engine.datasets.samples import Data, draw, from_arrays
from engine.experiment import Experiment
from engine.networks.network import Dense, Network, layout
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.softmax_regions.classes import confusion, lead, losses, scores, shares, twin, two_outputs
from engine.studies.softmax_regions.temperature import SOFT, TEMPERATURES, Cooling, judged, training
from engine.training.evaluation import Evaluator
from engine.training.pieces import outcome
from engine.training.run import train
from engine.training.trainer import Trainer
from engine.values.randomness import generator
from pages.plots.outline import outline

DESCENT = OPTIMIZERS["gradient_descent"]()


def some_scores(classes: int, count: int = 500) -> np.ndarray:
    return 5 * generator(classes, "noise").standard_normal((classes, count))


def test_shares_are_those_of_the_formula():
    z = np.log([[1.0, 3.0], [2.0, 3.0], [4.0, 3.0]])
    assert np.abs(shares(z) - np.array([[1, 7 / 3], [2, 7 / 3], [4, 7 / 3]]) / 7).max() < EXACT
    assert np.abs(shares(z, 0.5)[:, 0] - np.array([1, 4, 16]) / 21).max() < EXACT


@pytest.mark.parametrize("classes", [2, 3, 6])
def test_the_largest_z_has_the_largest_share_at_every_temperature(classes):
    z = some_scores(classes)
    for temperature in TEMPERATURES:
        found = shares(z, temperature)
        assert np.abs(found.sum(axis=0) - 1).max() < EXACT
        assert (found.argmax(axis=0) == z.argmax(axis=0)).all()


def test_cold_is_the_hard_max_and_hot_is_even():
    z = some_scores(4)
    z[0] = z[1:].max(axis=0) + 0.5  # a clear winner
    assert np.abs(shares(z, TEMPERATURES[-1]) - np.array([[1], [0], [0], [0]])).max() < EXACT
    assert np.abs(shares(z, 1e6) - 1 / 4).max() < 1e-4


@pytest.mark.parametrize("classes", [2, 3, 6])
def test_the_lead_is_that_of_one_against_the_rest(classes):
    z = some_scores(classes) / 3
    share = shares(z)
    assert np.abs(lead(z) - np.log(share / (1 - share))).max() < 1e-6
    assert np.isfinite(lead(1e5 * z)).all()


@pytest.mark.parametrize("layers", [(), (Dense(5), Dense(3, "relu")), (Dense(4, "sigmoid", batch_norm=True),)])
def test_two_outputs_say_what_the_logistic_network_says(layers):
    experiment = Experiment(network=Network(layers))
    trainer = Trainer(experiment)
    state = trainer.advance(trainer.start(), 200)
    trainer.load(state)
    logistic = Evaluator(trainer).all
    logistic.forward()
    inputs = trainer.samples[0].rows.T
    found = twin(experiment.network, experiment.loss, inputs, state.theta, state.buffers)
    assert np.abs(found.a[-1][1] - logistic.a[-1][0]).max() < EXACT
    assert np.abs(found.z[-1] - scores(logistic.z[-1])).max() < EXACT
    assert len(two_outputs(experiment.network, 2, state.theta)) == layout(experiment.network, 2, 2).P


def test_in_training_softmax_is_the_logistic_neuron_at_twice_the_rate():
    """Both weights of a pair move, in opposite directions, so that their difference moves twice as far."""
    samples = draw(Data(source=DATASETS["gaussians"](noise=0.6)))
    logistic = Experiment(network=Network(()), optimizer=DESCENT, schedule=Constant(0.2), batch_size=5000)
    x, y = samples.rows[:, :-1].T, samples.values
    theta = np.array([0.3, -0.2, 0.1])
    alone = train(logistic, 50, samples=from_arrays(x, y, "binary"), theta=theta)
    pair = replace(logistic, schedule=Constant(0.1))
    both = train(pair, 50, samples=from_arrays(x, y, "multiclass"), theta=two_outputs(Network(()), 2, theta))
    first, second = both.final.theta.reshape(2, 3)
    assert np.abs(second - first - alone.final.theta).max() < EXACT
    assert np.abs(alone.final.theta - theta).max() > 0.1


def test_losses_and_confusion_count_what_is_true():
    answers = np.array([[0.5, 0.1, 0.2], [0.25, 0.8, 0.3], [0.25, 0.1, 0.5]])
    classes = np.array([0, 2, 2])
    assert losses(answers, classes) == pytest.approx([math.log(2), math.log(10), math.log(2)])
    assert confusion(answers, classes).tolist() == [[1, 0, 0], [0, 0, 0], [0, 1, 1]]


def test_a_cooling_trains_as_any_run_and_changes_no_answer():
    cooling = Cooling(Experiment(data=Data(source=DATASETS["blobs"](noise=0.8))), epochs=20)
    evaluator = Evaluator(Trainer(cooling.experiment))
    state = outcome(training(cooling, evaluator))
    run = train(cooling.experiment, 20)
    assert np.array_equal(state.theta, run.final.theta)
    evaluator.evaluate(state)
    found = judged(evaluator.all.z[-1], evaluator.trainer.samples[0].values[0].astype(int))
    assert TEMPERATURES[SOFT] == 1 and np.ptp(found.right) == 0
    assert (np.diff(found.sure) > 0).all(), "ever surer"
    cuts = evaluator.cuts
    losses_there = evaluator.evaluate(state).loss
    shares_of_points = [cut.stop - cut.start if cut.stop else 300 - cut.start for cut in cuts]
    assert found.loss[SOFT] == pytest.approx(np.average(losses_there, weights=shares_of_points), rel=1e-9)


def test_an_outline_is_where_the_field_is_zero():
    """A circle, to the second order of the grid; a plane, exactly; and no line where nothing changes its sign."""
    side = np.linspace(-5, 5, 41)
    circle = outline(side[None] ** 2 + side[:, None] ** 2 - 9.1, side, -side)
    ends = np.array([[x, y] for x, y in zip(circle["x"], circle["y"], strict=True) if x is not None])
    assert np.abs(np.hypot(*ends.T) - math.sqrt(9.1)).max() < 0.25**2 / 3 and len(ends) > 100
    _, times = np.unique(ends, axis=0, return_counts=True)
    assert (times == 2).mean() > 0.9, "each piece begins where another ends"
    plane = outline(0.3 * side[None] + 0.7 * side[:, None] - 0.31, side, side)
    assert max(abs(0.3 * x + 0.7 * y - 0.31) for x, y in zip(*plane.values(), strict=True) if x is not None) < 1e-3
    assert outline(np.ones((4, 4)), side[:4], side[:4]) == {"x": [], "y": []}


@pytest.mark.parametrize("classes", [3, 6])
def test_rings_are_one_in_the_other_and_clouds_stand_in_a_row(classes):
    rings, row = DATASETS["rings"](noise=0.0, classes=classes), DATASETS["row"](noise=0.0, classes=classes)
    x, y = rings.sample(generator(0, "points"), 600)
    inner, outer = rings.edges[y[0].astype(int)].T
    assert ((np.hypot(*x) >= inner - 1e-9) & (np.hypot(*x) <= outer + 1e-9)).all() and outer.max() == 5
    x, y = row.sample(generator(0, "points"), 600)
    middles = [x[:, y[0] == k].mean(axis=1) for k in range(classes)]
    assert np.abs(np.array(middles).T - row.centres).max() < 0.15 and row.gap > 0
