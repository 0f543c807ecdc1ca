"""The Softmax page without a browser: problems without classes are refused, two classes are shown."""

from __future__ import annotations

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.studies.softmax_regions.temperature import SOFT
from engine.values.codec import encode
from pages.topics.softmax_regions.topic import TOPIC
from tests.pages.test_topics import opened

NUMBER = Experiment(data=Data(source=DATASETS["plane"]()), loss="squared_error")


def test_a_link_to_a_problem_without_classes_opens_the_default_and_says_why():
    page, (given,) = opened(TOPIC, encode(NUMBER))
    assert page.session_state[TOPIC.slug] == TOPIC.default
    assert "asks for a number, and this page is about classes" in given["note"]


def test_only_problems_with_classes_are_offered():
    page, _ = opened(TOPIC)
    groups = {group.label: " ".join(group.options) for group in page.button_group}
    assert "Circles" in groups["Two classes"] and "Rings" in groups["Many classes"]
    assert "Regression: a value" not in groups


def test_two_classes_are_shown_as_a_softmax_of_two():
    _, (given,) = opened(TOPIC, encode(Experiment()), "layout:logistic")
    assert given["note"] is None
    assert [row["label"] for row in given["figures"]["shares"]["rows"]] == ["class 0", "class 1"]
    assert all(row[-1] == "0" or float(row[-1]) < 1e-12 for row in given["first"]["views"]["as_logistic"]["cells"])


def test_the_temperature_is_a_knob_that_begins_as_trained():
    _, (given,) = opened(TOPIC, view="layout:temperature")
    knob = given["clock"]["knob"]
    assert knob["values"][given["at"]] == "1" and given["at"] == SOFT and not given["autoplay"]
    assert given["run"].startswith("cooling1.") and given["address"]["run"] == encode(TOPIC.default)
