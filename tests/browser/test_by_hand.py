"""Units and weights under a hand, runs that stop by themselves, curves that are kept, and what ails a run."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from engine.chain import decode_chain
from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.initializers import Zeros
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.values.codec import encode


def player(page) -> dict:
    return page.evaluate("() => ({ ...document.querySelector('.player').dataset })")


def until(page, script: str) -> None:
    page.wait_for_function(f"() => {script}", timeout=20_000)


def opened(page, server, **given):
    query = "&".join(f"{name}={value}" for name, value in given.items())
    page.goto(f"{server.url}?{query}")
    until(page, "+document.querySelector('.player')?.dataset.shown > 0 && document.querySelector('.st-key-strip')")
    return page


def run_of(page):
    return decode_chain(parse_qs(urlsplit(page.url).query)["run"][0])


def settled(page) -> None:
    until(page, "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")


def picture(page) -> str:
    return page.evaluate("() => document.querySelector('[data-view=boundary] .picture').toDataURL()")


@pytest.fixture
def network(page, server):
    """The Playground at rest at step 90, its drawn network with the focus."""
    opened(page, server, at=90)
    until(page, "document.querySelector('.player').dataset.step === '90'")
    settled(page)
    page.locator("canvas.diagram").focus()
    return page


def test_a_unit_is_seen_large_by_keys_and_in_the_link_and_the_output_comes_back(network, new_page, server):
    output = picture(network)
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        network.keyboard.press(key)
    until(network, "document.querySelector('[data-view=boundary] .pinned')")
    until(network, "location.search.includes('on=boundary.variant:column1.1')")
    until(network, f"document.querySelector('[data-view=boundary] .picture').toDataURL() !== {output!r}")
    assert "unit 2 of layer 1" in network.locator("[data-view=boundary] .pinned").inner_text()
    large = picture(network)

    other = new_page()
    other.goto(network.url)
    until(other, "document.querySelector('[data-view=boundary] .pinned')")
    until(other, f"document.querySelector('[data-view=boundary] .picture')?.toDataURL() === {large!r}")

    network.locator("[data-view=boundary] .pinned button").click()
    until(network, f"document.querySelector('[data-view=boundary] .picture').toDataURL() === {output!r}")
    assert not network.locator("[data-view=boundary] .pinned").count() and "variant" not in network.url


def test_a_unit_that_is_gone_is_no_longer_seen_large(page, server):
    opened(page, server, on="boundary.variant:column1.3,boundary.variant:column9.9")
    until(page, "document.querySelector('[data-view=boundary] .pinned')?.innerText.includes('unit 4')")
    settled(page)
    page.get_by_role("button", name="One unit less in hidden layer 1").click()
    until(page, "!document.querySelector('[data-view=boundary] .pinned')")


def test_a_unit_is_clicked_and_a_link_is_clicked(network):
    box = network.locator("canvas.diagram").bounding_box()
    place = network.evaluate(
        """() => {
            const canvas = document.querySelector('canvas.diagram');
            const heads = [...canvas.parentElement.querySelectorAll('.column')];
            return heads.map((each) => each.getBoundingClientRect()).map(({ x, width }) => x + width / 2);
        }"""
    )
    middle = box["y"] + box["height"] / 2
    for y in range(int(middle) - 60, int(middle) + 60, 12):  # some unit of the second layer lies on this way
        network.mouse.click(place[2], y)
        if network.locator("[data-view=boundary] .pinned").count():
            break
    assert "of layer 2" in network.locator("[data-view=boundary] .pinned").inner_text()
    for y in range(int(middle) - 60, int(middle) + 60, 4):  # and some link between the layers
        network.mouse.click((place[1] + place[2]) / 2, y)
        if network.locator(".hand:visible").count():
            break
    assert "→" in network.locator(".hand .what").inner_text()
    network.keyboard.press("Escape")
    assert not network.locator(".hand:visible").count()


def test_a_weight_is_set_by_keys_travels_in_the_link_and_is_undone(network, new_page):
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown", "Enter"):
        network.keyboard.press(key)
    assert "weight input x₁ → unit 2 of layer 1" in network.locator(".hand .what").inner_text()
    before = picture(network)
    network.locator(".hand input[type=number]").fill("4.5")
    network.keyboard.press("Tab")
    until(network, "location.search.includes('~90~.')")
    until(network, f"document.querySelector('[data-view=boundary] .picture').toDataURL() !== {before!r}")
    assert run_of(network).last.overrides == ((90, 0, 1, 0, 4.5),) and player(network)["step"] == "90"
    network.keyboard.press("Escape")
    changed = picture(network)

    other = new_page()
    other.goto(network.url)
    until(other, f"document.querySelector('[data-view=boundary] .picture')?.toDataURL() === {changed!r}")

    settled(network)
    network.keyboard.press("Control+z")
    until(network, f"document.querySelector('[data-view=boundary] .picture').toDataURL() === {before!r}")
    until(network, "!location.search.includes('~')")


def test_a_bias_is_set_while_it_plays_and_the_run_goes_on_with_it(page, server):
    opened(page, server)
    until(page, "+document.querySelector('.player').dataset.step > 50")
    settled(page)
    page.locator("canvas.diagram").focus()
    for key in ("ArrowRight", "ArrowRight", "b"):
        page.keyboard.press(key)
    assert player(page)["state"] == "paused" and "bias of unit 2 of layer 1" in page.locator(".hand").inner_text()
    step = player(page)["step"]
    page.get_by_role("button", name="Set it to 0").click()
    until(page, f"location.search.includes('~{step}~.')")
    assert run_of(page).last.overrides == ((int(step), 0, 1, -1, 0.0),)
    page.get_by_role("button", name="Close", exact=True).click()
    page.keyboard.press("Escape")
    page.locator("[data-wish=run]").click()
    until(page, f"+document.querySelector('.player').dataset.step > {step}")


def test_a_run_stops_at_the_epoch_of_its_link_and_at_a_loss_and_goes_on(page, server):
    opened(page, server, stop=12)
    until(page, "document.querySelector('.player').dataset.state === 'paused'")
    assert player(page)["step"] == str(12 * 18)
    assert page.locator(".notice").inner_text().startswith("Stopped at epoch 12, as you asked.")
    settled(page)
    page.locator("[data-wish=stop]").click()
    page.get_by_label("Stop at epoch").fill("")
    page.get_by_label("Stop at training loss").fill("0.5")
    page.keyboard.press("Tab")
    until(page, "location.search.includes('stop=,0.5')")
    page.keyboard.press("Escape")
    page.locator("[data-wish=run]").click()
    until(page, "document.querySelector('.player').dataset.state === 'paused'")
    assert "the training loss has come down to 0.4" in page.locator(".notice").inner_text()
    page.locator("[data-wish=run]").click()
    until(page, "document.querySelector('.player').dataset.state === 'playing'")


@pytest.mark.parametrize("stop", ["x", "1e9", "9999999", "-3", "5,5,5", ",1e400", "%00"])
def test_a_stop_that_cannot_be_read_is_passed_over(page, server, stop):
    opened(page, server, stop=stop)
    until(page, "+document.querySelector('.player').dataset.step > 200")


def test_a_curve_is_kept_behind_those_to_come(page, server):
    opened(page, server, stop=30)
    until(page, "document.querySelector('.player').dataset.state === 'paused'")
    settled(page)
    until(page, "document.querySelector('[data-view=loss] canvas.over')")
    purple = """() => {
        const canvas = document.querySelector('[data-view=loss] canvas.over');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let i = 0; i < data.length; i += 4) {
            const [red, green, blue, alpha] = data.slice(i, i + 4);
            count += alpha > 60 && blue > red + 25 && red > green + 25;
        }
        return count;
    }"""
    assert page.evaluate(purple) == 0
    page.locator("[data-view=loss]").get_by_role("button", name="ghost").click()
    page.locator("[data-wish=reseed]").click()
    until(page, "document.querySelector('.player').dataset.run !== 'net1.e30'")
    assert page.evaluate(purple) > 30 and "ghost" not in page.url
    page.locator("[data-view=loss]").get_by_role("button", name="ghost").click()
    until(page, f"({purple})() === 0")


def test_twins_are_named_and_one_click_parts_them(page, server):
    opened(page, server, run=encode(Experiment(network=Network((Dense(4), Dense(3)), Zeros()))))
    until(page, "document.querySelector('.notice').dataset.kind === 'hint'")
    assert "All 4 units of hidden layer 1 are twins" in page.locator(".notice").inner_text()
    settled(page)
    page.get_by_role("button", name="Draw the first weights at random").click()
    until(page, "document.querySelector('.notice').dataset.kind === 'tip'")
    until(page, "+document.querySelector('.player').dataset.step > 300")
    assert run_of(page).last == Experiment(), "Xavier is what is usual"


def test_a_loss_that_jumps_is_told_and_the_word_can_be_put_away(page, server):
    descent = OPTIMIZERS["gradient_descent"]()
    noisy = Data(source=replace(DATASETS["circles"](), noise=0.5))  # it never comes to rest, on whatever processor
    wild = Experiment(noisy, Network((Dense(8), Dense(8))), schedule=Constant(3.0), optimizer=descent)
    opened(page, server, run=encode(wild))
    until(page, "document.querySelector('.notice').innerText.startsWith('The loss jumps')")
    high = page.locator(".notice").bounding_box()["height"]
    page.locator(".notice .away").click()
    until(page, "document.querySelector('.notice').dataset.kind === 'tip'")
    assert abs(page.locator(".notice").bounding_box()["height"] - high) < 1, "nothing moves when a notice comes or goes"
    until(page, "+document.querySelector('.player').dataset.step > 1500")
    assert page.locator(".notice").get_attribute("data-kind") == "tip"
