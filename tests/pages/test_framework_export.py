"""The page of frameworks: its job, its downloads, networks that are sent there."""

from __future__ import annotations

from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.studies.framework_export.descent import Export
from engine.values.codec import decode, encode
from pages.topics.framework_export.topic import TOPIC, address
from tests.pages.test_topics import again, opened
from tests.pages.waiting import code, settled

SMALL = Export(Experiment(Data(points=40), Network((Dense(2),))), step=3)


def test_programs_are_written_on_a_click():
    page, _ = opened(TOPIC, run=encode(SMALL))
    page.button(key="programs button").click()
    settled(page)
    written = code(page)
    assert len(written) == 3 and "import torch" in written[1] and "import keras" in written[2]
    assert any("Each prints" in each.value for each in page.markdown)


def test_the_descent_is_the_value():
    page, given = opened(TOPIC)
    page.slider(key="export.w").set_value(9.0)
    given = again(page)
    assert page.session_state["framework_export"].w == 9.0 and given[-1]["experiment"].startswith("export1.")


def test_the_criteria_of_the_notes_are_a_table():
    page, _ = opened(TOPIC, view="more:How to choose")
    table = next(each.value for each in page.main.markdown if "running speed" in each.value)
    assert table.count("\n") == 5 and "PyTorch" in table


def test_networks_are_sent_here():
    assert decode(address(SMALL.experiment).partition("run=")[2]) == Export(SMALL.experiment)
