"""The lab of bias and variance without a browser: its widgets, the sweep they make, and the recipe."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.datasets import DATASETS
from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.sweep import Sweep
from engine.values.codec import encode
from pages.controls.sweep_presets import SWEEPS

PAGE = str(Path(__file__).parents[2] / "pages" / "bias_variance.py")


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(PAGE, default_timeout=60)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def widget(kind, label: str):
    return next(each for each in kind if each.label == label)


def open_tab(page: AppTest, name: str) -> AppTest:
    page.session_state["sweep.panel"] = name
    return run(page)


def shown(page: AppTest) -> Sweep:
    return page.session_state.sweep


def test_it_opens_on_the_default_with_a_diagnosis(page):
    run(page)
    assert shown(page) == Sweep()
    assert any("**High variance.**" in each.value for each in page.markdown)
    assert page.session_state["recipe rows"][0]["step"] == "as on the controls"


@pytest.mark.parametrize("vary", AXES)
def test_everything_that_may_vary_can_be_chosen(page, vary):
    run(page)
    widget(page.selectbox, "What varies").set_value(vary)
    run(page)
    assert (shown(page).vary, shown(page).first) == (vary, AXES[vary].first)


@pytest.mark.parametrize("name", SWEEPS)
def test_every_example_opens(page, name):
    run(page)
    widget(page.selectbox, "Examples").set_value(name)
    run(page)
    assert shown(page) == SWEEPS[name]


@pytest.mark.parametrize("slug", ["sine", "step", "moons", "blobs", "bumps"])
def test_a_problem_of_another_kind_brings_its_own_loss_and_inputs(page, slug):
    open_tab(page, "Data")
    widget(page.button_group, "Problem").set_value(slug)
    run(page)
    source = shown(page).experiment.data.source
    assert isinstance(source, DATASETS[slug])
    assert len(shown(page).experiment.data.features) == source.dimensions
    assert "note" not in page.session_state or page.session_state.note is None


@pytest.mark.parametrize("slug, name", [("bigger", "hidden units"), ("more_data", "points"), ("regularized", "L2")])
def test_a_step_of_the_recipe_is_done_and_shown(page, slug, name):
    run(page)
    page.button(key=f"recipe {slug}").click()
    run(page)
    before, after = page.session_state["recipe rows"]
    assert before[name] != after[name] and after["step"] in ("Bigger network", "More data", "Regularize")
    assert {"train", "dev", "avoidable bias", "variance", "diagnosis"} <= set(after)


def test_more_data_lowers_the_variance_it_shows(page):
    run(page)
    page.button(key="recipe more_data").click()
    run(page)
    before, after = page.session_state["recipe rows"]
    assert after["variance"] < before["variance"] / 2


def test_a_link_is_opened_and_a_broken_one_explained(page):
    page.query_params["run"] = encode(SWEEPS["XOR with dropout"])
    assert shown(run(page)) == SWEEPS["XOR with dropout"]
    broken = AppTest.from_file(PAGE, default_timeout=60)
    broken.query_params["run"] = "sweep1.e3"
    assert shown(run(broken)) == Sweep() and "could not be opened" in broken.session_state.note


def test_what_cannot_be_swept_stays_as_it_was(page):
    open_tab(page, "Data")
    widget(page.slider, "Train | dev | test").set_value((100, 100))
    run(page)
    assert shown(page) == Sweep() and "leaves the dev set empty" in page.session_state.note


@pytest.mark.parametrize("name", ["Split sizes", "Train/dev mismatch"])
def test_the_other_measurements_open(page, name):
    page.session_state["sweep.more"] = name
    run(page)
    assert page.metric if name.startswith("Train") else page.dataframe


def test_undo(page):
    run(page)
    widget(page.selectbox, "What varies").set_value("points")
    run(page)
    widget(page.button, ":material/undo:").click()
    run(page)
    assert shown(page).vary == "units"
