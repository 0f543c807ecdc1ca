"""The page of schedules without a browser: its rows, what is dragged and what is clicked, and what examples say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.optimizers.schedules import Constant, Exponential, StepTable
from engine.studies.rate_decay.annealed import Annealed, annealing, wobble
from engine.studies.rate_decay.decay import Decay, Pace
from engine.studies.rate_decay.orbits import settled, theory
from engine.values.codec import encode
from pages.topics.rate_decay.examples import EXAMPLES
from pages.topics.rate_decay.paces import grips
from pages.topics.rate_decay.panel import pointed, reseed
from pages.topics.rate_decay.topic import TOPIC
from tests.pages.test_topics import again, opened

HAND = Decay(paces=(Pace(Constant(0.5)), Pace(StepTable(0.5, ((5.0, 0.2), (12.0, 0.05))))))


def shown(page) -> Decay:
    return page.session_state["rate_decay"]


def flat(decay: Decay) -> list[float]:
    return [float(f"{number:.4g}") for one in grips(decay) for place in one for number in place]


def test_a_schedule_is_switched_off_and_another_kind_keeps_the_rate():
    page, _ = opened(TOPIC)
    page.checkbox[0].set_value(False)
    next(each for each in page.selectbox if each.key == "pace1.kind").set_value("cosine")
    again(page)
    assert [pace.on for pace in shown(page).paces] == [False, True, True, True, True]
    assert shown(page).paces[1].schedule.label == "Cosine" and shown(page).paces[1].schedule.rate == 0.5


def test_a_dragged_dot_changes_its_own_schedule_only():
    decay, wish = Decay(), flat(Decay())
    wish[5] = 0.4  # of the exponential one
    found = pointed(decay, {"point": wish})
    assert [a == b for a, b in zip(found.paces, decay.paces, strict=True)] == [True, True, False, True, True]
    assert float(found.paces[2].schedule(wish[4])) == pytest.approx(0.4, rel=0.01)
    assert pointed(decay, {"point": flat(decay)}) == decay


def test_rows_of_a_table_are_dragged_added_and_taken_away():
    wish = flat(HAND)
    wish[4:6] = [20.0, 0.1]  # the first row, beyond the second
    assert pointed(HAND, {"point": wish}).paces[1].schedule.table == ((12.0, 0.05), (20.0, 0.1))
    added = pointed(HAND, {"click": [20.0, 0.01]})
    assert added.paces[1].schedule.table == ((5.0, 0.2), (12.0, 0.05), (20.0, 0.01))
    assert pointed(added, {"click": [20.1, 0.011]}) == HAND
    assert pointed(Decay(), {"click": [20.0, 0.01]}) == Decay()


@pytest.mark.parametrize(
    "wish",
    [None, {}, {"point": []}, {"point": [1.0] * 9}, {"click": [1.0]}, {"point": ["a"] * 10}, {"click": [np.nan, 1.0]},
     {"point": [float("inf")] * 10}, {"click": "ab"}, [1, 2]],
)  # fmt: skip
def test_what_is_no_drag_does_nothing(wish):
    assert pointed(Decay(), wish) == Decay()


@pytest.mark.parametrize("number", [-5.0, 0.0, 1e8])
def test_a_drag_far_off_stays_within_bounds(number):
    for decay in (Decay(), HAND):
        found = pointed(decay, {"point": [number] * len(flat(decay))})
        assert TOPIC.kind.open(encode(found)) == found
    assert TOPIC.kind.open(encode(pointed(HAND, {"click": [number, number]})))


def test_other_noise_by_the_dice():
    assert reseed(Decay()) == replace(Decay(), seed=1)


def test_examples_are_as_they_say():
    five, small, frozen, flat_bowl, _, network, quiet = (each.value for each in EXAMPLES.values())
    ends = theory(five)[-1]
    assert ends[0] == ends.max() and theory(five)[20, 0] < 1.15 * settled(0.5, five)
    assert theory(small)[50, 1] > 2 * theory(small)[50, 0] and theory(small)[-1, 1] > 1.5 * settled(0.02, small)
    assert theory(small)[-1, 2] < theory(small)[-1, 1]
    assert theory(frozen)[-1, 0] > 0.95 * theory(frozen)[50, 0] > theory(frozen)[-1, 1]
    assert np.allclose(flat_bowl.curvatures, [1, 0.02])
    *_, last = annealing(Annealed(network))
    assert wobble(last.costs)[0] > 3 * wobble(last.costs)[1] and last.costs[-1, 0] > last.costs[-1, 1]
    assert theory(quiet)[-1, 0] < theory(quiet)[-1, 1]


def test_the_link_of_a_table_opens_it():
    page, _ = opened(TOPIC, encode(HAND))
    assert shown(page) == HAND
    page, _ = opened(TOPIC, encode(Decay(paces=(Pace(Exponential(0.5, 0.3)),))))
    assert len(shown(page).paces) == 1
