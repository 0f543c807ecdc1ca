"""The page of first weights: where it opens, what its views play, and what it says of networks too deep to draw."""

from __future__ import annotations

import pytest

from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.studies.weight_initialization.first_weights import SCALES, FirstWeights
from engine.values.bounds import Refused
from engine.values.codec import decode, encode
from pages.topics.playground.topic import TOPIC as PLAYGROUND
from pages.topics.weight_initialization.topic import TOPIC
from tests.pages.test_topics import opened


def said(page) -> str:
    return " ".join(each.value for each in [*page.caption, *page.markdown])


def test_it_opens_at_xavier_and_waits_for_a_hand():
    _, (given,) = opened(TOPIC)
    assert given["at"] == given["first"]["step"] == SCALES.index(1.0) and not given["autoplay"]
    assert given["clock"]["knob"]["values"][given["at"]] == "1"


def test_twins_play_a_run_of_the_playground_and_the_map_one_of_its_own():
    _, (given,) = opened(TOPIC, view="layout:twins")
    assert not decode(given["run"]).network.initializer.deviation(2, 4)
    assert "layers" not in given["figures"]["drawn"]
    _, (given,) = opened(TOPIC, view="layout:map")
    assert given["run"].startswith("initmap1.")


@pytest.mark.parametrize(("depth", "word"), [(8, "Open this network"), (9, "9 hidden layers are more than the 8")])
def test_the_way_to_the_playground_or_why_there_is_none(depth, word):
    page, _ = opened(TOPIC, encode(FirstWeights(depth=depth)))
    assert word in said(page)


def test_the_playground_refuses_a_deeper_link_with_a_sentence():
    deep = encode(Experiment(network=Network((Dense(4),) * 9)))
    with pytest.raises(Refused, match="9 hidden layers are more than the 8"):
        PLAYGROUND.kind.open(deep)
    page, (given,) = opened(PLAYGROUND, deep)
    assert page.session_state["playground"] == PLAYGROUND.default and "9 hidden layers" in given["note"]
