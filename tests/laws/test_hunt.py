"""Hunts: trials of any width train as they do alone, methods keep to their budgets, importance is what is explained."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.networks.network import first_theta, layout
from engine.studies.hyperparameter_search.cost import bill
from engine.studies.hyperparameter_search.hunt import METHODS, Hunt, Tried, best, hunting
from engine.studies.hyperparameter_search.importance import FEWEST, explained, importance
from engine.studies.hyperparameter_search.knobs import KNOBS, UNITS, space
from engine.studies.hyperparameter_search.repeats import best_so_far, repeated, searched
from engine.studies.hyperparameter_search.search import Result, at
from engine.studies.hyperparameter_search.stacked import dev_losses, embedded, wide
from engine.studies.hyperparameter_search.trials import dev_loss
from engine.training.pieces import outcome
from engine.training.run import train

ALL = tuple(KNOBS)
SMALL = Hunt(knobs=ALL, budget=18, epochs=5, points=60)


def moments(hunt) -> list[Tried]:
    return [each for each in hunting(hunt) if each is not None]


@pytest.fixture(scope="module")
def last() -> Tried:
    return moments(SMALL)[-1]


def test_narrow_networks_in_a_stack_of_wide_ones_train_as_they_do_alone(last):
    trials = [each.trial for each in last.of("random")]
    assert len({trial[UNITS] for trial in trials}) > 3
    alone = dev_loss(SMALL.base, SMALL.epochs)(trials)
    assert [each.score for each in last.of("random")] == pytest.approx(alone, rel=1e-9)


def test_units_that_are_nothing_stay_nothing():
    narrow = replace(SMALL.experiment({UNITS: 3}), schedule=replace(SMALL.base.schedule, rate=3.0))
    trained = train([wide(narrow)] * 2, 5).trainer
    trained.first[...] = embedded(narrow)
    after = trained.advance(trained.start(), 40).theta[0]
    places = layout(wide(narrow).network, *narrow.data.sizes)
    assert np.count_nonzero(places.weights(after, 0)[3:]) == np.count_nonzero(places.weights(after, 2)[:, 3:]) == 0
    assert np.count_nonzero(after) == first_theta(narrow.network, *narrow.data.sizes, 0).size


def test_a_trial_that_diverges_is_the_worst_and_no_number():
    wild = SMALL.experiment({"schedule.rate": 100.0, "penalty.l2": 100.0})
    found = outcome(dev_losses([SMALL.base, wild], 40))
    assert np.isfinite(found[0]) and np.isnan(found[1])
    assert best([Result({}, float("nan")), Result({}, 0.5)]).score == 0.5 and best([]) is None


def test_every_method_keeps_to_its_budget_and_the_axis_counts_trials(last):
    assert [each.count for each in moments(SMALL)] == list(range(SMALL.budget + 1))
    assert len(last.of("random")) == len(last.of("fine")) == SMALL.budget
    assert len(last.of("grid")) == 1  # of five knobs: two values of each would be 32


def test_a_run_in_stacks_has_the_results_of_one_in_rounds(last):
    for method in METHODS:
        whole = outcome(searched(SMALL, method))
        assert [each.trial for each in whole] == [each.trial for each in last.of(method)]
        assert [each.score for each in whole] == pytest.approx([each.score for each in last.of(method)], rel=1e-9)


def test_values_spread_evenly_are_all_within_bounds():
    for each in space(ALL, suited=False):
        assert each.scale == "linear" and each.value(0.5) == pytest.approx((each.low + each.high) / 2, abs=0.5)


def test_importance_is_the_share_that_a_knob_explains():
    knobs = space(("rate", "beta"))
    draws = np.random.default_rng(0).random((600, 2))
    results = [Result(at(knobs, row), float(row[0])) for row in draws]
    found = importance(knobs, results)
    assert found[0] == pytest.approx(1 - 1 / 36, abs=0.02)  # of a line six steps leave 1/36
    assert found[1] < 0.02
    assert np.isnan(importance(knobs, results[: FEWEST - 1])).all()


def test_of_chance_nothing_is_explained_on_average():
    rng = np.random.default_rng(1)
    shares = [explained(rng.permutation(48).astype(float), rng.integers(0, 6, 48)) for _ in range(300)]
    assert np.mean(shares) < 0.06 and explained(np.arange(4.0), np.arange(4)) == 0


def test_the_best_so_far_never_rises_and_waits_for_a_number():
    runs = [[Result({}, each) for each in (np.nan, 0.5, 0.7, 0.2)], [Result({}, 0.4)]]
    found = best_so_far(runs, 5)
    assert np.isnan(found[0, 0]) and found[0, 1:].tolist()[:3] == [0.5, 0.5, 0.2] and found[1].tolist() == [0.4] * 5


def test_repeats_draw_everything_anew():
    found = outcome(repeated(replace(SMALL, budget=4), 2))
    assert {len(runs) for runs in found.values()} == {2} and found["random"][0] != found["random"][1]


def test_a_longer_hunt_costs_more():
    assert bill(replace(SMALL, epochs=50)).whole.seconds > 2 * bill(SMALL).whole.seconds
