"""What a link hides or locks is gone or still on every page, and nothing else changes."""

from __future__ import annotations

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from engine.experiment import Experiment
from engine.values.codec import encode
from pages.controls import share, veil
from pages.topics import topics
from tests.pages.waiting import arrived, unfolded


def labels(page: AppTest) -> list[str]:
    kinds = (page.slider, page.select_slider, page.selectbox, page.toggle, page.number_input)
    return [each.label for kind in kinds for each in kind]


def test_a_control_is_hidden_or_locked_by_its_key():
    plain = arrived()
    assert "Points m" in labels(plain)
    assert "Points m" not in labels(arrived(hide="data.points"))
    locked = arrived(lock="data.points")
    assert next(each for each in locked.slider if each.label == "Points m").disabled
    assert locked.session_state.playground == arrived(hide="data.points").session_state.playground == Experiment()


def test_panels_strip_and_examples_go():
    page = arrived(hide="panel.Data,panel.Network,strip,examples")
    assert [each.label for each in page.tabs][:1] != ["Data"]
    assert "Points m" not in labels(page) and "Batch norm" not in labels(page) and "Examples" not in labels(page)


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.slug)
def test_every_page_stands_without_all_that_can_be_hidden(topic):
    every = [*veil.PARTS, *(f"panel.{name}" for name in topic.panels), *(f"below.{name}" for name in topic.below)]
    page = arrived(topic.slug, hide=",".join(every))
    assert page.session_state[topic.slug] == topic.default
    assert not labels(page) or topic.looks or len(topic.named) > 1


def test_views_are_left_out_and_never_all_of_them(monkeypatch):
    query = {"hide": "view.a,view.c"}
    monkeypatch.setattr(veil, "st", SimpleNamespace(query_params=query))
    assert veil.rows([["a", ["b", "c"]], ["c"], ["d"]]) == [[["b"]], ["d"]]
    query["hide"] = "view.a,view.b"
    assert veil.rows([["a", ["b"]]]) == [["a", ["b"]]]


@pytest.mark.parametrize("text", ["", ",,,", "x" * 10_000, "nav;drop", "<b>", "data.points" * 900])
def test_nonsense_hides_nothing(text):
    assert "Points m" in labels(arrived(hide=text, lock=text))


def test_the_link_that_is_shared_holds_the_run_and_what_is_hidden(monkeypatch):
    monkeypatch.setattr(share.st.context.__class__, "url", "http://host/base/?at=3")
    page = unfolded(arrived(), "playground share")
    page.multiselect(key="playground hide").set_value(["strip", "view.loss"]).run()
    page.multiselect(key="playground lock").set_value(["data.points"]).run()
    page.toggle(key="playground embed").set_value(True).run()
    assert not page.exception
    frame = page.code[0].value
    link = frame.split('"')[1]
    asked = parse_qs(urlsplit(link).query)
    assert asked["run"] == [encode(Experiment())] and asked["embed"] == ["true"]
    assert asked["hide"] == ["strip,view.loss"] and asked["lock"] == ["data.points"]
    again = arrived(hide=asked["hide"][0], lock=asked["lock"][0])
    assert "Batch norm" not in labels(again)


def test_a_code_is_drawn_for_a_link_and_a_sentence_where_it_is_too_long():
    assert share.code("https://example.org/?run=net1.e30").startswith("<svg")
    assert share.code("h" * share.MOST_IN_A_CODE).count("path") >= 1
    with pytest.raises(ValueError, match="Data too large"):
        share.code("h" * (share.MOST_IN_A_CODE + 1))
