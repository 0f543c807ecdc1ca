"""The page of searches: its pills, what it refuses, its job."""

from __future__ import annotations

import pytest

from engine.studies.hyperparameter_search.hunt import Hunt
from engine.values.codec import encode
from pages.topics.hyperparameter_search.panel import reseed
from pages.topics.hyperparameter_search.topic import TOPIC
from tests.pages.test_topics import again, opened
from tests.pages.waiting import settled

SMALL = Hunt(budget=4, epochs=5, points=40)


def pills(page):
    return next(each for each in page.button_group if each.label == "Knobs")


def test_knobs_are_chosen_in_their_order_and_one_is_too_few():
    page, _ = opened(TOPIC)
    pills(page).set_value(["l2", "rate"])
    again(page)
    assert page.session_state["hyperparameter_search"].knobs == ("rate", "l2")
    pills(page).set_value(["rate"])
    again(page)
    assert page.session_state["hyperparameter_search"].knobs == ("rate", "l2")
    assert "at least 2" in page.session_state["hyperparameter_search note"]


@pytest.mark.parametrize("tab", ["Twenty times over", "Parallel coordinates"])
def test_repeats_are_a_job_that_both_tabs_share(tab):
    page, _ = opened(TOPIC, run=encode(SMALL), view=f"more:{tab}")
    page.button(key="hunts button").click()
    assert len(settled(page).get("plotly_chart")) == 1


def test_another_seed_is_the_next_one():
    assert reseed(Hunt(seed=3)).seed == 4
