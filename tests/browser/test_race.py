"""The Optimizer race in a browser: it starts by a click, plays, is scrubbed, follows its knobs, and is a link."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.optimizer_race.hills import HILLS
from engine.studies.optimizer_race.race import Race, Runner
from engine.values.codec import decode, encode
from pages.topics.optimizer_race.examples import RACES

PLAYER = "document.querySelector('.player')"
PIXELS = """(name) => [...document.querySelectorAll(`[data-view=${name}] canvas`)].map((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
  return count;
})"""
LONG = replace(Race(), steps=2000)
EIGHT = tuple(Runner(kind(), Constant(kind.suggested_rate / 10)) for kind in list(OPTIMIZERS.values())[:8])


def opened(page, server, race: Race | None = None):
    """The page with its player drawn and running."""
    page.goto(f"{server.url}optimizer_race" + (f"?run={encode(race)}" if race else ""))
    page.wait_for_function(f"() => {PLAYER} && +{PLAYER}.dataset.step > 3", timeout=30_000)
    page.wait_for_selector("[data-view=hill] .plot .main-svg", timeout=30_000)
    return page


def facts(page) -> dict:
    return page.evaluate(f"() => ({{ ...{PLAYER}.dataset }})")


def race_of(page) -> Race:
    return decode(facts(page)["run"], Race)


def until(page, condition: str) -> None:
    page.wait_for_function(f"() => {{ const facts = {PLAYER}.dataset; return {condition}; }}", timeout=15_000)


def test_it_plays_by_itself_to_its_end(page, server):
    opened(page, server, replace(Race(), steps=60))
    until(page, "facts.state === 'ended'")
    assert facts(page)["step"] == "60"
    trail, _heads = page.evaluate(PIXELS, "hill")
    assert trail > 500
    page.get_by_role("button", name="Replay").click()
    until(page, "facts.state === 'playing' || facts.state === 'ended'")


def test_a_click_on_the_hill_is_the_new_start(page, server):
    opened(page, server, LONG)
    stage = page.locator("[data-view=hill] .stage").bounding_box()
    page.mouse.click(stage["x"] + 0.7 * stage["width"], stage["y"] + 0.3 * stage["height"])
    before = encode(LONG)
    page.wait_for_function(f"(before) => {PLAYER}.dataset.run !== before", arg=before, timeout=15_000)
    until(page, "+facts.step > 0")
    race = race_of(page)
    assert 0.2 < race.x < 1.4
    assert 1.2 < race.y < 2.6
    assert f"run={encode(race)}" in page.url


def test_dragging_the_start_sets_it_where_it_is_let_go(page, server):
    opened(page, server, LONG)
    stage = page.locator("[data-view=hill] .stage").bounding_box()
    page.mouse.move(stage["x"] + 0.4 * stage["width"], stage["y"] + 0.5 * stage["height"])
    page.mouse.down()
    page.mouse.move(stage["x"] + 0.2 * stage["width"], stage["y"] + 0.8 * stage["height"], steps=4)
    page.mouse.up()
    page.wait_for_function(f"(before) => {PLAYER}.dataset.run !== before", arg=encode(LONG), timeout=15_000)
    assert race_of(page).x < -1.0
    assert race_of(page).y < 0.5


def test_space_pauses_and_the_time_slider_rewinds_all_views(page, server):
    opened(page, server, LONG)
    until(page, "+facts.step > 40")
    page.keyboard.press(" ")
    until(page, "facts.state === 'paused'")
    step = int(facts(page)["step"])
    page.keyboard.press("ArrowLeft")
    until(page, f"+facts.step === {step - 1}")
    slider = page.get_by_label("Time, in steps")
    assert slider.get_attribute("max") == "2000", "a race is known whole"
    page.keyboard.press("End")
    until(page, "+facts.step === 2000")
    ends = page.evaluate(PIXELS, "hill")
    page.keyboard.press("Home")
    until(page, "+facts.step === 0")
    assert page.evaluate(PIXELS, "hill") != ends
    assert page.locator("[data-view=board]").inner_text().count("24.2") == 4, "all stand at the start"


def test_a_knob_acts_at_once_and_the_step_stays(page, server):
    opened(page, server, LONG)
    page.keyboard.press(" ")
    until(page, "facts.state === 'paused'")
    step = facts(page)["step"]
    page.locator(".st-key-row-runner0 label").first.click()
    page.wait_for_function(f"(before) => {PLAYER}.dataset.run !== before", arg=encode(LONG), timeout=15_000)
    until(page, f"+facts.step === {step} && facts.state === 'paused'")
    assert [runner.on for runner in race_of(page).runners] == [False, True, True, True]
    page.wait_for_function("() => document.querySelectorAll('[data-view=board] .runner').length === 4")


def test_what_stands_in_a_popover_shows_the_race_s_own_values(page, server):
    opened(page, server, LONG)
    page.get_by_role("button", name="α 0.1").click()
    page.get_by_text("V ← β₁ V", exact=False).wait_for()
    page.wait_for_timeout(800)
    assert race_of(page) == LONG, "opening it changes nothing"
    inside = "document.querySelector('[data-testid=stPopoverBody]')?.innerText"
    page.wait_for_function(f"{inside}.includes('0.999')", timeout=15_000)


def test_where_the_playhead_rests_the_curvature_is_asked(page, server):
    page.goto(f"{server.url}optimizer_race?view=more:Curvature here")
    page.wait_for_function(f"() => {PLAYER} && +{PLAYER}.dataset.step > 3", timeout=30_000)
    page.get_by_text("after step", exact=True).wait_for(timeout=30_000)
    page.keyboard.press("Space")
    until(page, "facts.state === 'paused'")
    values = "[...document.querySelectorAll('[data-testid=stSlider] input')].map(({ value }) => value)"
    page.wait_for_function(f"() => {values}.includes({PLAYER}.dataset.step)", timeout=15_000)


def test_an_example_is_chosen_and_plays_from_its_start(page, server):
    opened(page, server)
    page.get_by_role("combobox", name="Examples").click()
    page.get_by_role("option", name="The saddle: who leaves it").click()
    wanted = encode(RACES["The saddle: who leaves it"])
    page.wait_for_function(f"(wanted) => {PLAYER}.dataset.run === wanted", arg=wanted, timeout=15_000)
    until(page, "facts.state === 'playing' && +facts.step > 5")


def test_a_link_restores_the_race_in_another_browser(new_page, server):
    race = Race(hill=HILLS["himmelblau"](), runners=EIGHT[:3], x=-1.0, y=2.0, steps=500, seed=3)
    page = opened(new_page(), server, race)
    assert race_of(page) == race
    assert "Himmelblau" in page.locator("[data-view=hill]").inner_text()


def test_eight_runners_that_diverge_are_explained(page, server):
    wild = tuple(Runner(OPTIMIZERS["gradient_descent"](), Constant(rate)) for rate in (1.0, 2.0) * 4)
    page.goto(f"{server.url}optimizer_race?run={encode(replace(LONG, runners=wild, steps=100))}")
    page.get_by_role("status").get_by_text("diverged at step").wait_for(timeout=30_000)
    assert page.locator("[data-view=board] [data-fate=lost]").count() == 8


def test_eight_runners_play_together(page, server):
    """That they move; how fast is measured in tests/benchmarks/race.py."""
    opened(page, server, Race(hill=HILLS["beale"](), runners=EIGHT, x=1.0, y=1.5, steps=2000))
    before = facts(page)
    goal = int(before["shown"]) + 20
    page.wait_for_function(f"() => +document.querySelector('.player').dataset.shown >= {goal}", timeout=30_000)
    assert int(facts(page)["step"]) > int(before["step"])


def test_the_hill_stands_up_in_three_dimensions(page, server):
    opened(page, server, LONG)
    page.get_by_text("3-D", exact=True).click()
    page.wait_for_selector("[data-view=relief] canvas", timeout=15_000)
    page.wait_for_timeout(500)
    ground = page.evaluate(PIXELS, "relief")[0]
    stage = page.locator("[data-view=relief] .stage").bounding_box()
    page.mouse.move(stage["x"] + 100, stage["y"] + 100)
    page.mouse.down()
    page.mouse.move(stage["x"] + 220, stage["y"] + 140, steps=3)
    page.mouse.up()
    assert ground > 5000
    assert page.evaluate(PIXELS, "relief")[0] != ground
    assert race_of(page) == LONG


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_sticks_out_at_the_side(new_page, server, width):
    page = opened(new_page(viewport={"width": width, "height": 844}), server)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(f"() => {PLAYER}.scrollWidth <= {PLAYER}.clientWidth")


def test_a_click_in_the_plane_of_a_networks_loss_moves_the_start(page, server):
    race = replace(RACES["The loss of a real network"], steps=300)
    opened(page, server, race)
    stage = page.locator("[data-view=hill] .stage").bounding_box()
    page.mouse.click(stage["x"] + 0.7 * stage["width"], stage["y"] + 0.3 * stage["height"])
    page.wait_for_function(f"(before) => {PLAYER}.dataset.run !== before", arg=encode(race), timeout=15_000)
    until(page, "+facts.step > 0")
    moved = race_of(page)
    assert moved.moved and replace(moved, along=0.0, across=0.0) == race
