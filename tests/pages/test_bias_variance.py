"""The page of bias and variance without a browser: its widgets, the sweep they make, and what is below the picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.datasets import DATASETS
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.diagnosis import Diagnosis
from engine.studies.bias_variance.sweep import DEFAULT, Sweep
from engine.training.pieces import at_once
from engine.values.codec import encode
from pages.topics.bias_variance import recipe
from pages.topics.bias_variance.examples import SWEEPS, on_plane
from pages.topics.bias_variance.panels import PANELS, reseed
from tests.pages.waiting import settled

INDEX = str(Path(__file__).parents[2] / "pages" / "index.py")
WILD = replace(DEFAULT, schedule=Constant(100.0), optimizer=OPTIMIZERS["gradient_descent"]())
TWO = replace(DEFAULT, network=Network((Dense(41), Dense(3, "relu"))), batch_size=7)
ODD = (
    Sweep(first=1.7, last=77.7, count=16, redraws=3, epochs=37),
    Sweep(
        replace(DEFAULT, network=Network((Dense(41), Dense(3, "relu"))), batch_size=7), "l2", 0.00123, 0.77, epochs=7
    ),
    Sweep(on_plane("moons", 5, points=77, noise=0.137), "keep_prob", 0.07, 0.93, 4, epochs=1, same_start=True),
    Sweep(vary="epochs", first=11, last=13),
)


@pytest.fixture
def page() -> AppTest:
    return opened()


def opened(run_code: str = "") -> AppTest:
    page = AppTest.from_file(INDEX, default_timeout=60)
    page.switch_page("bias_variance.py")
    page.query_params["run"] = run_code
    return run(page)


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def widget(kind, label: str):
    return next(each for each in kind if each.label == label)


def turn_to(page: AppTest, name: str, part: str = "panel") -> AppTest:
    page.session_state[f"bias_variance {part}"] = name
    return run(page)


def shown(page: AppTest) -> Sweep:
    return page.session_state.bias_variance


def note(page: AppTest) -> str | None:
    return page.session_state["bias_variance note"]


def diagnosed(page: AppTest) -> AppTest:
    """The page after a click on the button that asks for the diagnosis."""
    next(each for each in page.button if each.label.startswith("Diagnose")).click()
    return settled(page)


def rows(page: AppTest) -> list[dict]:
    return page.session_state[recipe.ROWS]


@pytest.mark.parametrize("vary", AXES)
def test_everything_that_may_vary_can_be_chosen(page, vary):
    widget(page.selectbox, "What varies").set_value(vary)
    run(page)
    assert (shown(page).vary, shown(page).first) == (vary, AXES[vary].first)


@pytest.mark.parametrize("sweep", ODD, ids=lambda sweep: sweep.vary)
def test_odd_values_stay_as_they_are_in_every_panel(sweep):
    page = opened(encode(sweep))
    for panel in PANELS:
        turn_to(page, panel)
        assert shown(page) == sweep and note(page) is None, panel


@pytest.mark.parametrize("slug", ["sine", "step", "moons", "blobs", "bumps"])
def test_a_problem_of_another_kind_brings_its_own_loss_and_inputs(page, slug):
    turn_to(page, "Data")
    page.button_group(key=f"data.source.{DATASETS[slug].task}").set_value(slug)
    run(page)
    source = shown(page).experiment.data.source
    assert isinstance(source, DATASETS[slug])
    assert len(shown(page).experiment.data.features) == source.dimensions
    assert note(page) is None


def test_what_cannot_be_swept_stays_as_it_was(page):
    turn_to(page, "Data")
    page.select_slider(key="data.split").set_value((100, 100))
    run(page)
    assert shown(page) == Sweep() and "leaves the dev set empty" in note(page)


def test_reseeding_draws_other_points_and_other_weights():
    other = reseed(Sweep())
    assert other.experiment.seed == other.experiment.data.seed == Sweep().redraws
    assert replace(other, experiment=DEFAULT) == Sweep()


@pytest.mark.parametrize("name", ["Recipe", "Split sizes", "Train/dev mismatch"])
def test_nothing_is_trained_before_somebody_asks(name, jobs):
    page = turn_to(opened(), name, "more")
    assert not jobs.workers, "nothing stands in line"
    assert any("1,000 epochs" in each.label and "less than a second" in each.label for each in page.button), "a price"
    assert not page.dataframe and not page.metric


def test_the_diagnosis_comes_after_a_click_and_stays_while_the_experiment_does(page):
    diagnosed(page)
    said = "**High variance.**"
    assert any(said in each.value for each in page.markdown)
    assert rows(page)[0]["step"] == "as on the controls"
    widget(page.slider, "Values").set_value(5)
    run(page)
    assert any(said in each.value for each in page.markdown), "the sweep's values are not what is diagnosed"
    turn_to(page, "Training")
    widget(page.select_slider, "L2 λ₂").set_value(1.0)
    run(page)
    assert not any(said in each.value for each in page.markdown)


@pytest.mark.parametrize("slug, name", [("bigger", "hidden units"), ("more_data", "points"), ("regularized", "L2")])
def test_a_step_of_the_recipe_is_done_and_shown(page, slug, name):
    diagnosed(page)
    page.button(key=f"recipe {slug}").click()
    settled(page)
    before, after = rows(page)
    assert before[name] != after[name] and after["step"] in ("Bigger network", "More data", "Regularize")
    assert {"train", "dev", "avoidable bias", "variance", "diagnosis"} <= set(after)


def test_more_data_lowers_the_variance_it_shows(page):
    diagnosed(page)
    page.button(key="recipe more_data").click()
    settled(page)
    before, after = rows(page)
    assert after["variance"] < before["variance"] / 2


def test_a_step_that_goes_too_far_is_refused_with_a_sentence(monkeypatch):
    made_up = Diagnosis(bayes=0.0, train=0.1, dev=0.2, guess=1.0)  # it would take long
    monkeypatch.setattr(recipe.Study, "work", at_once(lambda study: made_up))
    many = replace(DEFAULT, data=replace(DEFAULT.data, points=100))
    sweep = Sweep(many, epochs=5000, redraws=50, count=16, last=128)
    page = diagnosed(opened(encode(sweep)))
    page.button(key="recipe more_data").click()
    run(page)
    assert shown(page) == sweep and "More data goes no further" in note(page)


@pytest.mark.parametrize("name", ["Recipe", "Split sizes", "Train/dev mismatch"])
def test_of_networks_that_diverge_it_is_said_that_they_do(name):
    page = turn_to(opened(encode(Sweep(WILD, epochs=50))), name, "more")
    next(each for each in page.button if "epochs" in each.label).click()
    settled(page)
    run(page)
    assert any("lower the learning rate" in each.value for each in page.markdown)
    assert len(page.session_state[recipe.ROWS]) == (1 if name == "Recipe" else 0), "one line, however often it runs"


@pytest.mark.parametrize("name, label", [("Split sizes", "Train one"), ("Train/dev mismatch", "Train 20")])
def test_the_other_measurements_come_after_a_click(page, name, label):
    turn_to(page, name, "more")
    next(each for each in page.button if each.label.startswith(label)).click()
    settled(page)
    assert page.metric if label == "Train 20" else page.dataframe


def test_a_dev_set_of_other_noise_is_another_question(page):
    turn_to(page, "Train/dev mismatch", "more")
    next(each for each in page.button if each.label.startswith("Train 20")).click()
    assert settled(page).metric
    widget(page.slider, "Noise of the dev set").set_value(0.1)
    assert not run(page).metric


def test_every_example_has_a_name_that_says_what_it_shows():
    assert len(SWEEPS) == 9 and len(set(map(encode, SWEEPS.values()))) == 9


@pytest.mark.parametrize(
    "name, start", [("Recipe", "Diagnose"), ("Split sizes", "Train"), ("Train/dev mismatch", "Train")]
)
def test_what_is_too_much_for_a_page_cannot_be_asked_for(name, start):
    """A sweep that trains small networks only, of an experiment that does not."""
    large = replace(DEFAULT, network=Network((Dense(128),) * 8), batch_size=1)
    page = turn_to(opened(encode(Sweep(large, "units", 1, 2, 2, redraws=2, epochs=5000))), name, "more")
    assert shown(page).experiment == large and note(page) is None
    assert [each.value for each in page.info if "a page takes on" in each.value]
    assert not [each for each in page.button if each.label.startswith(start)]
