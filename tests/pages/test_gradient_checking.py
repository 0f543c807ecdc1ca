"""Find the bug: it is planted, guessed at, shown with its line of code, and counted."""

from __future__ import annotations

import pytest

from engine.experiment import Experiment
from engine.studies.gradient_checking.checking import Checking
from engine.studies.gradient_checking.faults import FAULTS
from engine.studies.gradient_checking.grounds import ground
from engine.values.codec import encode
from pages.topics.gradient_checking.topic import TOPIC
from tests.pages.test_topics import again, opened
from tests.pages.waiting import code


def press(page, label: str):
    next(each for each in page.button if each.label == label).click()
    again(page)


def text(page) -> str:
    return "\n".join(each.value for each in [*page.markdown, *page.caption])


def with_bug(name: str):
    page, _ = opened(TOPIC, encode(Checking(ground(name), name)))
    return page


def guess(page, name: str):
    page.radio[0].set_value(name)
    press(page, "That is it")


def test_a_bug_is_not_told_before_it_is_found():
    page = with_bug("wrong_sign")
    assert not code(page) and FAULTS["wrong_sign"].wrong not in text(page)


def test_a_wrong_guess_is_told_how_it_would_show_and_a_right_one_gets_the_line_and_its_repair():
    page = with_bug("missing_slope")
    guess(page, "forgotten_layer")
    assert "Not **forgotten layer**" in text(page) and not code(page)
    guess(page, "missing_slope")
    (repair,) = code(page)
    assert repair.splitlines() == ["- self.d_z[...] = 1", "+ self.activation.slope(self.z, self.a, self.d_z)"]
    assert "engine/networks/propagation.py, line " in text(page)
    assert "Found 1 of 16 bugs in 2 guesses" in text(page)


def test_who_gives_up_is_shown_it_and_has_not_found_it():
    page = with_bug("penalised_bias")
    press(page, "Show me")
    assert code(page) and "Found 0 of 16 bugs in 0 guesses" in text(page)


def test_one_bug_after_the_other_until_all_are_known():
    page, _ = opened(TOPIC)
    press(page, "Plant a bug")
    planted = [page.session_state[TOPIC.slug].fault]
    for _ in range(4):
        press(page, "Show me")
        press(page, "Another bug")
        planted.append(page.session_state[TOPIC.slug].fault)
    assert len(set(planted)) == 5 and "none" not in planted
    shown = page.session_state["gradient_checking score"].shown
    shown |= set(FAULTS)
    shown.remove("wrong_sign")
    page.session_state[TOPIC.slug] = Checking()
    again(page)
    press(page, "Plant a bug")
    assert page.session_state[TOPIC.slug].fault == "wrong_sign"
    press(page, "Show me")
    press(page, "Another bug")
    assert page.session_state[TOPIC.slug].fault not in ("wrong_sign", "none"), "and then they all come again"
    press(page, "Take it out")
    assert page.session_state[TOPIC.slug].fault == "none"


@pytest.mark.parametrize("known", [None, Experiment(seed=7)])
def test_the_network_of_the_playground_can_be_checked_if_there_is_one(known):
    page, _ = opened(TOPIC, view="panel:Check")
    if known:
        page.session_state["playground"] = known
        again(page)
    labels = [each.label for each in page.button]
    assert ("Check the network that is open in the Playground" in labels) == bool(known)
    if known:
        press(page, "Check the network that is open in the Playground")
        assert page.session_state[TOPIC.slug].experiment == known
