"""A shared point in a browser: dragged in one view all others follow, nothing is asked meanwhile, a link holds it."""

from __future__ import annotations

import numpy as np
import pytest

from engine.studies.logistic_regression.neuron import Neuron
from engine.values.codec import decode, encode

PLAYER = "document.querySelector('.player')"
SHOWN = "(view) => document.querySelector(`[data-view=${view}] .stage`).dataset.at"
PIXEL = """([view, x, y]) => {
  const plot = document.querySelector(`[data-view=${view}] .plot`);
  const { left, top } = plot.getBoundingClientRect();
  const { xaxis: across, yaxis: up } = plot._fullLayout;
  const share = (value, [low, high]) => (value - low) / (high - low);
  return [left + across._offset + share(x, across.range) * across._length,
          top + up._offset + (1 - share(y, up.range)) * up._length];
}"""
NEURON = Neuron(w1=1.0, w2=1.0, b=-1.0, updates=10)


@pytest.fixture
def stage(page, server):
    """The page at the end of a short run."""
    page.goto(f"{server.url}logistic_regression?run={encode(NEURON)}&view=predict:off")
    page.wait_for_function(f"() => {PLAYER}?.dataset.state === 'ended'", timeout=30_000)
    page.wait_for_function("() => document.querySelectorAll('.stage[data-at]').length === 3", timeout=30_000)
    return page


def point(page, view: str) -> list[float]:
    return [float(each) for each in page.evaluate(SHOWN, view).split(",")]


def drag(page, view: str, start, end, *, drop: bool = True) -> None:
    page.mouse.move(*page.evaluate(PIXEL, [view, *start]))
    page.mouse.down()
    page.mouse.move(*page.evaluate(PIXEL, [view, *end]), steps=5)
    if drop:
        page.mouse.up()


def played(page, before: str) -> Neuron:
    """The neuron that the page plays once it is another one."""
    page.wait_for_function(f"(before) => {PLAYER}.dataset.run !== before", arg=before, timeout=15_000)
    return decode(page.evaluate(f"() => {PLAYER}.dataset.run"), Neuron)


def test_the_line_follows_the_dot_before_anything_is_asked(stage):
    asked, before = [], point(stage, "weights")
    stage.on("request", lambda request: asked.append(request.url))
    drag(stage, "weights", before[:2], (-1.0, 0.5), drop=False)
    for view in ("plane", "weights", "sigmoid"):
        assert np.allclose(point(stage, view), [-1.0, 0.5, before[2]], atol=0.03), view
    assert not [url for url in asked if "frames" in url]
    assert stage.evaluate(f"() => {PLAYER}.dataset.run") == encode(NEURON)
    stage.mouse.up()
    neuron = played(stage, encode(NEURON))
    assert np.allclose(neuron.start, [-1.0, 0.5, before[2]], atol=0.03)
    stage.wait_for_function("(code) => location.search.includes(code)", arg=encode(neuron))
    stage.wait_for_function(f"() => {PLAYER}.dataset.state === 'ended'", timeout=15_000)
    assert point(stage, "weights") != [*np.round(neuron.start, 2)], "the run has gone on from there"


def test_the_dot_stays_when_the_line_is_moved_and_goes_along_when_it_is_turned(stage):
    w1, w2, b = point(stage, "plane")
    size = np.hypot(w1, w2)
    way, foot = np.array([w1, w2]) / size, -b * np.array([w1, w2]) / size**2
    on = foot + 3 * np.array([-way[1], way[0]])
    drag(stage, "plane", on, on + way, drop=False)
    assert np.allclose(point(stage, "weights"), [w1, w2, b - size], atol=0.06), "one unit along w"
    stage.mouse.up()
    moved = played(stage, encode(NEURON))
    stage.wait_for_function(f"() => {PLAYER}.dataset.state === 'ended'", timeout=15_000)
    w1, w2, b = point(stage, "plane")
    size = np.hypot(w1, w2)
    way, foot = np.array([w1, w2]) / size, -b * np.array([w1, w2]) / size**2
    drag(stage, "plane", foot + way * 4 * size / (1 + size), foot + np.array([2.0, 0.0]))
    turned = played(stage, encode(moved))
    assert np.allclose(turned.start[:2], [1.0, 0.0], atol=0.05), "an arrow of 2 is a weight of 1"
    assert turned.b == pytest.approx(-turned.start[:2] @ foot, abs=0.05), "the line still runs through its foot"
    stage.get_by_role("button", name="undo").first.click()
    assert played(stage, encode(turned)) == moved


def test_arrow_keys_move_the_line_and_a_click_beside_everything_does_nothing(stage):
    before = point(stage, "plane")
    stage.mouse.click(*stage.evaluate(PIXEL, ["weights", before[0] - 1.5, before[1]]))
    stage.locator("[data-view=plane] .stage").focus()
    stage.keyboard.press("ArrowUp")
    neuron = played(stage, encode(NEURON))
    assert np.allclose(neuron.start, [before[0], before[1], before[2] - 0.2 * before[1]], atol=0.02)


def test_a_finger_drags_the_dot(new_page, server):
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{server.url}logistic_regression?run={encode(NEURON)}&view=predict:off")
    page.wait_for_function(f"() => {PLAYER}?.dataset.state === 'ended'", timeout=30_000)
    page.wait_for_function("() => document.querySelectorAll('.stage[data-at]').length === 3", timeout=30_000)
    page.locator("[data-view=weights]").scroll_into_view_if_needed()
    touch = page.context.new_cdp_session(page)
    before = point(page, "weights")
    first, last = (page.evaluate(PIXEL, ["weights", *each]) for each in (before[:2], (-1.0, 0.0)))
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": first[0], "y": first[1]}]})
    for share in (0.3, 0.6, 1.0):
        x, y = (a + share * (b - a) for a, b in zip(first, last, strict=True))
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert np.allclose(played(page, encode(NEURON)).start[:2], [-1.0, 0.0], atol=0.1)
