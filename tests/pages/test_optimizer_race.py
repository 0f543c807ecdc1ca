"""The Optimizer race without a browser: its widgets and the race they make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.datasets.samples import Data
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import SCHEDULES, Constant
from engine.studies.optimizer_race.contest import with_rate
from engine.studies.optimizer_race.hills import HILLS, NetworkLoss
from engine.studies.optimizer_race.race import Race, Runner
from engine.values.codec import encode
from pages.topics.optimizer_race import course, questions
from pages.topics.optimizer_race.examples import RACES
from pages.topics.optimizer_race.recording import tracks_of
from tests.pages.test_topics import menu
from tests.pages.waiting import settled

ANOTHER = ":material/add: Another runner"
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
    return page.session_state.optimizer_race


def note(page: AppTest) -> str:
    return page.session_state["optimizer_race note"] or ""


def begun(page: AppTest) -> int:
    return page.session_state["optimizer_race begun"]


def turn_to(page: AppTest, panel: str, part: str = "panel") -> AppTest:
    """The page with another panel open, or another question below the picture: only the open one runs."""
    run(page)
    page.session_state[f"optimizer_race {part}"] = panel
    return run(page)


def click(page: AppTest, label: str) -> AppTest:
    next(each for each in page.button if label in each.label).click()
    return settled(page)


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


@pytest.mark.parametrize("code", ["race1.%%%", "race1.e30x", "race2.e30", "x" * 9000])
def test_a_broken_link_opens_the_default_and_says_why(page, code):
    page.query_params["run"] = code
    assert shown(run(page)) == Race()
    assert "The link could not be opened" in note(page)


@pytest.mark.parametrize("name", RACES)
def test_every_example_opens_and_stays_as_it_is(page, name):
    page.query_params["run"] = encode(Race(seed=7))  # none of the examples is open yet
    run(page)
    menu(page).select(name)
    before = begun(page)
    assert shown(run(page)) == RACES[name]
    assert begun(page) == before + 1
    assert shown(run(page)) == RACES[name]


def test_undo_and_redo(page):
    run(page)
    widget(page.checkbox, "runner0.on").uncheck()
    changed = shown(run(page))
    assert [runner.on for runner in changed.runners] == [False, True, True, True]
    assert shown(click(page, ":material/undo:")) == Race()
    assert widget(page.checkbox, "runner0.on").value
    assert shown(click(page, ":material/redo:")) == changed


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
    turn_to(page, "Hill and start")
    widget(page.selectbox, "race.hill").select(slug)
    race = shown(run(page))
    assert type(race.hill) is HILLS[slug]
    assert not note(page)
    if slug != "network":
        assert tuple(race.start) == HILLS[slug].start
    assert shown(run(page)) == race


def test_a_slider_acts_at_once_and_keeps_the_step(page):
    run(page)
    before = begun(page)
    widget(page.select_slider, "runner3.Adam.beta1").set_value(0.5)
    assert shown(run(page)).runners[3].optimizer.beta1 == 0.5
    assert begun(page) == before


def test_runners_can_be_added_up_to_eight_and_removed_down_to_one(page):
    run(page)
    for count in range(5, 9):
        assert len(shown(click(page, ANOTHER)).runners) == count
    assert next(each for each in page.button if each.label == ANOTHER).disabled
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
    page.query_params["run"] = encode(RACES["Just below and just above stability"])
    run(page)
    widget(page.button, "runner0.1.01").click()
    assert shown(run(page)).runners[0].schedule.rate == pytest.approx(0.101)


def test_the_best_momentum_is_a_click(page):
    page.query_params["run"] = encode(RACES["The best momentum, after Polyak"])
    run(page)
    widget(page.button, "runner1.best").click()
    runner = shown(run(page)).runners[1]
    assert runner.schedule.rate == pytest.approx(0.1336, abs=1e-4)
    assert runner.optimizer.beta == pytest.approx(0.4026, abs=1e-4)


def test_a_sweep_sets_the_best_rates(page):
    run(page)
    click(page, "Sweep all rates")
    tuned = shown(click(page, "Take the best rates"))
    assert [with_rate(runner, 1.0) for runner in tuned.runners] == [with_rate(runner, 1.0) for runner in Race().runners]
    assert tuned != Race()
    assert any(each.label == "Take the best rates" for each in page.button), "the sweep holds for other rates, too"


def test_where_no_rate_is_stable_the_rate_stays_as_it_is(page):
    """From the minimum, noise can only lead away: every rate ends above its start."""
    adam = Runner(OPTIMIZERS["adam"](), Constant(0.02))
    race = Race(hill=HILLS["bowl"](), runners=(Runner(on=False), adam), x=0.0, y=0.0, noise=1.0, steps=50)
    page.query_params["run"] = encode(race)
    run(page)
    click(page, "Sweep all rates")
    next(each for each in page.button if each.label == "Take the largest stable").click()
    assert shown(run(page)) == race


def test_a_league_shows_a_table(page):
    turn_to(page, "Many starts", "more")
    assert not page.dataframe, "nothing runs before it is asked for"
    click(page, "Run them all")
    assert list(page.dataframe[0].value["Runner"]) == ["Gradient descent", "Momentum", "RMSprop", "Adam"]


def test_a_network_has_its_own_controls(page):
    page.query_params["run"] = encode(
        Race(hill=HILLS["network"](), runners=(Runner(OPTIMIZERS["adam"](), Constant(0.02)),), steps=20)
    )
    turn_to(page, "Hill and start")
    widget(page.select_slider, "race.widths").set_value("4")
    widget(page.select_slider, "race.batch_size").set_value(32)
    race = shown(run(page))
    assert [layer.units for layer in race.hill.network.layers] == [4]
    assert race.hill.batch_size == 32
    widget(page.select_slider, "race.widths").set_value("none")
    assert shown(run(page)).hill.network.layers == ()


def test_the_last_who_runs_cannot_be_removed(page):
    page.query_params["run"] = encode(Race(runners=(Runner(), Runner(on=False))))
    run(page)
    assert widget(page.button, "runner0.remove").disabled
    assert not widget(page.button, "runner1.remove").disabled


@pytest.mark.parametrize("rate", [0.10000001, 0.099999999])
def test_a_rate_that_reads_like_a_stop_of_its_slider_is_kept(page, rate):
    race = Race(runners=(Runner(schedule=Constant(rate)), Runner()))
    page.query_params["run"] = encode(race)
    run(page)
    widget(page.checkbox, "runner1.on").uncheck()
    assert shown(run(page)).runners[0] == race.runners[0]


def test_theory_offers_no_rate_beyond_the_bounds_of_its_field(page):
    race = Race(hill=HILLS["bowl"](), runners=(Runner(OPTIMIZERS["momentum"](beta=0.9999), Constant(0.1)),))
    page.query_params["run"] = encode(race)
    assert shown(run(page)) == race
    assert not note(page)
    widget(page.button, "runner0.1.01").click()
    assert shown(run(page)).runners[0].schedule.rate == 100.0


def test_a_hill_of_one_coordinate_has_no_relief_but_the_look_stays(page):
    page.query_params["run"] = encode(RACES["w² − 10w + 25, in one dimension"])
    page.query_params["view"] = "layout:relief"
    run(page)
    assert page.session_state["optimizer_race look"]["layout"] == "relief"
    assert not note(page)


@pytest.mark.parametrize("question, label", [("Curvature here", "Work it out"),
                                             ("Trust in the plane", "Compare the plane with the truth")])  # fmt: skip
def test_nothing_is_computed_before_it_is_asked_for(page, question, label, monkeypatch):
    asked = []

    def noted(race):
        asked.append(race)
        return (yield from tracks_of(race))

    monkeypatch.setattr(questions, "tracks_of", noted)
    net = NetworkLoss(Data(points=40, train_percent=100, dev_percent=0), Network((Dense(3),)), batch_size=10)
    page.query_params["run"] = encode(Race(hill=net, steps=21))
    turn_to(page, question, "more")
    assert not asked
    assert len(click(page, label).get("plotly_chart")) == 1
    assert len(asked) == 1
    assert len(run(page).get("plotly_chart")) == 1
    assert len(asked) == 1, "what was asked once is kept"


def test_on_a_surface_there_is_no_plane_to_be_trusted(page):
    turn_to(page, "Trust in the plane", "more")
    assert any("Nothing to ask here" in each.value for each in page.caption)


def test_after_one_click_the_curvature_of_every_place_on_a_surface_is_there(page):
    turn_to(page, "Curvature here", "more")
    click(page, "Work it out")
    page.slider(key="optimizer_race step 300").set_value(0)
    assert "**A bowl**" in next(each.value for each in run(page).markdown if "curvatures" in each.value)


@pytest.mark.parametrize(("said", "step"), [(120, 120), (0, 0), (None, 300), (-1, 300), (10**9, 300), ("a", 300)])
def test_the_curvature_is_asked_where_the_playhead_rests_until_somebody_moves_the_slider(page, said, step):
    turn_to(page, "Curvature here", "more")
    page.session_state["optimizer_race stood"] = said
    assert run(page).slider(key="optimizer_race step 300").value == step
    page.slider(key="optimizer_race step 300").set_value(7)
    assert run(run(page)).slider(key="optimizer_race step 300").value == 7
    page.session_state["optimizer_race stood"] = 50
    assert run(page).slider(key="optimizer_race step 300").value == 50


@pytest.mark.parametrize("point", [[0.5, 0.5], [99.0, -99.0], [1, 2]])
def test_a_click_on_the_hill_is_the_start_as_near_as_the_hill_reaches(point):
    race = course.pointed(Race(), {"point": point})
    (left, right), (low, high) = race.hill.bounds
    assert (race.x, race.y) == (min(max(point[0], left), right), min(max(point[1], low), high))
    assert replace(race, x=Race().x, y=Race().y) == Race()


@pytest.mark.parametrize("wish", [None, [], {"point": [1.0]}, {"point": ["a", 1.0]}, {"point": [10**400, 1.0]},
                                  {"point": [float("nan"), 1.0]}, {"point": [float("inf"), 1.0]}])  # fmt: skip
def test_what_is_no_point_does_nothing(wish):
    assert course.pointed(Race(), wish) == Race()


def test_a_click_in_the_plane_of_a_network_s_loss_moves_the_start_there():
    race = RACES["The loss of a real network"]
    moved = course.pointed(race, {"point": [1.5, -2.0], "from": [0.5, 1.0]})
    assert (moved.along, moved.across) == (1.0, -3.0) and replace(moved, along=0.0, across=0.0) == race
    again = course.pointed(moved, {"point": [0.5, 1.0], "from": [0.5, 1.0]})  # back where the first weights lie
    assert again == race
    far = course.pointed(race, {"point": [1e8, 0.0], "from": [0.0, 0.0]})
    assert far.along == 1000.0
    for wish in ({"point": [0.0, 0.0]}, {"point": [0.0, 0.0], "from": [1.0]}, {"point": [0, 0], "from": ["a", 1]}):
        assert course.pointed(race, wish) == race


def test_where_no_rate_is_stable_a_runner_keeps_its_own():
    assert questions.take_rates(Race(), (0.5, float("nan"), 0.5, 0.5)).runners[1] == Race().runners[1]
    off = replace(Race(), runners=(replace(Race().runners[0], on=False), *Race().runners[1:]))
    assert [each.schedule.rate for each in questions.take_rates(off, (0.1, 0.2, 0.3)).runners] == [0.001, 0.1, 0.2, 0.3]
