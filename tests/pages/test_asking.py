"""Laws of what can be asked on any page: the script run that a click brings waits for nothing; it can be stopped."""

from __future__ import annotations

import pytest

from pages.controls import job
from pages.live.jobs import Jobs
from pages.live.workers import Workers
from pages.topics import topics
from tests.pages.test_topics import again, opened
from tests.pages.waiting import under_way

PLACES = [(topic, tab) for topic in topics() for tab in topic.below]
every_place = pytest.mark.parametrize("topic, tab", PLACES, ids=[f"{topic.slug} {tab}" for topic, tab in PLACES])


def asking(page) -> list:
    """The buttons that begin a job."""
    return [each for each in page.button if (each.key or "").endswith(" button")]


@every_place
def test_a_click_brings_a_bar_though_nobody_works_and_cancel_brings_the_button_back(topic, tab, monkeypatch):
    """With no workers at all: so whatever is computed for it is computed by them."""
    monkeypatch.setattr(job, "JOBS", Jobs(Workers(threads=0)))
    page, _ = opened(topic, view=f"more:{tab}" if len(topic.below) > 1 else "")
    for key in [each.key for each in asking(page)]:
        page.button(key=key).click()
        again(page)
        assert under_way(page) and key not in [each.key for each in page.button]
        next(each for each in page.button if each.label == "Cancel").click()
        again(page)
        assert not under_way(page) and page.button(key=key)


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.slug)
def test_what_is_too_dear_has_a_sentence_and_no_button(topic, monkeypatch):
    monkeypatch.setattr(job, "LIMIT", job.Limit(seconds=0))
    for tab in topic.extras:
        page, _ = opened(topic, view=f"more:{tab}" if len(topic.below) > 1 else "")
        told = [each for each in page.info if "a page takes on" in each.value]
        assert not asking(page) and len(told) <= 1
