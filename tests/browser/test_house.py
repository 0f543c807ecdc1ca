"""What holds for every page, in a browser: it opens, its link holds what is seen, and the way to it is right."""

from __future__ import annotations

from importlib import resources
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from engine.values.codec import encode
from pages.topics import topics
from tests.browser.conftest import missing

every_topic = pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.slug)
SERIOUS = """async () => {
    const found = await axe.run({ resultTypes: ['violations'] });
    const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return serious.flatMap(({ help, nodes }) => nodes.map(({ html }) => [help, html.slice(0, 120)]));
}"""


def place(topic) -> str:
    """The path of a topic's page: the first one is the start page."""
    return "" if topic is topics()[0] else topic.slug


def arrived(page, facts: str = "+d.shown > 0") -> None:
    """Wait for a page's player to say that something is so."""
    script = f"() => {{ const d = document.querySelector('.player')?.dataset; return Boolean(d && {facts}); }}"
    page.wait_for_function(script, timeout=30_000)


def address(page) -> dict[str, str]:
    """The parameters of the page's address."""
    return {name: value for name, (value,) in parse_qs(urlsplit(page.url).query).items()}


@pytest.fixture(scope="session")
def axe() -> str:
    """Deque's axe-core, as a Python package ships it."""
    try:
        return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text()
    except ModuleNotFoundError:
        missing("axe-playwright-python is not installed (pip install -r tests/requirements.txt)")


@every_topic
def test_a_page_opens_its_address_holds_its_run_and_axe_finds_nothing_serious(topic, new_page, server, axe):
    page = new_page(reduced_motion="reduce")
    page.goto(f"{server.url}{place(topic)}")
    arrived(page)
    page.wait_for_function("() => location.search.includes('run=')")
    assert address(page)["run"] == encode(topic.default)
    assert "view" not in address(page)
    assert page.get_by_text(topic.question).is_visible()
    page.wait_for_timeout(1500)  # pictures say what they show once a second
    page.evaluate(axe)
    assert page.evaluate(SERIOUS) == []


@every_topic
def test_a_link_opens_the_same_tab_and_layout(topic, page, server):
    wished = {name: options[-1] for name, options in topic.options.items() if name in ("panel", "layout")}
    view = ",".join(f"{name}:{option}" for name, option in wished.items())
    page.goto(f"{server.url}{place(topic)}?run={encode(topic.default)}&view={quote(view)}")
    arrived(page)
    if "panel" in wished:
        tab = page.get_by_role("tab", name=wished["panel"], exact=True)
        tab.wait_for()
        assert tab.get_attribute("aria-selected") == "true"
    if view:
        page.wait_for_function("() => location.search.includes('view=')")
        assert set(address(page)["view"].split(",")) == set(view.split(","))
    for name in topic.layout(topic.default, wished).views:
        page.wait_for_selector(f".player [data-view='{name}']")


def test_a_link_at_the_wrong_page_goes_to_the_right_one(page, server):
    for here, there in (("optimizer_race", "bias_variance"), ("regularization_lab", "moving_averages")):
        topic = next(each for each in topics() if each.slug == there)
        page.goto(f"{server.url}{here}?run={encode(topic.default)}")
        page.wait_for_url(f"**/{there}?**")
        arrived(page)
        assert urlsplit(page.url).path.strip("/") == there


def test_every_page_is_a_link_at_the_top_and_the_present_one_is_marked(page, server):
    page.goto(server.url)
    arrived(page)
    links = page.locator(".st-key-masthead a")
    page.evaluate("() => { window.visit = 'the same'; }")
    for topic in [*topics()[1:], topics()[0]]:
        links.get_by_text(topic.title, exact=True).click()
        page.get_by_role("heading", level=1, name=topic.question).wait_for()
        page.wait_for_function("(code) => location.search.includes(code)", arg=encode(topic.default))
        assert page.locator(".st-key-masthead [aria-current=page]").inner_text() == topic.title
        assert page.title() == f"{topic.title} · Downhill"
        arrived(page)
    assert page.evaluate("() => window.visit") == "the same", "no page was loaded anew"
    page.go_back()
    page.get_by_role("heading", level=1, name=topics()[-1].question).wait_for()


def test_on_a_phone_one_touch_shows_every_page(new_page, server):
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(server.url)
    arrived(page)
    links = page.locator(".st-key-masthead a")
    assert not links.first.is_visible()
    page.get_by_text("All pages").tap()
    assert all(links.nth(number).is_visible() for number in range(len(topics()) - 1))
    links.get_by_text(topics()[1].title, exact=True).tap()
    page.get_by_role("heading", level=1, name=topics()[1].question).wait_for()
    page.wait_for_function("() => !document.querySelector('.st-key-masthead details').open")


def test_a_paused_run_is_opened_at_its_step_with_its_switches(page, server, new_page):
    page.goto(server.url)
    arrived(page, "+d.step > 60")
    page.locator(".player [data-wish=run]").click()
    arrived(page, "d.state === 'paused'")
    page.get_by_role("button", name="log", exact=True).click()
    page.wait_for_function("() => location.search.includes('at=') && location.search.includes('on=')")
    step = page.evaluate("() => document.querySelector('.player').dataset.step")
    other = new_page()
    other.goto(page.url)
    arrived(other, f"d.state === 'paused' && d.step === '{step}'")
    assert other.get_by_role("button", name="log", exact=True).get_attribute("aria-pressed") == "true"


def test_a_refused_change_says_why_and_the_control_goes_back(page, server):
    page.goto(f"{server.url}regularization_lab?view=panel:Data")
    arrived(page)
    slider = page.locator(".st-key-data-split").get_by_role("slider").first
    slider.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    page.locator(".player [role=status]").filter(has_text="cannot be used").wait_for()
    assert "Traceback" not in page.inner_text("body")


def test_back_and_forward_walk_through_edits_and_keys_undo_them(page, server):
    page.goto(server.url)
    arrived(page)
    thumb = ".st-key-strip-noise [data-testid=stSliderThumbValue]"
    shown = "([at, value]) => document.querySelector(at)?.innerText === value"
    held = lambda value: page.wait_for_function(shown, arg=[thumb, value])  # noqa: E731
    before = page.url
    for value in ("0.15", "0.20"):
        stood = page.url
        page.locator(".st-key-strip-noise").get_by_role("slider").press("ArrowRight")
        held(value)
        page.wait_for_function("(stood) => location.href !== stood", arg=stood)
    page.go_back()
    held("0.15")
    page.go_back()
    held("0.10")
    assert urlsplit(page.url).path == urlsplit(before).path, "still in the app"
    page.go_forward()
    held("0.15")
    page.keyboard.press("Control+z")
    held("0.10")
    page.keyboard.press("Control+y")
    held("0.15")
