"""The pages by keyboard, to a screen reader, and where eight layers must share a narrow screen."""

from __future__ import annotations

import pytest

from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.values.codec import encode
from tests.browser.test_house import arrived

DEEP = encode(Experiment(network=Network((Dense(8),) * 8)))


def test_arrow_keys_read_the_network_and_a_table_says_it_all(page, server):
    page.goto(f"{server.url}?at=0")
    arrived(page, "d.state === 'paused'")
    network = page.get_by_role("application")
    network.focus()
    said = page.locator("[data-view=network] [role=status]")
    for key, text in (
        ("ArrowRight", "input x₁"),
        ("ArrowRight", "unit 2 of layer 1: bias 0"),
        ("ArrowDown", "unit 3 of layer 1: bias 0"),
        ("Shift+ArrowDown", "input x₁ → unit 3 of layer 1: weight "),
        ("ArrowDown", "input x₂ → unit 3 of layer 1: weight "),
    ):
        page.keyboard.press(key)
        assert said.inner_text().startswith(text)
    assert page.locator(".player").get_attribute("data-step") == "0", "the playhead stays"
    page.get_by_role("button", name="table").click()
    table = page.get_by_role("region", name="Weights and biases")
    assert table.locator("tr").count() == 1 + 4 + 3 + 1
    page.wait_for_function("document.querySelector('[data-view=boundary] .stage').ariaLabel?.includes('test accuracy')")


@pytest.mark.parametrize(("width", "touch"), [(1280, False), (390, True)])
def test_buttons_over_eight_layers_do_not_touch(new_page, server, width: int, touch: bool):
    page = new_page(viewport={"width": width, "height": 900}, has_touch=touch, is_mobile=touch)
    page.goto(f"{server.url}?run={DEEP}&at=0")
    arrived(page)
    page.wait_for_selector(".player .column button")
    boxes = page.eval_on_selector_all(
        ".player .column button", "all => all.map(b => b.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == 16
    for i, one in enumerate(boxes):
        assert one["height"] >= (40 if touch else 20)
        for other in boxes[:i]:
            apart = max(abs(one["x"] - other["x"]) - one["width"], abs(one["y"] - other["y"]) - one["height"])
            assert apart >= 0
    assert page.get_by_role("button", name="One hidden layer more").is_disabled()
