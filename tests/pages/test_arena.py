"""The arena's page: what is different is chosen, runs come and go, networks are sent here from other pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.experiment import Experiment
from engine.studies.arena.arena import Arena, alone
from engine.values.codec import decode, encode
from pages.controls import elsewhere
from pages.topics import topics
from pages.topics.arena.contrasts import CONTRASTS, contrast
from pages.topics.arena.panel import reseed
from pages.topics.arena.topic import TOPIC, address
from tests.laws.test_arena import SMALL
from tests.pages.test_topics import again, opened
from tests.pages.waiting import settled


def arena(page) -> Arena:
    return page.session_state["arena"]


def knob(page, index: int = 1):
    return page.selectbox(key=f"arena.{index}.knob")


@pytest.mark.parametrize("slug", CONTRASTS)
def test_every_knob_can_be_the_one_that_differs(slug):
    page, _ = opened(TOPIC, run=encode(alone(SMALL)))
    knob(page).set_value(slug)
    again(page)
    assert knob(page).value == slug and arena(page) == alone(SMALL)  # chosen, and not yet turned


def test_a_knob_that_is_turned_is_the_difference_and_another_takes_it_back():
    page, _ = opened(TOPIC, run=encode(alone(SMALL)))
    knob(page).set_value("rate")
    again(page)
    page.select_slider(key="arena.1.rate.rate").set_value(0.03)
    again(page)
    assert [each.words for each in arena(page).apart(1)] == ["Learning rate 0.3 → 0.03"]
    knob(page).set_value("units")
    again(page)
    assert arena(page).apart(1) == []


def test_a_run_is_added_and_taken_away():
    page, given = opened(TOPIC)
    assert given[-1]["layout"][0] == ["a", "b", "difference"]
    page.button(key="arena.add").click()
    given = again(page)
    assert len(arena(page).corners) == 3 and arena(page).apart(2) == [] and "c" in given[-1]["layout"][0]
    page.button(key="arena.2.remove").click()
    again(page)
    assert arena(page) == Arena()


def test_the_run_of_a_link_is_added_and_one_on_other_points_is_refused():
    page, _ = opened(TOPIC, run=encode(alone(SMALL)))
    page.text_input(key="arena.link").set_value(f"http://x/?run={encode(replace(SMALL, batch_size=3))}&view=")
    again(page)
    assert arena(page).experiments[2].batch_size == 3
    page.text_input(key="arena.link").set_value(encode(Experiment()))
    again(page)
    assert len(arena(page).corners) == 3 and "same points" in page.session_state["arena note"]


def test_what_is_turned_on_a_shared_panel_is_turned_for_all():
    page, _ = opened(TOPIC, view="panel:Training")
    page.select_slider(key="training.rate").set_value(0.1)
    again(page)
    assert [each.schedule.rate for each in arena(page).experiments] == [0.1, 0.1]
    assert contrast(arena(page).apart(1)) == "activation"


def test_thirty_seeds_are_a_job():
    page, _ = opened(TOPIC, run=encode(replace(alone(SMALL), epochs=5)))
    page.button(key="seeds button").click()
    settled(page)
    assert any("same dev loss with every seed" in each.value for each in page.markdown)


def test_networks_are_sent_here_from_every_page_that_has_one():
    assert decode(address(SMALL).partition("run=")[2]) == alone(SMALL)
    sending = [topic for topic in topics() if topic.network(topic.default) is not None and topic.slug != "arena"]
    assert len(sending) > 8 and "arena" in elsewhere.OFFERS
    page, _ = opened(sending[0])
    assert any("./arena?run=arena1." in each.value for each in page.markdown)


def test_another_seed_is_the_same_for_all():
    assert {each.seed for each in reseed(Arena()).experiments} == {1}
