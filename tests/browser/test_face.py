"""The pages by keyboard, to a screen reader, and where eight layers must share a narrow screen."""

from __future__ import annotations

import pytest

from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.values.codec import encode
from tests.browser.test_house import arrived

SHOWN = """each => {
    const { x, y, width, height } = each.getBoundingClientRect();
    const there = document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 60));
    return each === document.activeElement && each.matches(':focus-visible') && each.contains(there);
}"""
PLAIN = f"run={encode(Experiment())}"
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


def reach(page, role: str, name: str) -> None:
    """Go on with Tab until a control has the focus, and see that it is shown and nothing lies over it."""
    for _ in range(150):
        page.keyboard.press("Tab")
        found = page.get_by_role(role, name=name).and_(page.locator(":focus"))
        if found.count():
            break
    page.wait_for_timeout(200)
    assert found.evaluate(SHOWN), f"{name} is covered"


def presses(page, keys: str, then: str) -> None:
    """Press keys one after the other, and wait for what they do."""
    for key in keys.split():
        page.keyboard.press(key)
    page.wait_for_function(f"() => {then}", timeout=20_000)


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_all_is_done_by_keys(new_page, server, width: int):
    page = new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.goto(server.url)
    arrived(page, "d.state === 'paused' && document.querySelector('.st-key-strip')")
    player, search = "document.querySelector('.player').dataset", "location.search"
    reach(page, "button", "Run")
    presses(page, "Space", f"{player}.state === 'playing' && +{player}.step > 40")
    presses(page, "Space", f"{player}.state === 'paused' && {search}.includes('at=')")
    reach(page, "button", "One step")
    presses(page, "Home Enter", f"{player}.step === '1'")
    reach(page, "button", "One hidden layer more")
    presses(page, "Enter", "document.querySelector('.stepper').innerText.includes('3 hidden')")
    presses(page, "Shift+Tab Enter", "document.querySelector('.stepper').innerText.includes('2 hidden')")
    reach(page, "application", "Network")
    presses(page, "ArrowRight ArrowRight Enter", f"{search}.includes('column1.1')")
    presses(page, "Shift+ArrowDown Enter ArrowRight", f"!{search}.includes({PLAIN!r})")
    presses(page, "Escape", "document.querySelector('canvas.diagram:focus ~ .hand').hidden")
    presses(page, "Control+z", f"{search}.includes({PLAIN!r})")
    reach(page, "tab", "Take away")
    presses(page, "ArrowRight", "document.querySelector('[aria-selected=true]:focus')?.innerText === 'Contest'")
