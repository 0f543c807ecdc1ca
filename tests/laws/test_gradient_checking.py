"""A gradient under every ε: powers and rounding of differences, and bugs that are what their lines of code say."""

from __future__ import annotations

import inspect
from dataclasses import replace
from textwrap import dedent

import numpy as np
import pytest

from engine.claims.gradient_checking import with_relu, without_dropout
from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.activations import ACTIVATIONS
from engine.networks.losses import LOSSES
from engine.networks.network import Dense, Network, layout
from engine.studies.gradient_checking import planting
from engine.studies.gradient_checking.checking import NOTES, SMALL, Checking, checking
from engine.studies.gradient_checking.differences import EPSILONS, MOST_CHECKED, VERDICTS, chosen, judge, places
from engine.studies.gradient_checking.faults import FAULTS, possible
from engine.studies.gradient_checking.gradient_check import arrays, check_gradient, numeric_gradient
from engine.studies.gradient_checking.grounds import RELU, ground
from engine.studies.gradient_checking.masked import masked_error
from engine.studies.gradient_checking.source_lines import ENGINE, Edit
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.codec import decode, encode
from tests.laws.test_gradient_check import trained

SQUARE = replace(RELU, network=Network((Dense(4), Dense(4))))  # and four classes: every W but the first
UNWRITTEN = {"dropout_on", "slope_of_layer_below"}  # whose lines need more beside them to run: masks, the other layer


def moments(study: Checking) -> list:
    return [moment for moment in checking(study) if moment]


@pytest.fixture(scope="module")
def small() -> list:
    return moments(Checking())


def test_there_is_a_moment_for_each_epsilon_and_it_is_what_one_check_says(small):
    assert [moment.epsilon for moment in small] == list(EPSILONS)
    work = Objective(SMALL)
    first = Trainer(SMALL).start().theta
    for index in (5, EPSILONS.index(NOTES)):
        check = check_gradient(work, first, epsilon=EPSILONS[index])
        assert small[index].start.error(index) == pytest.approx(check.error, rel=1e-12)
        assert small[index].start.rounding[index] == pytest.approx(check.rounding, rel=1e-3)


def test_errors_shrink_with_the_powers_one_and_two_within_two_per_cent(small):
    for found in (small[0].start, small[0].trained):
        assert found.slope(1) == pytest.approx(1, rel=0.02)
        assert found.slope(2) == pytest.approx(2, rel=0.02)


@pytest.mark.parametrize("x", [0.5, -2.0])
def test_on_a_cubic_the_error_is_its_closed_form(x):
    """((x + ε)³ − x³)/ε = 3x² + 3xε + ε², and two-sided 3x² + ε²."""
    cubic, epsilon = lambda theta: theta[:, 0] ** 3, 2.0**-8  # a power of two, so that no digit is lost
    one, two = (numeric_gradient(cubic, np.array([x]), epsilon, sides)[0] - 3 * x**2 for sides in (1, 2))
    assert one == pytest.approx(3 * x * epsilon + epsilon**2, abs=1e-12)
    assert two == pytest.approx(epsilon**2, abs=1e-12)


def test_past_its_lowest_point_the_error_grows_as_rounding_does(small):
    """By 10 for each power of ten, and never far above what 16 digits allow (Press et al. 2007, 5.7)."""
    found = small[0].start
    tail = np.array(EPSILONS) < 1e-8
    grown = np.polyfit(np.log(np.array(EPSILONS)[tail]), np.log(found.errors[2][tail]), 1)[0]
    assert grown == pytest.approx(-1, abs=0.1)
    assert (found.errors[2][tail] < 3 * found.rounding[tail]).all()
    best = {sides: EPSILONS[int(np.argmin(found.errors[sides]))] for sides in (1, 2)}
    assert 1e-9 < best[1] < 1e-7 and 1e-6 < best[2] < 1e-4  # the root, and the cube root, of the last digit


def test_verdicts_know_what_rounding_hides():
    assert [VERDICTS[int(judge(error, 1e-9))] for error in (1e-7, 1e-5, 1e-3, np.nan)] == [
        "right",
        "doubtful",
        "wrong",
        "wrong",
    ]
    assert [VERDICTS[int(judge(error, 1e-4))] for error in (1e-7, 1e-5, 1e-3, 0.1)] == [
        "right",
        "unclear",
        "unclear",
        "wrong",
    ]


def test_corners_cost_the_second_power():
    found = moments(Checking(with_relu(SMALL)))[0].start
    assert abs(found.slope(2) - 2) > 0.1


