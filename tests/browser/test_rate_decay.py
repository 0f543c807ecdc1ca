"""A curve of the rate is dragged at its dot: it follows at once, and the schedule is in the link when it is let go."""

from __future__ import annotations

from engine.studies.rate_decay.decay import Decay
from engine.values.codec import decode, encode

DOTS = "document.querySelector('[data-view=rates] [data-at]')"
RUN = "document.querySelector('.player').dataset.run"
AXES = """() => { const plot = document.querySelector('[data-view=rates] .js-plotly-plot');
    const [r, x, y] = [plot.getBoundingClientRect(), plot._fullLayout.xaxis, plot._fullLayout.yaxis];
    return [r.x + x._offset, r.y + y._offset, x._length / x.range[1], y._length, y._length / y.range[1]]; }"""


def test_a_curve_is_dragged_at_its_dot(page, server):
    page.goto(server.url + "rate_decay?view=predict:off")
    page.wait_for_function(f"() => {DOTS} && {DOTS}.dataset.at", timeout=30_000)
    page.wait_for_selector("[data-view=rates] .plot .main-svg", timeout=30_000)
    page.wait_for_selector("text=Square root", timeout=30_000)
    left, top, wide, height, high = page.evaluate(AXES)
    epoch, rate = (float(each) for each in page.evaluate(f"{DOTS}.dataset.at").split(", ")[4:6])
    x, y = left + epoch * wide, top + height - rate * high
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 20, steps=3)
    held = float(page.evaluate(f"{DOTS}.dataset.at").split(", ")[5])
    assert held > rate + 10 / high
    page.mouse.up()
    page.wait_for_function(f"(before) => {RUN} !== before", arg=encode(Decay()), timeout=15_000)
    found = decode(page.evaluate(RUN), Decay).paces
    assert [a == b for a, b in zip(found, Decay().paces, strict=True)] == [True, True, False, True, True]
    assert abs(float(found[2].schedule(epoch)) - held) < 0.02
