"""Lessons: their texts are read strictly, every step leads to a state that opens, and one walks through them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from engine.experiment import Experiment
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.controls import look
from pages.lessons import LESSONS, OWN, TEXTS, lesson, opened
from pages.lessons.lesson import LONGEST, pack, parse, unpack
from pages.lessons.places import place
from pages.topics import topics
from tests.pages.waiting import arrived, unfolded

STEPS = [(name, part) for name in LESSONS for part in range(len(lesson(name).steps))]
quietly = settings(max_examples=100, deadline=None, derandomize=True, database=None)
OWN_TEXT = """# Mine
About it.

## One
open: playground / Two spirals
Words.
ask: What? | This | That
look: There.

## Two
Only words.
"""


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def card(app: AppTest) -> str:
    return " ".join(each.value for each in app.markdown)


# the texts


def test_every_text_is_a_lesson_of_the_menu():
    assert {path.stem for path in TEXTS.glob("*.md")} == set(LESSONS)
    assert len(LESSONS) >= 10
    pages = {place(step.opens).topic.slug for name in LESSONS for step in lesson(name).steps}
    assert pages == {topic.slug for topic in topics()}, "the course is walked through"


@pytest.mark.parametrize(("name", "part"), STEPS)
def test_every_step_opens_a_state_and_says_what_to_look_at(name, part):
    step = lesson(name).steps[part]
    goal = place(step.opens)
    assert goal.topic.kind.open(goal.run) is not None
    look.read(goal.view, goal.topic.options)
    assert step.title and step.look and step.look.endswith((".", "?"))
    assert not step.question or step.question.endswith("?")


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_fits_into_a_link(name):
    text = (TEXTS / f"{name}.md").read_text(encoding="utf-8")
    assert opened(OWN + pack(text)) == lesson(name)


def test_a_text_is_read_as_it_is_written():
    found = parse(OWN_TEXT)
    assert (found.title, found.about, len(found.steps)) == ("Mine", "About it.", 2)
    first, second = found.steps
    assert (first.opens, first.text, first.question) == ("playground / Two spirals", "Words.", "What?")
    assert first.answers == ("This", "That") and first.look == "There."
    assert second.text == "Only words." and not second.opens


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "begins with ''; wanted is a title"),
        ("Mine\n## One\n", "begins with 'Mine'"),
        ("# Mine\n", "0 steps; wanted are 1 to 20"),
        ("# Mine\n" + "## s\n" * 21, "21 steps"),
        ("# Mine\n## One\nask: What? | This", "'One' asks with 1 answers; wanted are 2 to 5"),
        ("# Mine\n## One\nlook: a\nlook: b", "two lines that begin with 'look:'"),
        ("# Mine\n## One\n![x](http://a/b.png)", "pictures and HTML are not allowed"),
        ("# Mine\n## One\n<script>", "pictures and HTML are not allowed"),
        ("# Mine\n## One\n" + "x" * LONGEST, "are too long"),
    ],
)
def test_a_text_that_is_none_says_why(text, sentence):
    with pytest.raises(Refused, match=sentence):
        parse(text)


@pytest.mark.parametrize(
    ("opens", "sentence"),
    [
        ("playgrund / Two spirals", "page 'playgrund' is unknown; there are playground,"),
        ("playground / Three spirals", "Playground has no example 'Three spirals'; there are"),
        ("?run=net1.xx", "link: cut off"),
        ("https://host/?run=other1.e30", "no page opens the link"),
        ("https://host/", "no page opens the link"),
    ],
)
def test_a_place_that_is_none_says_what_there_is(opens, sentence):
    with pytest.raises(Refused, match=sentence):
        place(opens)


def test_a_link_is_a_place():
    code = encode(Experiment(seed=3))
    goal = place(f"https://any.host/base/?run={code}&view=panel:Network&at=90")
    assert (goal.topic.slug, goal.run, goal.view, goal.step) == ("playground", code, "panel:Network", 90)


@quietly
@given(st.text(max_size=300))
def test_no_code_does_any_harm(text):
    for reader in (opened, lambda each: unpack(each), lambda each: opened(OWN + each)):
        try:
            reader(text)
        except Refused as refused:
            assert len(str(refused)) < 600


def test_a_text_that_unpacks_to_very_much_is_refused():
    with pytest.raises(Refused, match="cut off or altered"):
        unpack(pack("x" * 3_000_000))


# on the page


def test_a_lesson_leads_from_page_to_page_and_ends():
    app = press(unfolded(arrived(), "lessons"), "lesson first_weights")
    assert "The first weights" in card(app) and "weight_initialization" in app.session_state
    assert not any("You said" in each.value for each in app.markdown)
    press(app, "lesson answer 2")
    assert "You said: **One**" in card(app)
    press(app, "lesson next")
    assert "2 of 5 · Too small" in card(app) and "You said" not in card(app)
    before = app.session_state["weight_initialization"]
    press(press(app, "lesson back"), "lesson next")
    assert app.session_state["weight_initialization"] == before
    press(app, "lesson close")
    assert "The first weights" not in card(app) and app.session_state["weight_initialization"] == before


def test_a_link_opens_a_lesson_at_a_step():
    app = arrived(lesson="one_neuron", part="3")
    assert "3 of 5 · Cross-entropy" in card(app) and "logistic_regression" in app.session_state


def test_an_own_lesson_is_written_and_opened_by_its_link(monkeypatch):
    monkeypatch.setattr("streamlit.context.__class__.url", "http://host/", raising=False)
    app = unfolded(arrived(), "lessons")
    app.text_area(key="lesson text").set_value(OWN_TEXT).run()
    assert not app.exception
    link = next(each.value for each in app.code if "lesson=" in each.value)
    again = arrived(lesson=parse_qs(urlsplit(link).query)["lesson"][0])
    assert "Mine" in card(again) and again.session_state.playground.data.source.label == "Two spirals"
    app.text_area(key="lesson text").set_value(OWN_TEXT.replace("Two spirals", "Nothing")).run()
    assert any("has no example 'Nothing'" in each.value for each in app.warning)


@pytest.mark.parametrize("code", ["nothing", "own.", "own.xxxx", "own." + "A" * 9000, "../../etc/passwd"])
def test_a_lesson_that_is_none_says_so_and_the_page_stands(code):
    app = arrived(lesson=code, part="-1")
    assert any("The lesson could not be opened" in each.value for each in app.warning)
    assert app.session_state.playground == Experiment()
