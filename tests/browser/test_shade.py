"""Dark and light: the reader's choice holds on every page, and colours that mean something are kept."""

from __future__ import annotations

import io

from PIL import Image, ImageStat

from tests.browser.test_house import address, arrived

HUES = """() => {
    const canvas = document.querySelector('canvas.diagram');
    const [inputs, first] = [...document.querySelectorAll('.column')].map(each => parseFloat(each.style.left));
    const links = canvas.getContext('2d').getImageData((inputs + first) / 2, 0, 4, canvas.height).data;
    const more = (one, other) => links.filter((_, i) => i % 4 === one && links[i] > links[i - one + other] + 60).length;
    return [more(0, 2), more(2, 0)];
}"""


def shaded(page, shade: str) -> None:
    """Wait for the player in these colours, and see that the page around it and its pictures are as dark."""
    arrived(page, f"+d.shown > 0 && d.theme === '{shade}'")
    page.wait_for_selector(f".shade[aria-pressed={str(shade == 'dark').lower()}]")
    for part in (page, page.locator(".player .view canvas").first):
        brightness = ImageStat.Stat(Image.open(io.BytesIO(part.screenshot())).convert("L")).mean[0]
        assert (brightness < 128) == (shade == "dark")


def test_a_dark_page_goes_on_with_the_run_and_to_the_other_pages(new_page, server):
    page = new_page(reduced_motion="reduce")
    page.goto(f"{server.url}?lang=de")
    arrived(page, "d.state === 'paused'")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("location.search.includes('at=1')")
    before = address(page)
    page.get_by_role("button", name="Dunkle Seite").press("Enter")
    shaded(page, "dark")
    assert address(page) == before
    page.get_by_role("link", name="Rennen der Optimierer").click()
    page.wait_for_function("location.search.includes('run=race')")
    shaded(page, "dark")
    page.reload()
    shaded(page, "dark")
    page.get_by_role("button", name="Dunkle Seite").click()
    shaded(page, "light")
    page.goto(server.url)
    shaded(page, "light")
    assert page.get_by_role("button", name="Dark page").is_visible()


def test_signs_keep_their_colours_where_the_system_forces_its_own(new_page, server):
    page = new_page(reduced_motion="reduce", forced_colors="active")
    page.goto(f"{server.url}?at=90")
    arrived(page)
    track = page.locator("[data-testid=stSlider] [role=group]").first
    assert track.evaluate("each => getComputedStyle(each).forcedColorAdjust") == "none"
    assert page.evaluate("document.querySelector('.player').dataset.theme") == "light"
    page.wait_for_function(f"Math.min(...({HUES})()) > 10")  # orange and blue
