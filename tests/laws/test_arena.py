"""Arenas: differences found are the ones that were made, runs are those of trainers, and what seeds say is counted."""

from __future__ import annotations

from dataclasses import replace
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.datasets import Gaussians
from engine.experiment import Experiment, Penalty
from engine.networks.network import Dense, Network
from engine.optimizers import Adam
from engine.optimizers.schedules import Constant, Exponential
from engine.studies.arena.arena import TANH, Arena, Corner, alone
from engine.studies.arena.bout import LOOKS, conclusion, fighting
from engine.studies.arena.cost import bill
from engine.studies.arena.differences import differences, put, with_differences
from engine.studies.arena.seeds import Duel, duels, interval, over_seeds, sign_test
from engine.training.pieces import outcome
from engine.training.run import train
from engine.training.trainer import Trainer
from engine.values.bounds import Refused

SMALL = replace(TANH, data=replace(TANH.data, points=60), network=Network((Dense(3), Dense(3))))
CHANGES = {
    "rate": replace(SMALL, schedule=Constant(0.1)),
    "schedule": replace(SMALL, schedule=Exponential(0.3)),
    "optimizer": replace(SMALL, optimizer=Adam()),
    "units": replace(SMALL, network=Network((Dense(5), Dense(5)))),
    "activation": replace(SMALL, network=Network((Dense(3, "relu"), Dense(3, "relu")))),
    "depth": replace(SMALL, network=Network((Dense(3),))),
    "penalty": replace(SMALL, penalty=Penalty(l2=0.1)),
    "batch": replace(SMALL, batch_size=7),
}
every_change = pytest.mark.parametrize("name", CHANGES)


@every_change
def test_one_change_is_one_difference_and_makes_the_change_again(name):
    changed = CHANGES[name]
    (found,) = differences(SMALL, changed)
    assert "→" in found.words and with_differences(SMALL, [found]) == changed
    assert list(differences(SMALL, SMALL)) == []


@every_change
def test_another_base_keeps_the_differences_of_the_others(name):
    arena = Arena((Corner(SMALL), Corner(CHANGES[name])))
    base = replace(SMALL, seed=7, clip=2.0)
    rebased = arena.rebased(base)
    assert rebased.experiments[0] == base
    assert [each.path for each in rebased.apart(1)] == [each.path for each in arena.apart(1)]
    assert rebased.experiments[1] == replace(CHANGES[name], seed=7, clip=2.0)


def test_differences_that_do_not_fit_are_left_out():
    mixed = replace(SMALL, network=Network((Dense(3), Dense(9))))
    (found,) = differences(SMALL, mixed)
    three = Network((Dense(3), Dense(3), Dense(3)))
    assert with_differences(three, [found]) == three
    assert put(SMALL, ("schedule", "gamma"), 0.5) == SMALL
    assert "3, 9" in found.words


def test_only_runs_on_the_same_points_meet():
    other = replace(SMALL, data=replace(SMALL.data, source=Gaussians()))
    with pytest.raises(Refused, match="same points"):
        Arena((Corner(SMALL), Corner(other)))
    with pytest.raises(Refused, match="dev set"):
        alone(replace(SMALL, data=replace(SMALL.data, train_percent=100, dev_percent=0)))
    seen = replace(SMALL, data=replace(SMALL.data, normalize=not SMALL.data.normalize))
    assert Arena((Corner(SMALL), Corner(seen)))  # what a network is shown of the points may differ


def test_looks_are_those_of_trainers():
    arena = Arena((Corner(SMALL), Corner(CHANGES["batch"])), epochs=5)
    looks = [each for each in fighting(arena) if each is not None]
    assert len(looks) == LOOKS * 5 + 1
    for index, experiment in enumerate(arena.experiments):
        trainer = Trainer(experiment)
        alone = trainer.advance(trainer.start(), 5 * trainer.steps_per_epoch)
        assert np.array_equal(looks[-1].states[index].theta, alone.theta)
        assert looks[-1].course[-1, index, 0] == pytest.approx(train(experiment, 5).loss[-1, :2])


def test_a_run_that_diverges_leaves_the_others_alone():
    wild = replace(SMALL, schedule=Constant(100.0), penalty=Penalty(l2=100.0))
    looks = [each for each in fighting(Arena((Corner(SMALL), Corner(wild)), epochs=5)) if each is not None]
    assert np.isfinite(looks[-1].course[-1, 0]).all() and np.isfinite(looks[-1].states[1].theta).all()


def test_the_same_run_twice_is_even_with_every_seed():
    found = outcome(over_seeds(replace(alone(SMALL), epochs=5), 4))
    (duel,) = duels(found)
    assert (duel.wins, duel.losses, duel.difference, duel.chance) == (0, 0, 0.0, 1.0) and "same dev loss" in duel.words


def test_what_is_worse_loses_with_every_seed_and_it_is_said_how_sure_that_is():
    slow = replace(SMALL, schedule=Constant(1e-6))
    found = outcome(over_seeds(Arena((Corner(SMALL), Corner(slow)), 10), 12))
    (duel,) = duels(found)
    assert duel.losses >= 10 and duel.chance == sign_test(duel.wins, duel.losses) < 0.05
    assert 0 < duel.interval[0] <= duel.difference <= duel.interval[1] and "**A** has" in duel.words
    alone_loss = train(SMALL, 10).loss[-1, 1]
    assert found[0, 0, 0] == pytest.approx(alone_loss, rel=1e-6)  # the first seed is that of the page


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_sign_test_is_the_binomial_one(wins, losses):
    n = wins + losses
    uneven = [k for k in range(n + 1) if abs(k - n / 2) >= abs(wins - n / 2)]
    assert sign_test(wins, losses) == pytest.approx(min(1.0, sum(comb(n, k) for k in uneven) / 2**n))


def test_the_interval_holds_the_median_as_often_as_it_says():
    draws = np.random.default_rng(0).normal(size=(2000, 30))
    held = np.mean([low <= 0 <= high for low, high in map(interval, draws)])
    assert 0.95 <= held <= 0.99  # ranks 10 and 21 of 30: 95.7 %
    assert interval(np.arange(30.0)) == (9.0, 20.0)


def test_chance_is_called_chance():
    even = Duel("B", 16, 14, -0.001, (-0.01, 0.01), sign_test(16, 14))
    assert "may well be chance" in even.words and "**B**" in even.words


def test_one_draw_is_not_said_to_decide():
    assert "other seeds" in conclusion(np.array([0.3, 0.2])) and "same dev loss" in conclusion(np.array([0.2, 0.2]))


def test_more_runs_cost_more():
    two, four = alone(SMALL), Arena((Corner(SMALL),) * 4)
    assert bill(four).whole.seconds == pytest.approx(2 * bill(two).whole.seconds)


def test_the_default_differs_in_one_thing():
    assert len(Arena().apart(1)) == 1 and isinstance(Arena().experiments[0], Experiment)
