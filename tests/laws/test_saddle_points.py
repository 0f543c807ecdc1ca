"""Laws of the study of saddles: falling balls and their curvature, random matrices, a network that is followed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.optimizers import Adam
from engine.studies.landscapes.curvature import hessian
from engine.studies.saddle_points.balls import BALLS, HILLS, Optima, fall, falling, hessians, kind
from engine.studies.saddle_points.followed import LOOKS, Followed, following
from engine.studies.saddle_points.matrices import (
    DECAY,
    DIMENSIONS,
    DRAWS,
    EXACT,
    Matrices,
    chances,
    definite,
    directions,
    independent,
    symmetric,
)
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.randomness import generator

every_hill = pytest.mark.parametrize("hill", HILLS.values(), ids=HILLS)


def on(hill) -> Optima:
    return Optima(hill=hill(), x=float(hill.start[0]), y=float(hill.start[1]), steps=60, rate=1e-3)


def told(making):
    """All moments, and the sentence at the end."""
    found = []
    while True:
        try:
            found.append(next(making))
        except StopIteration as finished:
            return [each for each in found if each], finished.value


# balls on a hill


@every_hill
def test_curvature_along_a_fall_is_that_of_the_hill(hill):
    optima = on(hill)
    whole = fall(optima)
    for step, ball in ((0, 0), (30, 3)):
        exact = hessian(optima.hill.gradient, whole.points[step, ball])
        np.testing.assert_allclose(hessians(optima.hill, whole.points[step, ball]), exact, rtol=1e-4, atol=1e-4)
        values, vectors = whole.eigenvalues[step, ball], whole.vectors[step, ball]
        np.testing.assert_allclose(vectors @ np.diag(values) @ vectors.T, exact, rtol=1e-4, atol=1e-4)
        assert values[0] <= values[1]


@every_hill
def test_a_fall_starts_where_it_is_let_go_and_stays_near_the_hill(hill):
    whole, (low, high) = fall(on(hill)), np.array(hill.bounds).T
    assert np.allclose(whole.points[0], np.clip(hill.start, low, high))
    assert np.isfinite(whole.points).all() and np.isfinite(whole.eigenvalues).all()
    assert (whole.points >= low - 0.3 * (high - low)).all() and (whole.points <= high + 0.3 * (high - low)).all()
    assert whole.points.shape == (61, len(BALLS), 2)


def test_a_saddle_has_curvatures_2_and_minus_2_along_its_axes():
    whole = fall(Optima())
    assert np.allclose(whole.eigenvalues, [-2, 2]) and np.allclose(np.abs(whole.vectors), [[0, 1], [1, 0]])


def test_gradient_descent_on_the_saddle_is_the_closed_form():
    """x := (1 − 2α) x and y := (1 + 2α) y."""
    whole = fall(Optima(x=-1.5, y=0.01, rate=0.02, steps=100))
    steps = np.arange(101)
    np.testing.assert_allclose(whole.points[:, 0, 0], -1.5 * 0.96**steps)
    np.testing.assert_allclose(whole.points[:, 0, 1], 0.01 * 1.04**steps)


def test_exactly_on_the_axis_descent_ends_on_the_saddle_and_beside_it_all_leave():
    stuck = fall(Optima(y=0.0, steps=1000)).points[-1]
    assert np.allclose(stuck[:2], 0, atol=1e-6) and np.abs(stuck[:, 1]).max() == 0
    assert (fall(Optima(y=0.001, steps=1000)).points[-1, :, 1] > 2).all()


def test_momentum_leaves_the_saddle_later_than_descent_and_adam_before_both():
    """What the page's first example says."""
    away = np.abs(fall(Optima()).points[..., 1]) > 1
    descent, momentum, rmsprop, adam = away.argmax(axis=0)
    assert max(rmsprop, adam) < descent < momentum


@pytest.mark.parametrize(
    ("values", "name"), [((-1, 1), "saddle"), ((0.1, 1), "bowl"), ((-1, 0), "ridge"), ((0, 1e-9), "flat")]
)
def test_kinds_of_places_go_by_the_signs(values, name):
    assert kind(np.array(values), 1e-6) == name


def test_a_start_beside_the_hill_is_refused():
    with pytest.raises(Refused, match="5 is outside the hill, which runs from -2 to 2"):
        Optima(x=5.0)


