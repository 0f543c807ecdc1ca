"""The menu of examples: what is open is named, and what it has to say stays as long as it is open."""

from __future__ import annotations

import re

import pytest

from pages.topics import topics
from tests.pages.test_topics import again, menu, opened

ACTS = {"now", "look", "try", "watch", "drag", "compare", "press", "step", "open", "lower", "raise", "click", "point"}
every_topic = pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.slug)


@every_topic
def test_each_example_says_what_to_look_at_and_what_to_try(topic):
    for name, example in topic.examples.items():
        assert 60 < len(example.text) < 330, name
        assert ACTS & set(re.findall(r"\w+", example.text.lower())), name


@every_topic
def test_an_open_example_is_named_and_told_until_the_value_changes(topic):
    page, _ = opened(topic)
    name, example = list(topic.examples.items())[-1]
    menu(page).set_value(name)
    for _ in range(2):
        again(page)
        assert menu(page).value == name
        assert example.text in [each.value for each in page.caption]
    page.session_state[topic.slug] = other = next(
        each.value for each in topic.examples.values() if each.value != example.value
    )
    again(page)
    shown = menu(page).value
    assert shown is None or topic.examples[shown].value == other
    assert example.text not in [each.value for each in page.caption]
