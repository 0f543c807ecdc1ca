"""Cards of claims: read at once, measured at a click, on what is on screen where it fits."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from engine.claims import CLAIMS
from engine.claims.claim import FAILS, Figure, Verdict
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.moving_averages.averages import Averages
from engine.studies.moving_averages.made import Temperatures
from engine.studies.moving_averages.trained import BatchLoss
from engine.studies.regularization_lab.lab import Lab
from engine.training.pieces import at_once
from engine.values.codec import encode
from pages.controls.topic import CLAIMS_TAB
from pages.topics import topics
from pages.topics.moving_averages.topic import TOPIC as AVERAGES
from pages.topics.regularization_lab.topic import TOPIC as REGULARIZATION
from tests.pages.test_topics import again, opened
from tests.pages.waiting import settled

MEASURE = "Measure it here"
STAND_IN = Verdict(FAILS, (Figure("share", 0.42, "%"),), "Just so.")
measurable = pytest.mark.parametrize(
    "topic", [each for each in topics() if each.measurable], ids=lambda topic: topic.slug
)


def press(page, number: int) -> None:
    page.button(key=f"claim {number} button").click()
    settled(page)


def test_every_claim_of_the_ledger_that_a_page_names_is_measurable_there():
    assert {number for topic in topics() for number in topic.measurable} >= {*range(11, 21), 29, 30}
    for topic in topics():
        own = CLAIMS_TAB in topic.extras  # the ledger has all claims, in a tab that it fills itself
        assert (CLAIMS_TAB in topic.below) == (bool(topic.measurable) or own)
        assert not (topic.measurable and own)
        assert len(set(topic.below)) == len(topic.below)


@measurable
def test_cards_say_what_is_claimed_and_measure_nothing_unasked(topic, jobs):
    page, _ = opened(topic, view="more:Claims" if len(topic.below) > 1 else "")
    assert not jobs.workers, "nothing stands in line"
    words = " ".join(each.value for each in page.markdown)
    assert all(CLAIMS[number].words in words for number in topic.measurable)
    assert len([each for each in page.button if each.label.startswith(MEASURE)]) == len(topic.measurable)


@measurable
def test_a_click_measures_that_claim_on_a_value_that_it_can_be_measured_on(topic):
    seen = []
    stand_in = at_once(lambda on, seeds, clock=None: seen.append((on, seeds)) or STAND_IN)
    with patch(
        "pages.controls.claims.CLAIMS", {number: replace(CLAIMS[number], measure=stand_in) for number in CLAIMS}
    ):
        page, _ = opened(topic, view="more:Claims" if len(topic.below) > 1 else "")
        for number in topic.measurable:
            press(page, number)
            claim = CLAIMS[number]
            on = claim.on if claim.fits(topic.default) is None else topic.default
            assert seen[-1] == (on, range(claim.count))
    assert len([each for each in page.markdown if "does not hold" in each.value and "**42 %**" in each.value]) == len(
        topic.measurable
    )


def test_the_verdict_stays_until_what_it_rests_on_is_changed():
    page, _ = opened(AVERAGES, encode(Averages(Temperatures(first_day=182))))
    press(page, 30)
    assert any("holds if" in each.value and "off at t = 1" in each.value for each in page.markdown)
    again(page)
    assert any("holds if" in each.value for each in page.markdown)
    next(each for each in page.slider if each.label.startswith("Mean")).set_value(-15.0)
    again(page)
    assert not any("holds if" in each.value for each in page.markdown)
    press(page, 30)
    assert any("does not hold" in each.value for each in page.markdown)


def test_what_does_not_fit_is_measured_on_the_claims_own_value_and_says_so():
    page, _ = opened(AVERAGES, encode(Averages(BatchLoss())))
    link = f"(?run={encode(CLAIMS[30].on)})"
    assert any("does not fit" in each.value and link in each.value for each in page.caption)
    press(page, 30)
    assert any("holds if" in each.value for each in page.markdown)


def test_where_networks_diverge_a_sentence_says_so():
    experiment = replace(Lab().experiment, schedule=Constant(rate=100.0))
    lab = Lab(
        replace(experiment, optimizer=OPTIMIZERS["gradient_descent"](), network=Network((Dense(4, "leaky_relu"),) * 3)),
        epochs=50,
    )
    page, _ = opened(REGULARIZATION, encode(lab), "more:Claims")
    for number in (13, 18, 19):
        press(page, number)
    assert len([each for each in page.error if "diverge" in each.value]) == 3


def test_what_a_card_comes_to_is_what_measuring_comes_to(jobs):
    study = Averages(replace(Temperatures(), first_day=182))
    page, _ = opened(AVERAGES, encode(study))
    press(page, 30)
    who = page.session_state["viewer of jobs"]
    assert jobs.look(("claim 30", encode(study)), who).result == CLAIMS[30].verdict(study)