def test_the_end_names_who_was_off_the_hill_first_or_who_ended_lowest():
    found, sentence = told(falling(Optima()))
    off = [int((np.abs(found[0].fall.points[:, k]) > 2).any(axis=1).argmax()) for k in range(4)]
    assert len(found) == 301 and sentence.endswith(f"was off the hill first, after {min(off)} steps")
    _, sentence = told(falling(on(HILLS["bowl"])))
    assert "ended lowest, at " in sentence and "highest, at " in sentence


# matrices by chance


@pytest.mark.parametrize("n", EXACT)
def test_in_few_dimensions_the_share_is_the_exact_one(n):
    draws = np.mean([definite(seed, n) for seed in range(10)])
    assert draws == pytest.approx(EXACT[n], abs=4 * np.sqrt(EXACT[n] * (1 - EXACT[n]) / (10 * DRAWS)) + 1e-12)


@pytest.mark.parametrize("n", [2, 4, 6])
def test_drawing_diagonals_first_changes_nothing(n):
    """Against 100,000 whole matrices; at n = 6 neither way finds more than a few."""
    values = np.linalg.eigvalsh(symmetric(generator(77, "noise"), 100_000, n))
    whole = ((values[:, 0] > 0) | (values[:, -1] < 0)).mean()
    split = np.mean([definite(seed, n) for seed in range(10)])
    assert split == pytest.approx(whole, abs=4 * np.sqrt(2 * max(whole, 1e-5) / 100_000))


def test_theory_for_large_n_bends_the_measured_way():
    """Log shares fall with n², faster than with n: from 2 to 4 by more than twice what signs by themselves would."""
    fall_of = np.log(definite(0, 2) / definite(0, 4))
    assert 0.5 < fall_of / (DECAY * (16 - 4)) < 1.5 and fall_of > 2 * np.log(independent(2) / independent(4))


def test_directions_are_shares_and_near_one_half_in_many_dimensions():
    for n in (1, 2, 10, 50):
        assert directions(3, n).shape == (n + 1,) and directions(3, n).sum() == pytest.approx(1)
    mean = directions(3, 50) @ np.arange(51) / 50
    assert mean == pytest.approx(0.5, abs=0.02) and directions(3, 50)[:15].sum() == 0


def test_every_dimension_has_a_moment_and_the_end_says_where_bowls_are_gone():
    found, sentence = told(chances(Matrices()))
    assert [each.n for each in found] == list(DIMENSIONS)
    last = max(each.n for each in found if each.definite)
    assert 4 <= last <= 7 and sentence.startswith(f"beyond {last} dimensions")


# a network that is followed


def test_the_looks_are_at_the_states_of_the_trainer():
    followed = Followed(epochs=120)
    found, _ = told(following(followed))
    trainer, objective = Trainer(followed.experiment), Objective(followed.experiment)
    state = trainer.advance(trainer.start(), found[5].epoch)
    assert found[5].cost == pytest.approx(float(objective.cost(state.theta)))
    exact = np.linalg.eigvalsh(hessian(objective.gradient, state.theta))[::-1]
    np.testing.assert_allclose(found[5].spectrum.eigenvalues, exact)
    assert len(found) == LOOKS + 1 and found[5].before == tuple(found[:5])


def test_small_weights_wait_on_a_plateau_and_ways_down_are_there_all_the_while():
    """What the page's example says: at ln 2, with a slope of next to nothing, and not at a minimum."""
    found, _ = told(following(Followed(spread=0.003)))
    waiting = [look for look in found if look.cost > 0.69]
    assert len(waiting) >= 5 and all(look.spectrum.index >= 2 for look in waiting)
    assert max(look.spectrum.gradient_norm for look in waiting[:5]) < 0.03
    assert found[-1].cost < 0.3


def test_adam_leaves_the_plateau_sooner():
    slow, quick = (
        told(following(replace(Followed(spread=0.003, epochs=600), **more)))[0]
        for more in ({}, {"optimizer": Adam(), "rate": 0.02})
    )
    left = [next(look.epoch for look in found if look.cost < 0.6) for found in (slow, quick)]
    assert left[1] < 0.7 * left[0]


def test_a_run_that_diverges_ends_with_a_sentence():
    found, sentence = told(following(Followed(rate=10.0, spread=1.0, units=8, optimizer=Adam())))
    assert found and ("diverges" in sentence or "cost came to" in sentence)
