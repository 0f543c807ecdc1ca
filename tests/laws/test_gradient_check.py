"""Claims 24 and 25: two-sided differences err by O(ε²), one-sided by O(ε); right gradients pass, every bug is found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.claims.gradient_checking import without_dropout
from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import Dense, Network, first_theta
from engine.studies.gradient_checking.faults import FAULTS
from engine.studies.gradient_checking.gradient_check import check_gradient, numeric_gradient
from engine.studies.gradient_checking.grounds import RELU, ground
from engine.surfaces import SURFACES
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused

DATA, DECAY = Data(points=100), Penalty(l2=0.3)
TANH = (Dense(4), Dense(4), Dense(3))
NORMED = (Dense(4), Dense(4, batch_norm=True), Dense(3))
LAYERS = ("W[1]", "W[2]", "W[3]", "W[4]")
OFFSETS = ("b[1]", "b[2]", "b[3]", "b[4]")
# fault -> layers, and the arrays that come out wrong at first parameters of TANH: all others are right
WHERE = {
    "forgotten_mean": (*LAYERS, *OFFSETS),
    "wrong_sign": (*LAYERS, *OFFSETS),
    "wrong_output_slope": (*LAYERS, *OFFSETS),
    "missing_slope": (*LAYERS[:3], *OFFSETS[:3]),
    "wrong_slope": (*LAYERS[:3], *OFFSETS[:3]),
    "transposed_product": ("W[1]", "b[1]"),
    "bias_of_one_example": OFFSETS,
    "forgotten_layer": ("W[1]", "b[1]"),
    "slope_of_layer_below": (*LAYERS[:2], *OFFSETS[:2]),
    "stale_cache": (*LAYERS, *OFFSETS),
    "forgotten_penalty": LAYERS,
}


# the same for three classes and RELU, whose second layer drops units
RELUS = {
    "reversed_relu": (*LAYERS[:2], *OFFSETS[:2]),
    "mean_over_classes": (*LAYERS[:3], *OFFSETS[:3]),
    "dropout_on": (*LAYERS[:3], *OFFSETS[:3]),
}


def objective(layers=TANH, penalty=DECAY, data=DATA, loss="cross_entropy"):
    return Objective(Experiment(data=data, network=Network(layers), penalty=penalty, loss=loss, seed=1))


def first(work):
    return first_theta(work.experiment.network, *work.samples.sizes, work.experiment.seed)


def trained(work, steps=200):
    trainer = Trainer(work.experiment)
    return trainer.advance(trainer.start(), steps).theta


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("batch_norm", [False, True])
def test_a_right_gradient_passes_before_and_after_training(activation, batch_norm):
    work = objective((Dense(4, activation, batch_norm=batch_norm), Dense(3, activation)), Penalty(0.1, 0.3))
    for theta in (first(work), trained(work)):
        check = check_gradient(work, theta)
        assert check.error < 1e-6 and check.verdict == "right"
        assert max(check.layers) < 1e-6
        assert check.error < 10 * check.rounding + 1e-7


@pytest.mark.parametrize(("source", "loss"), [("blobs", "cross_entropy"), ("plane", "squared_error")])
def test_other_heads_pass_too(source, loss):
    work = objective(data=Data(source=DATASETS[source](), points=60), loss=loss)
    assert check_gradient(work, first(work)).error < 1e-7


def test_where_relu_stands_on_its_corner_both_slopes_are_right_and_others_are_not():
    """At b = 0 a point that no unit of the first layer sees leaves z[2] = 0 exactly."""
    work = objective((Dense(4, "relu"), Dense(3, "relu")))
    theta = first(work)
    check = check_gradient(work, theta)
    assert check.kinks.any() and check.verdict == "right"
    wrong = work.gradient(theta)
    wrong[check.kinks] += 0.1
    assert check_gradient(work, theta, wrong).verdict == "wrong"


@pytest.mark.parametrize("name", WHERE)
@pytest.mark.parametrize("when", [first, trained])
def test_a_fault_is_found_in_its_arrays_and_nowhere_else(name, when):
    work = objective()
    theta = when(work)
    check = check_gradient(work, theta, FAULTS[name].apply(work, theta))
    assert check.verdict == "wrong"
    assert {array for array, error in check.arrays.items() if error > 1e-4} == set(WHERE[name])
    spoiled = {int(array[2:-1]) - 1 for array in WHERE[name]}
    assert {layer for layer, error in enumerate(check.layers) if error > 1e-4} == spoiled


def test_a_penalty_on_b_shows_only_after_some_training():
    work = objective()
    early, late = first(work), trained(work)
    spoil = FAULTS["penalised_bias"].apply
    assert check_gradient(work, early, spoil(work, early)).verdict == "right"
    check = check_gradient(work, late, spoil(work, late))
    assert check.verdict == "wrong"
    assert {array for array, error in check.arrays.items() if error > 1e-4} == set(OFFSETS)


def test_statistics_taken_for_constants_are_found_at_their_layer_and_below():
    work = objective(NORMED)
    theta = trained(work)
    check = check_gradient(work, theta, FAULTS["constant_statistics"].apply(work, theta))
    wrong = {array for array, error in check.arrays.items() if error > 1e-4}
    assert wrong == {"W[1]", "b[1]", "W[2]"} and check.verdict == "wrong"


@pytest.mark.parametrize("name", RELUS)
def test_a_fault_of_relu_of_classes_or_of_dropout_is_found_in_its_arrays(name):
    work = Objective(RELU)
    theta = trained(work)
    kept = replace(work.experiment, network=without_dropout(work.experiment.network))
    check = check_gradient(Objective(kept, work.samples), theta, FAULTS[name].apply(work, theta))
    assert {array for array, error in check.arrays.items() if error > 1e-4} == set(RELUS[name])


def test_every_fault_is_tested_here():
    assert set(FAULTS) == {*WHERE, *RELUS, "penalised_bias", "constant_statistics"}


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("forgotten_penalty", objective(penalty=Penalty())),
        ("penalised_bias", objective(penalty=Penalty())),
        ("missing_slope", objective((Dense(3, "linear"),))),
        ("wrong_slope", objective(())),
        ("transposed_product", objective((Dense(3), Dense(4)))),
        ("transposed_product", objective((Dense(1), Dense(1)))),
        ("constant_statistics", objective()),
        ("wrong_output_slope", objective(data=Data(source=DATASETS["plane"]()), loss="squared_error")),
        ("forgotten_mean", objective(data=Data(points=1))),
        ("bias_of_one_example", objective(data=Data(points=1))),
    ],
)
def test_a_mistake_that_cannot_be_made_is_refused(name, work):
    with pytest.raises(Refused, match="fault"):
        FAULTS[name].apply(work, first(work))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_explains_itself_and_changes_nothing_but_its_gradient(name):
    fault, work = FAULTS[name], Objective(ground(name))
    for text in (fault.label, fault.right, fault.wrong, fault.explanation):
        assert text.strip()
    theta = trained(work)
    before = work.gradient(theta)
    theta.flags.writeable = False
    assert not np.array_equal(fault.apply(work, theta), before)
    assert np.array_equal(work.gradient(theta), before)


@pytest.mark.parametrize(("sides", "order"), [(1, 1), (2, 2)])
@pytest.mark.parametrize("surface", ["rosenbrock", "beale", "himmelblau"])
def test_the_error_of_a_difference_shrinks_with_its_order(sides, order, surface):
    hill, theta = SURFACES[surface](), np.array([0.7, -0.4])
    errors = [
        np.linalg.norm(numeric_gradient(hill.value, theta, epsilon, sides) - hill.gradient(theta))
        for epsilon in (1e-2, 1e-3)
    ]
    assert np.log10(errors[0] / errors[1]) == pytest.approx(order, abs=0.1)


@pytest.mark.parametrize(("sides", "order"), [(1, 1), (2, 2)])
def test_so_it_does_for_a_network(sides, order):
    work = objective()
    errors = [check_gradient(work, first(work), epsilon=epsilon, sides=sides).error for epsilon in (1e-2, 1e-3)]
    assert np.log10(errors[0] / errors[1]) == pytest.approx(order, abs=0.1)


def test_dropout_is_refused_with_the_reason():
    work = objective((Dense(4), Dense(3, keep_prob=0.8)))
    with pytest.raises(Refused, match="hidden layer 2: under dropout J is a new random function"):
        check_gradient(work, first(work))


def test_shapes_are_refused():
    work = objective()
    with pytest.raises(Refused, match="theta"):
        check_gradient(work, np.zeros((2, work.P)))
    with pytest.raises(Refused, match="gradient"):
        check_gradient(work, first(work), np.zeros(3))


def test_nothing_moves_at_zero_weights_and_that_is_right():
    work = objective()
    check = check_gradient(work, np.zeros(work.P))
    assert check.verdict == "right" and check.arrays["W[2]"] == 0
