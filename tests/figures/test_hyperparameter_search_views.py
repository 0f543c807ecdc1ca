"""Views of trials: every trial is one dot at its place, and its click is its run."""

from __future__ import annotations

import json

import numpy as np
import pytest

from engine.studies.hyperparameter_search.hunt import GUESS, METHODS, Hunt, hunting
from engine.studies.hyperparameter_search.repeats import best_so_far, repeated
from engine.training.pieces import outcome
from engine.values.codec import decode
from pages.topics.hyperparameter_search import lines, looks, matters, progress, trials
from pages.topics.hyperparameter_search.recording import KIND

SMALL = Hunt(budget=16, epochs=5, points=60)


@pytest.fixture(scope="module")
def tried():
    return [each for each in hunting(SMALL) if each is not None][-1]


@pytest.mark.parametrize("name", KIND.views)
def test_every_view_is_drawn_and_changes_traces_that_it_has(tried, name):
    spec, patch = KIND.views[name].spec(SMALL), KIND.patches[name](tried)
    json.dumps([spec, patch], allow_nan=False)
    assert all(int(key) < len(spec["figure"]["data"]) for key in patch["restyle"])


@pytest.mark.parametrize("method", METHODS)
def test_every_trial_is_one_dot_and_a_click_opens_it(tried, method):
    patch, results = trials.patch(method, tried), tried.of(method)
    drawn = [spot for k in range(len(looks.SHADES)) for spot in zip(*patch["restyle"][str(k)].values(), strict=True)]
    assert sorted(drawn) == sorted(zip(patch["picks"]["x"], patch["picks"]["y"], strict=True))
    assert [decode(run) for run in patch["picks"]["runs"]] == [SMALL.experiment(each.trial) for each in results]


def test_levels_are_told_by_the_loss():
    assert [looks.level(each * GUESS) for each in (0.2, 0.5, 0.7, 1.0, 1.1, np.nan)] == [0, 1, 2, 3, 4, 4]


def test_lines_are_the_best_and_the_count_of_values(tried):
    best = progress.best_patch(tried)["restyle"]["1"]["y"]
    assert best == sorted(best, reverse=True) and best[-1] == pytest.approx(tried.best["random"].score, abs=1e-4)
    assert progress.distinct_patch(tried)["restyle"]["1"]["y"] == list(range(1, 17))
    assert progress.distinct_patch(tried)["restyle"]["0"]["y"][-1] == 2  # of three knobs


def test_what_matters_is_empty_until_there_are_trials(tried):
    few = type(tried)(SMALL, 5, tried.results)
    assert matters.patch(few)["restyle"]["0"]["y"] == [] and len(matters.patch(tried)["restyle"]["0"]["y"]) == 3


def test_parallel_lines_have_an_axis_for_each_knob_and_the_loss(tried):
    drawn = lines.brushed(SMALL, tried.of("random")).data[0]
    assert len(drawn.dimensions) == 4 and len(drawn.dimensions[0].values) == 16
    assert np.allclose(
        drawn.dimensions[0].values, [np.log10(each.trial["schedule.rate"]) for each in tried.of("random")]
    )


def test_bands_say_who_wins():
    found = outcome(repeated(SMALL, 3))
    lowest = {method: best_so_far(found[method], SMALL.budget) for method in METHODS}
    assert len(lines.banded(lowest).data) == 6 and "medians of 3 repeats" in lines.said(lowest)
