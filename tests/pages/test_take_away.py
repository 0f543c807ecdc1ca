"""Take away and contest on the Playground: files that can be read by others, results that are computed again."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from engine.datasets import SOURCES
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers.schedules import Constant
from engine.training.contest import GOALS
from engine.training.kept import keeping
from engine.training.pieces import outcome
from engine.values.codec import decode, encode
from pages.topics.playground import contest, report
from tests.pages.waiting import arrived, settled

LINK = "http://host/?run=net1.e30&at=3"


def kept(slug: str = "circles", step: int = 60):
    source = SOURCES[slug]()
    loss = "squared_error" if source.task == "regression" else "cross_entropy"
    features = ("x1", "x2")[: source.dimensions]
    return outcome(keeping(Experiment(Data(source, 60, features=features), loss=loss), step))


@pytest.mark.parametrize("slug", SOURCES)
def test_a_report_of_any_problem_is_one_file_with_pictures_that_can_be_read(slug):
    text = report.page(kept(slug), LINK, "A <report> & more")
    assert "A &lt;report&gt; &amp; more" in text and "http://host/?run=net1.e30&amp;at=3" in text
    assert "src=" not in text and "<script" not in text and ">nan" not in text
    pictures = text.split("<svg")[1:]
    assert len(pictures) == (3 if SOURCES[slug].dimensions == 2 else 2)
    for each in pictures:
        ET.fromstring("<svg" + each.split("</svg>")[0] + "</svg>")
    assert SOURCES[slug].label in text and "Learning rate" in text


def test_curves_are_a_table_and_the_experiment_opens_again():
    found = kept()
    rows = list(csv.reader(io.StringIO(report.curves_csv(found))))
    assert rows[0][:3] == ["step", "epoch", "loss train"] and len(rows) == 62
    assert np.allclose([float(each) for each in rows[-1][2:]], [*found.loss[-1], *found.score[-1]])
    whole = json.loads(report.experiment_json(found.trainer.each[0], 60))
    assert decode(whole["code"]) == found.trainer.each[0] and whole["step"] == 60
    assert whole["experiment"]["batch_size"] == 10 and whole["experiment"]["data"]["source"][0] == "circles"


def test_a_split_without_points_leaves_dashes():
    text = report.page(outcome(keeping(Experiment(Data(train_percent=100, dev_percent=0)), 10)), LINK, "All")
    assert "<td>–<td>–" in text


def page(experiment: Experiment, tab: str) -> AppTest:
    return arrived(run=encode(experiment), view=f"more:{tab}" if tab != "Take away" else "")


def test_files_come_after_a_click_and_follow_the_playhead(jobs):
    app = page(Experiment(), "Take away")
    assert not jobs.workers and not app.get("download_button")
    for nonsense in ("40", None, True, -3, [], 1e9, 0):  # a browser may say anything
        app.session_state["playground stood"] = nonsense
        app.run()
        assert not app.exception and 1 <= app.number_input(key="playground take step").value <= 50_000
    app.session_state["playground stood"] = 40
    app.run()
    assert app.number_input(key="playground take step").value == 40
    app.button(key="take button").click()
    settled(app)
    assert {each.proto.label for each in app.get("download_button")} >= {"Lab report", "Weights as .npz"}
    assert any("Step 40: train loss" in each.value for each in app.caption)


def test_a_contest_is_computed_again_and_the_best_comes_first(jobs):
    goal, net = GOALS["circles"], Network((Dense(4),))
    good = f"Ada {encode(Experiment(goal.data, net, schedule=Constant(0.03)))}@2000"
    large = f"Alan {encode(Experiment(goal.data, schedule=Constant(0.03)))}@2000"
    poor = f"Bob {encode(Experiment(goal.data, Network(())))}@500"
    app = page(Experiment(goal.data), "Contest")
    app.selectbox(key="contest goal").set_value("circles").run()
    app.text_area(key="contest codes").set_value(f"{poor}\n{large}\n{good}\nEve net1.e30@x\n").run()
    assert any("Line 4: 'net1.e30@x' is not a code" in each.value for each in app.warning)
    app.button(key="contest button").click()
    settled(app)
    table = next(each.value for each in app.markdown if each.value.startswith("| place")).splitlines()[2:]
    assert [line.split("|")[2].strip() for line in table] == ["Ada", "Alan", "Bob"]
    assert table[0].startswith("| 1 | Ada | 17 |") and table[2].startswith("| –")


def test_who_is_on_other_points_is_shown_the_way():
    app = page(Experiment(), "Contest")
    assert any("cannot take part" in each.value for each in app.caption)
    app.button(key="contest points").click().run()
    assert not app.exception and app.session_state.playground.data == GOALS["spirals"].data
    assert any(each.value.startswith("net1.") and "@" in each.value for each in app.code)


def test_only_so_many_lines_are_read():
    rows, refused = contest.entries(GOALS["circles"], "x net1.e30@9\n" * 80)
    assert len(rows) == contest.MOST_ROWS and refused == [
        f"Line {contest.MOST_ROWS + 1}: only the first 30 lines are read."
    ]
