"""The page of batch norm: its panels, its layouts, its seed."""

from __future__ import annotations

import pytest

from engine.studies.batch_norm.norms import Norms
from engine.values.codec import encode
from pages.topics.batch_norm.panel import reseed
from pages.topics.batch_norm.topic import TOPIC
from tests.pages.test_topics import again, opened


def slider(page, words: str):
    return next(each for each in page.slider if each.label.startswith(words))


def test_the_dials_are_the_value():
    page, _ = opened(TOPIC)
    slider(page, "Constant").set_value(2.0)
    again(page)
    assert page.session_state["batch_norm"].b == 2.0


def test_the_shift_is_on_the_panel_of_test_time():
    page, _ = opened(TOPIC, run=encode(Norms(shift=1.5)), view="panel:Test time")
    assert slider(page, "Shift").value == 1.5
    slider(page, "Shift").set_value(-1.0)
    again(page)
    assert page.session_state["batch_norm"].shift == -1.0


@pytest.mark.parametrize(("layout", "version"), [("training", "norm1"), ("test", "norm1"), ("rates", "normrates1")])
def test_every_layout_plays_what_it_shows(layout, version):
    _, given = opened(TOPIC, view=f"layout:{layout}")
    assert given[-1]["experiment"].startswith(f"{version}.")


def test_another_seed_is_the_next_one():
    assert reseed(Norms(seed=3)).seed == 4 and reseed(Norms(seed=999_998)).seed == 0
