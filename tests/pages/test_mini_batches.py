"""The page of batch sizes without a browser: its pills, its job, and what its examples say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.datasets import Circles
from engine.studies.mini_batches.batches import ALL, Batches
from engine.studies.mini_batches.runs import making
from engine.training.pieces import outcome
from pages.topics.mini_batches.examples import EXAMPLES
from pages.topics.mini_batches.panel import reseed
from pages.topics.mini_batches.seconds import sizes
from pages.topics.mini_batches.topic import TOPIC
from tests.pages.test_topics import again, opened


def shown(page) -> Batches:
    return page.session_state["mini_batches"]


def pills(page):
    return next(each for each in page.button_group if each.label == "Batch sizes")


def test_sizes_are_chosen_by_pills_in_their_order():
    page, _ = opened(TOPIC)
    pills(page).set_value([ALL, "2"])
    again(page)
    assert shown(page).sizes == ("2", ALL)


def test_too_many_or_no_sizes_are_refused_and_all_stays():
    page, _ = opened(TOPIC)
    for wish, word in ((["1", "2", "4", "8", "16"], "choose up to 4"), ([], "choose at least one")):
        pills(page).set_value(wish)
        again(page)
        assert shown(page) == Batches() and word in page.session_state["mini_batches note"]


def test_the_sizes_that_are_timed_have_powers_of_two_and_their_neighbours():
    assert sizes(Batches(points=100)) == (1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100)


def test_the_job_is_offered_below():
    page, _ = opened(TOPIC, view="more:Seconds here")
    assert any(each.label.startswith("Time an epoch with batches of 1 to 200") for each in page.button)


def test_the_dice_draw_other_points():
    assert reseed(Batches()) == replace(Batches(), seed=1)


def test_examples_are_as_they_say():
    usual, restless, *_ = (each.value for each in EXAMPLES.values())
    runs = outcome(making(usual))
    assert runs.costs[-1].argmin() == 0 and runs.costs[-1].argmax() == 2
    clear = replace(restless, source=Circles(noise=0.0), seed=1)
    moved = [np.abs(np.diff(outcome(making(each)).costs[-60::10, 0])).mean() for each in (restless, clear)]
    assert moved[0] > 0.05 > 0.001 > moved[1]
