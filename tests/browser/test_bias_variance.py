"""Sweeps and the regularization lab in a real browser: they grow, pause, peek, open a network, and start anew."""

from __future__ import annotations

import pytest

FACTS = "() => ({...document.querySelector('.player').dataset})"
PLACE = """(index) => {
  const plot = document.querySelector('[data-view=errors] .js-plotly-plot');
  const {xaxis, yaxis} = plot._fullLayout, trace = plot._fullData[4], box = plot.getBoundingClientRect();
  return [box.left + xaxis._offset + xaxis.l2p(xaxis.d2l(trace.x[index])),
          box.top + yaxis._offset + yaxis.l2p(trace.y[index])];
}"""
POINTS = "() => document.querySelector('[data-view=errors] .js-plotly-plot')?._fullData?.[4]?.x.length ?? 0"


def until(page, condition: str) -> None:
    facts = "document.querySelector('.player')?.dataset"
    page.wait_for_function(f"() => {{ const p = {facts}; return p && ({condition}); }}", timeout=60_000)


def counted(page) -> str:
    """What the bar counts, without the time that is left."""
    return " ".join(page.inner_text(".player .readout").partition("·")[0].split())


def test_a_sweep_grows_ends_and_shows_its_points(page, server):
    page.goto(server.url + "bias_variance?view=predict:off")
    until(page, "p.state === 'playing' && +p.step > 26")
    page.keyboard.press("Space")
    until(page, "p.state === 'paused'")
    page.wait_for_function(f"({POINTS})() >= 2")
    seen = page.evaluate(POINTS)
    page.keyboard.press("Space")
    until(page, "p.state === 'ended'")
    page.wait_for_function(f"({POINTS})() === 8")
    assert seen < 8
    where = page.locator("[data-view=verdict] .where")
    assert where.inner_text() == "units in a hidden layer: 32"
    x, y = page.evaluate(PLACE, 2)
    page.mouse.move(x, y)
    page.wait_for_function("() => document.querySelector('[data-view=verdict] .where').textContent.endsWith(': 4')")
    with page.context.expect_page() as opened:
        page.mouse.click(x, y)
    assert "run=net1." in opened.value.url
    page.mouse.move(2, 2)
    page.wait_for_function("() => document.querySelector('[data-view=verdict] .where').textContent.endsWith(': 32')")


def test_the_bar_says_which_value_of_how_many_is_in_training(page, server):
    page.goto(server.url + "bias_variance?view=predict:off")
    until(page, "p.state === 'ended'")
    for step, value in ((0, 1), (1, 1), (12, 1), (13, 2), (36, 3), (95, 8), (96, 8)):
        page.locator(".player input[type=range]").fill(str(step))
        until(page, f"+p.step === {step}")
        assert counted(page) == f"step {step} value {value} of 8"


def test_of_epochs_it_counts_those_that_are_over(page, server):
    page.goto(server.url + "mini_batches?at=199")
    until(page, "+p.step === 199")
    assert counted(page) == "step 199 epoch 19 of 20"


def test_a_link_shows_the_same_sweep_to_another_visitor(new_page, server):
    first, second = new_page(), new_page(color_scheme="dark", viewport={"width": 390, "height": 844})
    texts = []
    for page in (first, second):
        page.goto(server.url + "bias_variance?view=predict:off" if page is first else first.url)
        until(page, "p.state === 'ended'")
        texts.append(page.locator("[data-view=verdict] .numbers-table").inner_text())
    assert texts[0] == texts[1] and "run=sweep1." in first.url


def test_a_step_of_the_recipe_starts_the_sweep_anew(page, server):
    page.goto(server.url + "bias_variance?view=predict:off")
    until(page, "p.state === 'ended'")
    before = page.evaluate(FACTS)["run"]
    page.get_by_role("button", name="Diagnose").click()
    page.get_by_role("button", name="More data").click()
    until(page, f"p.run !== '{before}' && p.state === 'playing'")


@pytest.mark.parametrize(
    "mode, views",
    [
        ("Side by side", ("none", "more", "table")),
        ("Dropout, up close", ("mask", "fog", "cost", "modes")),
    ],
)
def test_the_lab_plays_all_its_views(page, server, mode, views):
    page.goto(server.url + "regularization_lab")
    until(page, "p.state === 'playing'")
    page.get_by_role("radio", name=mode).click()
    for view in views:
        page.locator(f"[data-view={view}] .stage").wait_for()
    until(page, "+p.step > 20 && p.state === 'playing'")


def test_lambda_over_a_grid_is_a_sweep_and_its_address_holds_the_lab(new_page, server):
    first, second = new_page(), new_page()
    first.goto(server.url + "regularization_lab")
    until(first, "p.state === 'playing'")
    first.get_by_role("radio", name="λ over a log grid").click()
    first.locator("[data-view=norms] .stage").wait_for()
    first.wait_for_function("() => location.search.includes('lambda')")
    assert "run=lab1." in first.url
    second.goto(first.url)
    second.locator("[data-view=norms] .stage").wait_for()
    until(second, "p.run.startsWith('sweep1.') && +p.step > 12")


def test_an_example_of_the_lab_opens_in_its_layout_and_can_be_undone(page, server):
    page.goto(server.url + "regularization_lab")
    until(page, "p.state === 'playing'")
    before = page.evaluate(FACTS)["run"]
    page.get_by_role("combobox", name="Examples").click()
    page.get_by_role("option", name="The cost need not fall").click()
    page.locator("[data-view=cost] .stage").wait_for()
    until(page, f"p.run !== '{before}'")
    page.get_by_role("button", name="undo").click()
    until(page, f"p.run === '{before}'")
