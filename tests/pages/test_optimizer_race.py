"""The Optimizer race without a browser: its widgets and the race they make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import SCHEDULES, Constant
from engine.studies.optimizer_race.contest import with_rate
from engine.studies.optimizer_race.hills import HILLS
from engine.studies.optimizer_race.race import Race, Runner
from engine.values.codec import encode
from pages.controls.race.presets import PRESETS

INDEX = str(Path(__file__).parents[2] / "pages" / "index.py")


@pytest.fixture
def page() -> AppTest:
    page = AppTest.from_file(INDEX, default_timeout=30)
    page.switch_page("optimizer_race.py")
    return page


def run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def shown(page: AppTest) -> Race:
    return page.session_state.race


def note(page: AppTest) -> str:
    return (page.session_state.note if "note" in page.session_state else None) or ""


def widget(kind, key: str):
    return next(each for each in kind if each.key == key)


def test_it_opens_on_the_default(page):
    assert shown(run(page)) == Race()
    assert not note(page)


def test_a_link_opens_its_race(page):
    race = Race(hill=HILLS["beale"](), runners=(Runner(),), x=1.0, y=1.5, noise=0.3, steps=150, seed=9)
    page.query_params["run"] = encode(race)
    assert shown(run(page)) == race
    assert shown(run(page)) == race, "widgets give back what the link said"


@pytest.mark.parametrize("code", ["race1.%%%", "race1.e30x", "net1.e30", "race2.e30", "x" * 9000])
def test_a_broken_link_opens_the_default_and_says_why(page, code):
    page.query_params["run"] = code
    assert shown(run(page)) == Race()
    assert "The link could not be opened" in note(page)


@pytest.mark.parametrize("name", PRESETS)
def test_every_example_opens_and_stays_as_it_is(page, name):
    run(page)
    widget(page.selectbox, "race example").select(name)
    begun = page.session_state.begun
    assert shown(run(page)) == PRESETS[name]
    assert page.session_state.begun == begun + 1
    assert shown(run(page)) == PRESETS[name]


def test_undo_and_redo(page):
    run(page)
    widget(page.checkbox, "runner0.on").uncheck()
    changed = shown(run(page))
    assert [runner.on for runner in changed.runners] == [False, True, True, True]
    undo, redo = (next(each for each in page.button if each.label == f":material/{name}:") for name in ("undo", "redo"))
    undo.click()
    assert shown(run(page)) == Race()
    assert widget(page.checkbox, "runner0.on").value
    redo = next(each for each in page.button if each.label == ":material/redo:")
    redo.click()
    assert shown(run(page)) == changed


@pytest.mark.parametrize("slug", OPTIMIZERS)
def test_any_optimizer_may_run_and_comes_with_a_rate_of_its_own(page, slug):
    run(page)
    widget(page.selectbox, "runner3.optimizer").select(slug)
    runner = shown(run(page)).runners[3]
    assert type(runner.optimizer) is OPTIMIZERS[slug]
    if slug != "adam":
        assert runner.schedule.rate == OPTIMIZERS[slug].suggested_rate


@pytest.mark.parametrize("slug", SCHEDULES)
def test_any_schedule_may_be_chosen(page, slug):
    run(page)
    widget(page.selectbox, "runner0.schedule").select(slug)
    schedule = shown(run(page)).runners[0].schedule
    assert type(schedule) is SCHEDULES[slug]
    assert schedule.rate == 0.001


@pytest.mark.parametrize("slug", HILLS)
def test_any_hill_may_be_chosen_and_starts_at_its_own_place(page, slug):
    run(page)
    widget(page.selectbox, "race.hill").select(slug)
    race = shown(run(page))
    assert type(race.hill) is HILLS[slug]
    assert not note(page)
    if slug != "network":
        assert tuple(race.start) == HILLS[slug].start
    assert shown(run(page)) == race


def test_a_slider_acts_at_once_and_keeps_the_step(page):
    run(page)
    begun = page.session_state.begun
    widget(page.select_slider, "runner3.Adam.beta1").set_value(0.5)
    assert shown(run(page)).runners[3].optimizer.beta1 == 0.5
    assert page.session_state.begun == begun


def test_runners_can_be_added_up_to_eight_and_removed_down_to_one(page):
    run(page)
    for count in range(5, 9):
        next(each for each in page.button if "Another runner" in each.label).click()
        assert len(shown(run(page)).runners) == count
    assert next(each for each in page.button if "Another runner" in each.label).disabled
    assert len({type(runner.optimizer) for runner in shown(page).runners}) == 8
    for count in range(7, 0, -1):
        widget(page.button, "runner0.remove").click()
        assert len(shown(run(page)).runners) == count
    assert widget(page.button, "runner0.remove").disabled


def test_without_a_runner_the_race_stays_and_says_why(page):
    page.query_params["run"] = encode(replace(Race(), runners=(Runner(),)))
    run(page)
    widget(page.checkbox, "runner0.on").uncheck()
    assert shown(run(page)).runners == (Runner(),)
    assert "switch at least one runner on" in note(page)


def test_theory_offers_its_rates_on_a_bowl(page):
    page.query_params["run"] = encode(PRESETS["Just below and just above stability"])
    run(page)
    widget(page.button, "runner0.1.01").click()
    assert shown(run(page)).runners[0].schedule.rate == pytest.approx(0.101)


def test_the_best_momentum_is_a_click(page):
    page.query_params["run"] = encode(PRESETS["The best momentum, after Polyak"])
    run(page)
    widget(page.button, "runner1.best").click()
    runner = shown(run(page)).runners[1]
    assert runner.schedule.rate == pytest.approx(0.1336, abs=1e-4)
    assert runner.optimizer.beta == pytest.approx(0.4026, abs=1e-4)


def test_a_sweep_sets_the_best_rates(page):
    run(page)
    next(each for each in page.button if each.label == "Sweep all rates").click()
    run(page)
    next(each for each in page.button if each.label == "Take the best rates").click()
    tuned = shown(run(page))
    assert [with_rate(runner, 1.0) for runner in tuned.runners] == [with_rate(runner, 1.0) for runner in Race().runners]
    assert tuned != Race()
    assert any(each.label == "Take the best rates" for each in page.button), "the sweep holds for other rates, too"


def test_where_no_rate_is_stable_the_rate_stays_as_it_is(page):
    """From the minimum, noise can only lead away: every rate ends above its start."""
    adam = Runner(OPTIMIZERS["adam"](), Constant(0.02))
    race = Race(hill=HILLS["bowl"](), runners=(Runner(on=False), adam), x=0.0, y=0.0, noise=1.0, steps=50)
    page.query_params["run"] = encode(race)
    run(page)
    next(each for each in page.button if each.label == "Sweep all rates").click()
    run(page)
    next(each for each in page.button if each.label == "Take the largest stable").click()
    assert shown(run(page)) == race


def test_a_league_shows_a_table(page):
    run(page)
    next(each for each in page.button if each.label == "Run them all").click()
    run(page)
    assert list(page.dataframe[0].value["Runner"]) == ["Gradient descent", "Momentum", "RMSprop", "Adam"]


def test_a_network_has_its_own_controls(page):
    page.query_params["run"] = encode(
        Race(hill=HILLS["network"](), runners=(Runner(OPTIMIZERS["adam"](), Constant(0.02)),), steps=20)
    )
    run(page)
    widget(page.select_slider, "race.widths").set_value("4")
    widget(page.select_slider, "race.batch_size").set_value(32)
    race = shown(run(page))
    assert [layer.units for layer in race.hill.network.layers] == [4]
    assert race.hill.batch_size == 32
    widget(page.select_slider, "race.widths").set_value("none")
    assert shown(run(page)).hill.network.layers == ()