@pytest.mark.parametrize("name", FAULTS)
def test_a_bug_leaves_a_plateau_that_no_epsilon_lowers(name):
    found = moments(Checking(ground(name), name, steps=50))[0].trained
    errors = found.errors[2][10:40]  # ε from 10⁻³ to 10⁻⁹
    assert errors.min() > 1e-4 and errors.max() < 1.01 * errors.min() + 1e-5


def test_of_many_parameters_some_of_every_array_are_checked():
    wide = replace(SMALL, data=Data(points=30), network=Network((Dense(24), Dense(16, batch_norm=True), Dense(8))))
    places_of = layout(wide.network, 2, 1)
    which = chosen(places_of)
    assert len(which) <= MOST_CHECKED < places_of.P and len(set(which.tolist())) == len(which)
    named = places(places_of, which)
    assert list(named) == list(arrays(places_of)) and all(map(len, named.values()))
    assert chosen(layout(SMALL.network, 2, 1)).tolist() == list(range(layout(SMALL.network, 2, 1).P))
    found = moments(Checking(wide, steps=10))[25]
    assert found.start.error(25) < 1e-7 and found.start.slope(2) == pytest.approx(2, rel=0.02)


@pytest.mark.parametrize("name", FAULTS)
def test_every_bug_has_a_link_and_a_network_in_which_it_can_be_made(name):
    study = Checking(ground(name), name)
    assert decode(encode(study)) == study
    assert len(possible(study.experiment)) >= 10


def test_a_bug_that_cannot_be_made_is_refused_with_the_reason():
    with pytest.raises(Refused, match="no layer has batch norm; take it out"):
        Checking(SMALL, "constant_statistics")
    assert not {"transposed_product", "slope_of_layer_below"} & set(possible(Experiment(network=Network((Dense(4),)))))


def test_a_run_that_diverges_is_checked_at_its_last_sound_state():
    wild = replace(SMALL, schedule=replace(SMALL.schedule, rate=10.0), penalty=Penalty(l2=100), data=Data(points=20))
    assert all(np.isfinite(each.trained.errors[2]).all() for each in moments(Checking(wild, steps=2000))[:1])


@pytest.mark.parametrize("name", [name for name in FAULTS if name not in UNWRITTEN])
@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
def test_whoever_types_the_lines_shown_gets_the_gradient_planted(name, loss, monkeypatch):
    """The edit is made in the source, and the engine that comes of it is run."""
    home = SQUARE if name == "transposed_product" else ground(name)
    home = replace(home, network=without_dropout(home.network), loss=loss)
    fault, theta = FAULTS[name], trained(Objective(home), 50)
    planted, past = fault.apply(Objective(home), theta), theta + planting.PAST_RATE * Objective(home).gradient(theta)
    type_in(fault.squared if loss == "squared_error" and fault.squared else fault.edit, monkeypatch)
    work = Objective(home)
    if name == "stale_cache":
        work.cost(past)
    assert np.allclose(work.gradient(theta), planted, rtol=1e-12, atol=1e-15)


def type_in(edit: Edit, monkeypatch) -> None:
    """Put the wrong lines where the right ones are."""
    right = inspect.unwrap(edit.owner)
    known = dict(right.__globals__)
    exec(dedent(edit.source[0].replace(edit.right, edit.wrong)), known)
    wrong, owner = known[right.__name__], right.__qualname__.rpartition(".")[0]
    if owner:
        monkeypatch.setattr(right.__globals__[owner], right.__name__, wrong)
    for registry in (LOSSES, ACTIVATIONS):
        for slug, each in registry.items():
            if each.slope is right:
                monkeypatch.setitem(registry, slug, replace(each, slope=wrong))


@pytest.mark.parametrize("name", FAULTS)
def test_lines_are_read_from_the_source_where_they_stand(name):
    lines = FAULTS[name].lines(ground(name))
    source = (ENGINE.parent / lines.path).read_text().splitlines()
    first = lines.right.splitlines()[0]
    assert source[lines.number - 1].strip() == first.strip() and lines.wrong != lines.right


def test_lines_that_no_longer_stand_there_are_no_answer():
    with pytest.raises(ValueError, match="exactly once"):
        _ = Edit(Objective.penalty, "what nobody wrote", "").lines


def test_dropout_passes_only_with_its_masks_kept():
    dropping = replace(SMALL, network=Network((Dense(3, keep_prob=0.5), Dense(3))))
    work = Objective(dropping)
    first = Trainer(dropping).start().theta
    assert masked_error(work, first, anew=True) > 0.99 and masked_error(work, first, anew=False) < 1e-6
