"""A click on the hill lets the balls go there, and the shade of the hill is seen."""

from __future__ import annotations

from engine.studies.saddle_points.balls import Optima
from engine.values.codec import decode, encode

RUN = "document.querySelector('.player').dataset.run"
PLACE = """([x, y]) => { const plot = document.querySelector('[data-view=hill] .js-plotly-plot');
    const [r, a, b] = [plot.getBoundingClientRect(), plot._fullLayout.xaxis, plot._fullLayout.yaxis];
    return [r.x + a._offset + a.d2p(x), r.y + b._offset + b.d2p(y)]; }"""
SHADED = """() => { const c = document.querySelector('[data-view=hill] canvas.picture');
    return c && c.width > 100 && c.getContext('2d').getImageData(0, 0, 100, 100).data.some((each) => each); }"""


def test_a_click_on_the_hill_lets_the_balls_go_there(page, server):
    page.goto(server.url + "saddle_points?view=predict:off")
    page.wait_for_selector("[data-view=hill] .plot .main-svg", timeout=30_000)
    page.wait_for_function(SHADED, timeout=15_000)
    page.wait_for_selector("text=Start x", timeout=30_000)
    page.mouse.click(*page.evaluate(PLACE, [1.0, 0.5]))
    page.wait_for_function(f"(before) => {RUN} !== before", arg=encode(Optima()), timeout=15_000)
    found = decode(page.evaluate(RUN), Optima)
    assert abs(found.x - 1.0) < 0.05 and abs(found.y - 0.5) < 0.05
