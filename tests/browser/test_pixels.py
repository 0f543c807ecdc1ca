"""A drawing in a browser: it is painted at once, stays, and is in the link when the pointer is let go."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from engine.studies.logistic_regression.neuron import Neuron
from engine.values.codec import decode

INKED = "() => [...document.querySelectorAll('.pixels rect')].map((each) => Boolean(each.style.fill))"


def test_a_stroke_is_drawn_at_once_and_is_in_the_link(page, server):
    page.goto(f"{server.url}logistic_regression?view=layout:image,predict:off")
    page.wait_for_function("() => document.querySelector('.pixels rect[style*=fill]')", timeout=30_000)
    page.get_by_role("button", name="Clear the drawing").click()
    assert not any(page.evaluate(INKED)), "before the server answers"
    page.wait_for_function("() => location.search.includes('run=') && document.querySelectorAll('.verdict').length")
    page.locator(".verdict").get_by_text("Nothing is drawn").wait_for()
    box = page.locator(".pixels").bounding_box()
    across = [box["x"] + box["width"] * (0.1 + each + 0.5) / 8.2 for each in range(8)]
    page.mouse.move(across[1], box["y"] + box["height"] * 2.6 / 8.2)
    page.mouse.down()
    page.mouse.move(across[5], box["y"] + box["height"] * 2.6 / 8.2, steps=16)
    stroke = [16 < place <= 21 for place in range(64)]
    assert page.evaluate(INKED) == stroke
    page.mouse.up()
    page.locator(".verdict").get_by_text("Nothing is drawn").wait_for(state="hidden")
    assert page.evaluate(INKED) == stroke
    neuron = decode(parse_qs(urlsplit(page.url).query)["run"][0], Neuron)
    assert [ink > 0 for row in neuron.picture.colors for ink in row] == stroke
