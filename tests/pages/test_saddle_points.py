"""The page of saddles without a browser: its hills, clicks, three layouts, and what its examples say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.studies.saddle_points.balls import HILLS, Optima, fall
from engine.studies.saddle_points.matrices import definite
from engine.values.codec import encode
from pages.topics.saddle_points.examples import EXAMPLES
from pages.topics.saddle_points.panel import pointed, reseed
from pages.topics.saddle_points.topic import TOPIC
from tests.pages.test_topics import again, opened


def shown(page) -> Optima:
    return page.session_state["saddle_points"]


@pytest.mark.parametrize("slug", list(HILLS)[::4])
def test_another_hill_begins_at_its_own_start(slug):
    page, _ = opened(TOPIC, encode(Optima(x=1.0, y=1.0)))
    next(each for each in page.selectbox if each.key == "optima.hill").set_value(slug)
    again(page)
    kind = HILLS[slug]
    assert type(shown(page).hill) is kind
    assert (shown(page).x, shown(page).y) == ((1.0, 1.0) if slug == "saddle" else tuple(map(float, kind.start)))


def test_layouts_have_clocks_of_their_own():
    for view, last in (("layout:chance", 49), ("layout:network", 120), ("layout:hill", 300)):
        _, (given,) = opened(TOPIC, view=view)
        assert given["clock"]["last"] == last


def test_another_optimizer_of_the_network_brings_a_rate_that_suits_it():
    page, _ = opened(TOPIC, view="panel:Network,layout:network")
    next(each for each in page.selectbox if each.label == "Optimizer").set_value("adam")
    again(page)
    assert shown(page).followed.optimizer.label == "Adam" and shown(page).followed.rate <= 0.2


def test_a_click_and_a_drag_set_the_start_within_the_hill():
    assert pointed(Optima(), {"click": [0.5, -0.25]}) == replace(Optima(), x=0.5, y=-0.25)
    assert pointed(Optima(), {"point": [9.0, -0.25]}) == replace(Optima(), x=2.0, y=-0.25)


@pytest.mark.parametrize("wish", [None, {}, {"click": [1.0]}, {"click": [np.nan, 1.0]}, {"point": ["a", 1]}, [1, 2]])
def test_what_is_no_click_does_nothing(wish):
    assert pointed(Optima(), wish) == Optima()


def test_the_dice_draw_other_matrices_and_weights():
    assert reseed(Optima()).seed == reseed(Optima()).followed.seed == 1


def test_a_start_beside_the_hill_is_named():
    page, (given,) = opened(TOPIC, "optima1.eyJ4Ijo1fQ")  # {"x": 5}
    assert shown(page) == Optima() and "5 is outside the hill, which runs from -2 to 2" in given["note"]


def test_examples_are_as_they_say():
    _, plateau, hollows, valley, chance, *_ = (each.value for each in EXAMPLES.values())
    ends = np.linalg.norm(fall(plateau).points[-1], axis=1)
    assert (ends[:2] > 5).all() and (ends[2:] < 0.5).all()
    places = fall(hollows).points[-1].round()
    assert (fall(hollows).eigenvalues[-1] > 0).all() and np.abs(places).max() > 1
    ratio = fall(valley).eigenvalues[-1, 0]
    assert ratio[1] / ratio[0] > 500
    assert definite(chance.seed, 2) == pytest.approx(0.29, abs=0.02) and definite(chance.seed, 4) < 0.01
    assert definite(chance.seed, 7) == 0
