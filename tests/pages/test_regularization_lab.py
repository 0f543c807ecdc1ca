"""The regularization lab without a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.claims.claim import SEEDS
from engine.datasets import DATASETS
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.studies.bias_variance.sweep import Sweep
from engine.studies.regularization_lab.lab import CONTENDERS, DEFAULT, Lab
from engine.values.codec import encode
from pages.topics.regularization_lab.panels import PANELS, reseed
from pages.topics.regularization_lab.topic import swept
from tests.pages.waiting import settled

INDEX = str(Path(__file__).parents[2] / "pages" / "index.py")
BLOBS = replace(DEFAULT.data, source=DATASETS["blobs"](noise=0.137, classes=5), points=77, seed=123_456)
ODD = (
    Lab(l2=0.0123, l1=77.7, keep_prob=0.333, jitter=0.123, patience=7, factor=13, epochs=1234),
    Lab(replace(DEFAULT, data=BLOBS, network=Network((Dense(41, "relu", batch_norm=True), Dense(3))), batch_size=7)),
    Lab(replace(DEFAULT, optimizer=OPTIMIZERS["momentum"](), clip=0.77, seed=999_999)),
)


@pytest.fixture
def page() -> AppTest:
    return opened()


def opened(run_code: str = "", view: str = "") -> AppTest:
    page = AppTest.from_file(INDEX, default_timeout=60)
    page.switch_page("regularization_lab.py")
    page.query_params["run"], page.query_params["view"] = run_code, view
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def widget(kind, label: str):
    return next(each for each in kind if each.label == label)


def turn_to(page: AppTest, panel: str) -> AppTest:
    page.session_state["regularization_lab panel"] = panel
    return run(page)


def shown(page: AppTest) -> Lab:
    return page.session_state.regularization_lab


def test_each_method_has_its_one_slider(page):
    labels = [each.label for each in [*page.slider, *page.select_slider]]
    of_dropout = {"Dropout": "Keep probability"}  # what is kept is not how much is dropped
    for contender in CONTENDERS.values():
        if contender.field:
            named = of_dropout.get(contender.label, contender.label)
            assert any(label.startswith(named) for label in labels), contender.label


@pytest.mark.parametrize(
    "label, field, value",
    [
        ("Keep probability", "keep_prob", 0.5),
        ("Early stopping (epochs)", "patience", 50),
        ("More data (times the points)", "factor", 3),
    ],
)
def test_a_slider_moves_its_contender_only(page, label, field, value):
    widget(page.slider, label).set_value(value)
    run(page)
    assert shown(page) == Lab(**{field: value})


@pytest.mark.parametrize("lab", ODD, ids=["strengths", "blobs", "clipped"])
def test_odd_values_stay_as_they_are_in_every_panel(lab):
    page = opened(encode(lab))
    for panel in PANELS:
        turn_to(page, panel)
        assert shown(page) == lab and page.session_state["regularization_lab note"] is None, panel


def test_the_network_stays_bare(page):
    turn_to(page, "Training")
    widget(page.select_slider, "L2 λ₂").set_value(0.1)
    run(page)
    assert shown(page) == Lab()
    run(page)
    assert widget(page.select_slider, "L2 λ₂").value == 0


def test_only_problems_with_classes_are_offered(page):
    turn_to(page, "Data")
    groups = {group.label: " ".join(group.options) for group in page.button_group}
    assert "XOR" in groups["Two classes"] and "Blobs" in groups["Many classes"]
    assert "Regression: a value" not in groups


def test_a_link_holds_the_lab_and_how_it_is_looked_at():
    page = opened(encode(Lab(l1=1.0)), "layout:lambda,panel:Network")
    assert shown(page) == Lab(l1=1.0)
    assert page.button_group(key="regularization_lab layout").value == "lambda"


def test_a_link_to_a_sweep_goes_to_the_page_that_plays_sweeps():
    page = opened(encode(Sweep(DEFAULT, "l2", 0.01, 10)))
    assert page.session_state.bias_variance.vary == "l2" and "regularization_lab" not in page.session_state


def test_lambda_over_a_grid_is_the_sweep_of_the_same_network():
    lab = Lab(replace(DEFAULT, seed=7), epochs=3000)
    assert swept(lab) == Sweep(lab.experiment, "l2", 0.01, 10, 9, redraws=20, epochs=400)


def test_reseeding_changes_the_seed_only():
    assert reseed(Lab()) == Lab(replace(DEFAULT, seed=DEFAULT.seed + 1))


def test_the_outcomes_are_measured_after_a_click_and_stay_while_the_lab_does():
    lab = Lab(replace(DEFAULT, network=Network((Dense(4, "relu"),))), epochs=10)
    page = opened(encode(lab))
    assert not page.dataframe
    button = next(each for each in page.button if each.label.startswith("Train six networks"))
    assert f"{SEEDS} seeds" in button.label and "10 epochs" in button.label
    button.click()
    settled(page)
    linear = page.dataframe[0].value["linear tanh"]
    assert set(linear) == {"–"}, "of a ReLU it says nothing"
    widget(page.slider, "Keep probability").set_value(0.5)
    assert not run(page).dataframe
