"""What the player may ask by hand: a weight that is set, a remedy; and what becomes of both with other changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.networks.overrides import MOST
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.controls.by_hand import cure, hands_off, weigh

INDEX = str(Path(__file__).parents[2] / "pages" / "index.py")
WISH = {"step": 120, "layer": 0, "unit": 1, "source": 1, "value": 2.5}
ROW = (120, 0, 1, 1, 2.5)
SET = Experiment(overrides=(ROW,))


def test_a_weight_is_set_and_set_again_in_its_place():
    assert weigh(Experiment(), WISH) == SET
    assert weigh(SET, {**WISH, "value": -1}).overrides == ((*ROW[:4], -1.0),)
    assert weigh(SET, {**WISH, "step": 130}).overrides == (ROW, (130, *ROW[1:]))


@pytest.mark.parametrize(
    "wish",
    [None, 7, "x", [], {}, {"step": 1, "value": 2.0}, *({**WISH, "value": value} for value in (None, "much", []))],
)
def test_what_is_no_wish_does_nothing(wish):
    assert weigh(SET, wish) == SET and cure(SET, wish) == SET


@pytest.mark.parametrize(
    "wish",
    [
        {**WISH, **each}
        for each in ({"value": 21}, {"value": float("nan")}, {"step": -1}, {"unit": True}, {"source": 1.0})
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(wish):
    with pytest.raises(Refused, match="Weight: .* is not a"):
        weigh(SET, wish)


def test_a_run_holds_only_so_many():
    full = replace(SET, overrides=tuple((step, 0, 0, 0, 1.0) for step in range(MOST)))
    with pytest.raises(Refused, match="a run holds no more"):
        weigh(full, WISH)
    assert len(encode(full)) < 1000


def test_another_run_is_without_hands_a_hotter_one_is_not():
    assert hands_off(SET, replace(SET, seed=1)).overrides == ()
    assert hands_off(SET, replace(SET, network=Network((Dense(2),)))).overrides == ()
    warmer = replace(SET, clip=1.0)
    assert hands_off(SET, warmer) == warmer
    example = replace(SET, seed=2, overrides=((1, 0, 0, 0, 0.0),))
    assert hands_off(SET, example) == example, "what brings its own keeps it"


def test_the_page_says_how_many_were_set_and_lets_go_of_them():
    page = AppTest.from_file(INDEX, default_timeout=30)
    page.query_params.update({"run": encode(SET), "view": "panel.Network"})
    page.run()
    assert not page.exception and page.session_state.playground == SET
    page.session_state["playground look"]["panel"] = "Network"
    page.run()
    button = page.button(key="network.overrides")
    assert button.label == "one weight was set by hand"
    button.click().run()
    assert not page.exception and page.session_state.playground == Experiment()


def test_the_contest_takes_no_weights_set_by_hand():
    from engine.training.contest import GOALS, entry

    goal = GOALS["circles"]
    entry(goal, f"{encode(Experiment(data=goal.data))}@500")
    with pytest.raises(Refused, match="set by hand"):
        entry(goal, f"{encode(replace(SET, data=goal.data))}@500")
