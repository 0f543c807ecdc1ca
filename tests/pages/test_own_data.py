"""Points of one's own on the Playground: strokes, tables, and what is said where they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.datasets import GIVEN, SOURCES
from engine.datasets.own import Own
from engine.datasets.samples import Data, draw
from engine.experiment import Experiment
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.controls.own import csv_of
from pages.controls.stroke import MOST_IN_A_STROKE, paint
from pages.plots import brushed

INDEX = str(Path(__file__).parents[2] / "pages" / "index.py")
TABLE = "width,length,animal\n1.5,2.0,cat\n-0.3,1.1,dog\n0.5,0.25,emu\n1.0,-1.0,cat\n"


@pytest.fixture
def page() -> AppTest:
    """The Playground on points of one's own."""
    page = AppTest.from_file(INDEX, default_timeout=30)
    page.query_params["run"] = encode(Experiment(Data(Own())))
    page.run()
    assert not page.exception
    return page


def widget(kind, label: str):
    return next(each for each in kind if each.label == label)


def pasted(page: AppTest, text: str) -> AppTest:
    page.text_area(key="own.text").set_value(text).run()
    assert not page.exception
    return page


@pytest.mark.parametrize("slug", GIVEN)
def test_given_points_open_and_a_class_of_their_number_of_outputs_learns(slug):
    page = AppTest.from_file(INDEX, default_timeout=30)
    page.query_params["run"] = encode(Experiment(Data(GIVEN[slug]())))
    page.run()
    assert not page.exception
    assert page.session_state.playground.data.source == GIVEN[slug]()
    assert widget(page.slider, "Points m").max <= GIVEN[slug]().most


def test_a_pasted_table_becomes_the_points_at_a_click_and_can_be_undone(page):
    before = page.session_state.playground
    pasted(page, TABLE)
    assert page.selectbox(key="own.across").value == "width" and page.selectbox(key="own.target").value == "animal"
    page.button(key="own.use").click().run()
    assert not page.exception
    own = page.session_state.playground.data.source
    assert len(own.marks) == 4 and own.classes == 3 and own.task == "multiclass"
    widget(page.button, ":material/undo:").click().run()
    assert page.session_state.playground == before


def test_a_table_of_values_brings_the_loss_along(page):
    pasted(page, "a,b,y\n0,0,1.5\n1,1,2.5\n2,0,9\n")
    page.segmented_control(key="own.kind").set_value("value").run()
    page.button(key="own.use").click().run()
    assert not page.exception
    experiment = page.session_state.playground
    assert experiment.data.source.task == "regression" and experiment.loss == "squared_error"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\n1,x\n", "Table: 1 of its 2 columns hold numbers only; wanted are two"),
        ("a,b,c\n1,2,3\n1,2\n", "Table: row 3 has 2 columns"),
        ("1,2,3\n" * 2001, "Table: 2,001 rows of points"),
    ],
)
def test_a_table_that_cannot_be_used_says_why_and_changes_nothing(page, text, sentence):
    before = page.session_state.playground
    pasted(page, text)
    assert any(sentence in each.value for each in page.warning)
    assert page.session_state.playground == before and "own.use" not in [each.key for each in page.button]


def test_the_points_that_are_taken_away_can_be_brought_back(page):
    own = page.session_state.playground.data.source
    pasted(page, csv_of(own))
    page.toggle(key="own.standard").set_value(False).run()
    page.button(key="own.use").click().run()
    assert sorted(page.session_state.playground.data.source.marks) == sorted(own.marks)


# strokes


def test_a_stroke_over_any_problem_makes_its_points_ones_own():
    painted = paint(Experiment(), {"add": [[0.5, 0.5, 1], [1, 1, 3]]})
    assert isinstance(painted.data.source, Own) and painted.data.m == 302
    assert painted.data.source.task == "multiclass", "a third colour is a third class"


def test_a_stroke_on_real_values_is_a_value():
    plane = Experiment(Data(Own(((0, 0, 0), (9, 9, 50)), "value")), loss="squared_error")
    assert paint(plane, {"add": [[1, 1, -0.5]]}).data.source.marks[-1] == (20, 20, -50)


@pytest.mark.parametrize(
    "wish",
    [None, 3, "x", [], {}, {"add": 3}, {"add": [[1, 2]]}, {"add": [["1", 2, 0]]}, {"add": [[float("nan"), 0, 0]]},
     {"add": [[1e9, 0, 0]]}, {"erase": [[True, 0]]}, {"move": [[0, 0, 1]]}, {"add": [[0, 0, None]]}],
)  # fmt: skip
def test_nonsense_from_a_browser_does_nothing(wish):
    assert paint(Experiment(), wish) == Experiment()


def test_a_stroke_has_an_end():
    painted = paint(Experiment(Data(Own())), {"add": [[0, 0, 1]] * 5000})
    assert len(painted.data.source.marks) == len(Own().marks) + MOST_IN_A_STROKE


def test_the_last_points_cannot_be_rubbed_out():
    with pytest.raises(Refused, match="0 are not between 1"):
        paint(Experiment(Data(Own(((0, 0, 1),)))), {"erase": [[0, 0]]})


@pytest.mark.parametrize("slug", ["circles", "plane", "blobs", "own"])
def test_what_can_be_painted_is_what_there_is_to_learn(slug):
    source = SOURCES[slug]()
    loss = "squared_error" if source.task == "regression" else "cross_entropy"
    spec = brushed.spec(Trainer(Experiment(Data(source, 60), loss=loss)))
    values = [kind["value"] for kind in spec["brush"]["kinds"]]
    assert spec["painter"] == "paint" and any(each["effect"] == "paint" for each in spec["switches"])
    assert values == ([-1, -0.5, 0, 0.5, 1] if source.task == "regression" else [0, 1, 2, 3, 4, 5])
    assert len({kind["color"] for kind in spec["brush"]["kinds"]}) == len(values)


def test_on_a_line_there_is_nothing_to_paint_on():
    experiment = Experiment(Data(SOURCES["sine"](), features=("x1",)), loss="squared_error")
    assert brushed.spec(Trainer(experiment))["painter"] != "paint"
    assert paint(experiment, {"add": [[0, 0, 1]]}) == experiment
    assert draw(experiment.data).points.shape[0] == 1
