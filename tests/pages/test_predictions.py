"""Predict first: the run waits for an answer or for a skip; what was said stays; a link can switch it off."""

from __future__ import annotations

import pytest

from engine.studies.bias_variance.sweep import Sweep
from engine.studies.moving_averages.averages import Averages
from engine.studies.moving_averages.trained import BatchLoss
from engine.values.codec import encode
from pages.topics import topics
from pages.topics.bias_variance.topic import TOPIC, WIDER
from pages.topics.moving_averages.topic import TOPIC as AVERAGES
from tests.pages.test_topics import again, opened

predicting = pytest.mark.parametrize(
    "topic", [each for each in topics() if each.predictions], ids=lambda topic: topic.slug
)


def said(page) -> str:
    return " ".join(each.value for each in page.markdown)


def press(page, topic, which: str) -> dict:
    page.button(key=f"{topic.slug} {which}").click()
    return again(page)[-1]


@predicting
def test_predictions_are_questions_with_two_to_four_answers(topic):
    for each in topic.predictions:
        assert each.question.endswith("?") and each.look.endswith((".", "?"))
        assert 2 <= len(set(each.answers)) == len(each.answers) <= 4
    assert any(each.fits(topic.default) for each in topic.predictions), "nothing is asked of a newcomer"
    assert len({each.question for each in topic.predictions}) == len(topic.predictions)


def test_the_run_waits_for_an_answer_which_then_stands_beside_it():
    page, (given,) = opened(TOPIC)
    assert not given["autoplay"] and WIDER.question in said(page) and WIDER.look not in said(page)
    after = press(page, TOPIC, "answer 1")
    assert after["autoplay"] and after["run"] == given["run"] and after["cold"] == given["cold"]
    assert WIDER.answers[1] in said(page) and WIDER.look in said(page)
    assert again(page)[-1]["autoplay"] and WIDER.answers[1] in said(page)


def test_a_skip_starts_the_run_and_is_in_the_link():
    page, (given,) = opened(TOPIC)
    assert given["address"]["view"] == ""
    after = press(page, TOPIC, "skip")
    assert after["autoplay"] and after["address"]["view"] == "predict:off"
    assert WIDER.question not in said(page)


def test_a_link_switches_it_off():
    page, (given,) = opened(TOPIC, view="predict:off")
    assert given["autoplay"] and WIDER.question not in said(page)
    assert not [each for each in page.button if each.label == "Skip"]


@pytest.mark.parametrize(
    ("topic", "value"), [(TOPIC, Sweep(vary="l2", first=0.01, last=10)), (AVERAGES, Averages(BatchLoss()))]
)
def test_of_a_value_that_a_question_is_not_about_nothing_is_asked(topic, value):
    page, (given,) = opened(topic, encode(value))
    assert not [each for each in page.button if each.label == "Skip"]
    assert given["autoplay"] == (topic is TOPIC)


def test_one_question_follows_the_other_and_answers_stay():
    page, _ = opened(AVERAGES)
    first, second, _ = AVERAGES.predictions
    press(page, AVERAGES, "answer 2")
    assert first.answers[2] in said(page) and second.question not in said(page)
    press(page, AVERAGES, "next")
    assert second.question in said(page) and first.question not in said(page)
    press(page, AVERAGES, "answer 1")
    assert second.answers[1] in said(page)
    assert page.session_state["moving_averages said"] == {
        first.question: first.answers[2],
        second.question: second.answers[1],
    }


def test_a_topic_without_predictions_has_no_switch():
    for topic in topics():
        assert ("predict" in topic.options) == bool(topic.predictions)
        assert "predict" not in topic.looks
