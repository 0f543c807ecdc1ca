"""Laws of the study of activation functions: slopes, layers that collapse, the fitted neuron, sawtooth and race."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.samples import Data, draw
from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.collapse import collapsed
from engine.networks.network import Dense, Network
from engine.studies.activation_functions.activations import (
    FLAT,
    PLACES,
    Activations,
    corner,
    curve,
    flat_stretches,
    places,
    with_function,
)
from engine.studies.activation_functions.neuron import fit, fitted, mean_loss, probability
from engine.studies.activation_functions.race import LEARNED, FunctionRace, standings
from engine.studies.activation_functions.sawtooth import answers, deep, pieces, random_theta, sawtooth, shallow
from engine.training.evaluation import Evaluator
from engine.training.trainer import Trainer
from engine.values.bounds import Refused

LINE = Data(source=DATASETS["sine"](), features=("x1",), points=40, normalize=False)
SHORT = FunctionRace(Experiment(data=Data(points=100), network=Network((Dense(6),)), batch_size=30), 6, 5)


# functions along z


def test_saturated_stretches_begin_where_the_closed_forms_say():
    """σ' = 0.01 at ±ln((1 + s)/(1 − s)), s = √0.96; tanh' = 0.01 at ±artanh √0.99."""
    root = np.sqrt(1 - 4 * FLAT)
    for name, edge in (("sigmoid", np.log((1 + root) / (1 - root))), ("tanh", np.arctanh(np.sqrt(1 - FLAT)))):
        (first, left), (right, last) = flat_stretches(name)
        assert (first, last) == (-8, 8) and (-left, right) == pytest.approx((edge, edge), abs=0.01)
    assert flat_stretches("relu") == [(-8.0, -0.01)] and flat_stretches("leaky_relu") == flat_stretches("linear") == []


def test_corners_are_where_slopes_jump():
    found = {name: corner(name) for name in ACTIVATIONS}
    assert {name: sides for name, sides in found.items() if sides} == {"relu": (0, 1), "leaky_relu": (0.01, 1)}


def test_tanh_is_the_sigmoid_stretched_and_its_slope_is_four_times_as_steep():
    (tanh, steep), (sigmoid, flat) = curve("tanh"), curve("sigmoid")
    twice = 1 / (1 + np.exp(-2 * PLACES))
    np.testing.assert_allclose(tanh, 2 * twice - 1, atol=1e-15)
    middle = list(PLACES).index(0)
    assert steep[middle] == 1 == 4 * flat[middle] and sigmoid[middle] == 0.5


def test_the_axis_goes_through_all_places():
    found = list(places(Activations("relu", "sigmoid")))
    assert [each.z for each in found] == PLACES.tolist() and 0.0 in PLACES
    assert found[0].at("relu") == (0, 0) and found[-1].at("relu") == (8, 1)
    assert found[100].facts["numbers"] == {"ReLU′": "1", "sigmoid′": "0.105", "(ReLU′)⁶": "1"}


# layers that collapse


@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("depth", [1, 3, 8])
def test_linear_layers_are_the_one_matrix_that_they_are_multiplied_to(depth, batch_norm):
    network = Network((Dense(5, "linear", batch_norm=batch_norm),) * depth)
    trainer = Trainer(Experiment(network=network))
    state = trainer.advance(trainer.start(), 60)
    found = collapsed(trainer.layout, state.theta, state.buffers)[0]
    evaluator = Evaluator(trainer)
    trainer.load(state)
    answered = evaluator.all.forward()[0]
    np.testing.assert_allclose(answered, probability(trainer.samples[0].rows @ found), atol=1e-12)


def test_other_layers_are_more_than_their_product():
    trainer = Trainer(Experiment(network=Network((Dense(5, "tanh"),))))
    state = trainer.advance(trainer.start(), 400)
    found = collapsed(trainer.layout, state.theta, state.buffers)[0]
    trainer.load(state)
    answered = Evaluator(trainer).all.forward()[0]
    assert np.abs(answered - probability(trainer.samples[0].rows @ found)).max() > 0.3


# the fitted neuron


def test_of_a_table_the_weight_is_the_logarithm_of_the_odds_ratio():
    """Counts 10, 30 and 25, 15, by the closed form: w = ln((15/25)/(30/10)) and b = ln(30/10) exactly."""
    x = np.repeat([0.0, 0.0, 1.0, 1.0], [10, 30, 25, 15])
    y = np.repeat([0.0, 1.0, 0.0, 1.0], [10, 30, 25, 15])
    found = fit(np.stack([x, np.ones_like(x)], axis=1), y)
    assert found == pytest.approx([np.log((15 / 25) / 3), np.log(3)], abs=1e-12)


@pytest.mark.parametrize("name", ["circles", "moons", "xor"])
def test_no_weights_nearby_are_better_than_the_fitted_ones(name):
    data = Data(source=DATASETS[name](), points=200)
    best = np.array(fitted(data))
    nearby = np.random.default_rng(0).normal(scale=0.05, size=(50, 3))
    assert all(mean_loss(best, data) < mean_loss(best + each, data) for each in nearby)
    rows, y = draw(data).rows[:120], draw(data).targets[0, :120]
    np.testing.assert_allclose(rows.T @ (probability(rows @ best) - y), 0, atol=1e-9)


def test_points_that_a_line_parts_have_no_best_neuron():
    assert fit(np.array([[-2.0, 1], [-1, 1], [1, 1], [2, 1]]), np.array([0.0, 0, 1, 1])) is None
    assert fitted(Data(source=DATASETS["three_spirals"]())) is None


# the sawtooth


@pytest.mark.parametrize("folds", [1, 2, 4, 7])
def test_deep_and_shallow_are_the_tent_put_into_itself(folds):
    x = np.arange(16 * 2**folds + 1) / (16 * 2**folds)
    true = x
    for _ in range(folds):
        true = np.where(true <= 0.5, 2 * true, 2 - 2 * true)
    np.testing.assert_allclose(sawtooth(x, folds), true, atol=1e-12)
    for network, theta in (deep(folds), shallow(folds)):
        np.testing.assert_allclose(answers(network, theta, x), true, atol=1e-12)
        assert pieces(network, theta, 16 * 2**folds) == 2**folds


@pytest.mark.parametrize("folds", [3, 7])
def test_the_engine_agrees(folds):
    network, theta = deep(folds)
    trainer = Trainer(Experiment(data=LINE, network=network, loss="squared_error"), theta=theta)
    x = np.linspace(0, 1, 101)
    answered = trainer.propagation(np.stack([x, np.ones_like(x)])).forward()[0]
    np.testing.assert_allclose(answered, sawtooth(x, folds), atol=1e-12)


@pytest.mark.parametrize("units", [1, 4, 16])
def test_one_hidden_layer_has_at_most_a_piece_more_than_units(units):
    network = Network((Dense(units, "relu"),))
    found = [pieces(network, random_theta(network, seed), 4096) for seed in range(30)]
    assert max(found) == units + 1


# the race


def test_a_race_is_what_its_networks_do_alone():
    *_, last = (each for each in standings(SHORT) if each)
    name = list(ACTIVATIONS)[1]
    for index, experiment in enumerate(SHORT.of(name)):
        trainer, arrived = Trainer(experiment), np.inf
        evaluator, state = Evaluator(trainer), trainer.start()
        for epoch in range(1, SHORT.epochs + 1):
            state = trainer.advance(state, trainer.steps_per_epoch)
            if evaluator.evaluate(state).score[0] >= LEARNED:
                arrived = min(arrived, epoch)
        assert last.arrived[1, index] == arrived


def test_gradients_by_layer_are_those_of_the_evaluator():
    first = next(each for each in standings(SHORT) if each)
    for index, name in enumerate(ACTIVATIONS):
        trainer = Trainer(SHORT.of(name))
        signals = Evaluator(trainer).signals(trainer.start())
        np.testing.assert_allclose(first.gradient[index], np.median(signals.gradient, axis=0), rtol=1e-12)


def test_standings_come_epoch_by_epoch_and_nobody_unlearns():
    found = [each for each in standings(SHORT) if each]
    assert [each.epoch for each in found] == list(range(SHORT.epochs + 1))
    for earlier, later in zip(found, found[1:], strict=False):
        there = np.isfinite(earlier.arrived)
        assert np.array_equal(earlier.arrived[there], later.arrived[there]) and len(later.before) == later.epoch


def test_through_six_sigmoid_layers_hardly_any_gradient_comes_back():
    """Of what the output's weights get, below 10⁻⁴ reaches layer 1, and with tanh more than a tenth (median of 30)."""
    first = next(each for each in standings(Activations(epochs=5).deep) if each)
    share = dict(zip(ACTIVATIONS, first.gradient[:, 0] / first.gradient[:, -1], strict=True))
    assert share["sigmoid"] < 1e-4 and min(share["tanh"], share["relu"], share["linear"]) > 0.1


@pytest.mark.parametrize(
    ("experiment", "word"),
    [
        (Experiment(data=LINE, loss="squared_error"), "has no classes to be learned"),
        (Experiment(network=Network(())), "there is no hidden layer"),
    ],
)
def test_what_no_function_can_be_tried_on_is_refused(experiment, word):
    for kind in (Activations, FunctionRace):
        with pytest.raises(Refused, match=word):
            kind(experiment=experiment)


def test_the_live_network_and_the_race_are_of_one_experiment():
    study = Activations("sine", "relu")
    assert {layer.activation for layer in study.live.network.layers} == {"sine"}
    assert study.race == replace(study, first="gelu").race and len(study.deep.experiment.network.layers) == 6
    assert with_function(study.live, "tanh") == study.race.experiment
