"""Dark and light: the reader's choice holds on every page, and after the page is loaded again."""

from __future__ import annotations

import io

from PIL import Image, ImageStat

from tests.browser.test_house import address, arrived


def shaded(page, shade: str) -> None:
    """Wait for the player in these colours, and see that the page around it and its pictures are as dark."""
    arrived(page, f"+d.shown > 0 && d.theme === '{shade}'")
    page.wait_for_selector(f"[data-wish=dark][aria-pressed={str(shade == 'dark').lower()}]")
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
