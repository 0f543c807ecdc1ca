"""The ledger's page: filters, cards, measuring again, what is taken away."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

import pytest

from engine.claims import CLAIMS
from engine.claims.record import measured
from engine.studies.ledger.ledger import OUTCOMES, SECTIONS, Ledger
from engine.values.codec import encode
from pages.topics import reader
from pages.topics.ledger import map, printed, reading
from pages.topics.ledger.chosen import Page, address, chosen
from pages.topics.ledger.recording import KIND, turning
from pages.topics.ledger.topic import TOPIC, clock
from tests.pages.test_topics import again, opened
from tests.pages.waiting import settled

every_choice = pytest.mark.parametrize("ledger", [Ledger(s, o) for s in SECTIONS for o in OUTCOMES])


@every_choice
def test_every_choice_can_be_read_to_its_end(ledger):
    pages = list(turning(ledger))
    assert [page.number for page in pages] == (chosen(ledger) or [None])
    assert clock(ledger).last == len(pages) - 1
    for page in (pages[0], pages[-1]):
        assert map.patch(page) and reading.patch(page)["words"][2]


def test_sections_and_outcomes_part_the_claims():
    for filters in (SECTIONS, OUTCOMES):
        name = "section" if filters is SECTIONS else "outcome"
        parts = [chosen(Ledger(**{name: slug})) for slug in filters if slug != "all"]
        assert sorted(sum(parts, [])) == list(CLAIMS)


def test_pointing_at_a_square_reads_its_claim():
    ledger = Ledger("optimization")
    picks, where = map.spec(ledger)["picks"], map.places()
    for step, number in enumerate(chosen(ledger)):
        x, y = where[number]
        assert picks["steps"][y * len(picks["x"]) + x] == step
    assert sum(step is not None for step in picks["steps"]) == len(chosen(ledger))


def test_a_claim_is_read_with_all_its_figures():
    patch = reading.patch(Page(Ledger(), 0, 31))
    assert all(f"{each.name} {each}" in patch["sum"] for each in measured()[31].verdict.figures)
    assert "seeds 0 to 29" in patch["words"][0] and CLAIMS[31].words in patch["words"][1]
    assert "times of one machine" in reading.patch(Page(Ledger(), 0, 3))["words"][0]


@pytest.mark.parametrize("number", CLAIMS)
def test_every_claim_has_a_link_that_some_page_opens(number):
    code = address(CLAIMS[number]).partition("run=")[2]
    topic = reader(code, "playground")
    assert topic is not None and topic.kind.shown(topic.kind.open(code)) == CLAIMS[number].on


def test_filters_are_the_value():
    page, given = opened(TOPIC)
    page.selectbox(key="ledger.outcome").set_value("fails")
    given = again(page)
    assert page.session_state["ledger"] == Ledger(outcome="fails")
    assert given[-1]["clock"]["knob"]["values"] == [str(number) for number in chosen(Ledger(outcome="fails"))]


def test_a_claim_is_measured_again_with_other_seeds():
    page, _ = opened(TOPIC, run=encode(Ledger("logistic")))
    page.number_input(key="ledger.seed").set_value(500)
    again(page)
    page.button(key="ledger 2 button").click()
    settled(page)
    assert any("With seeds 500 to 529" in each.value for each in page.markdown)


def test_what_is_printed_has_every_claim_and_no_open_tag():
    numbers, seen = chosen(Ledger()), []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            seen.append(tag)

    Reader().feed(printed.page(numbers))
    assert seen.count("article") == len(numbers) == 45 and "script" not in seen


def test_the_table_has_a_row_for_every_figure():
    rows = list(csv.DictReader(io.StringIO(printed.table([1, 2]))))
    assert len(rows) == sum(len(measured()[number].verdict.figures) for number in (1, 2))
    assert float(rows[0]["value"]) == measured()[1].verdict.figures[0].value


def test_views_are_as_small_as_words():
    assert set(KIND.views) == {"map", "reading"}
