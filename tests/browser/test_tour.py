"""The tour of the first visit: four steps, in nobody's way, and never again."""

from __future__ import annotations

from tests.browser.test_house import arrived


def test_the_tour_has_four_steps_blocks_nothing_and_never_returns(new_page, server):
    page = new_page(tour=True)
    page.goto(server.url)
    arrived(page)
    card = page.locator(".tour")
    card.get_by_text("Press nothing. Watch.").wait_for()
    page.locator(".player [data-wish=run]").click()
    arrived(page, "d.state === 'paused'")
    for title in ("Now move the rate.", "Open an example.", "Go back, and send it."):
        card.get_by_role("button", name="Next").click()
        assert card.locator("b").inner_text() == title
        assert page.locator(".toured").count() == 1
    card.get_by_role("button", name="Done").click()
    assert card.count() == 0 and page.locator(".toured").count() == 0
    page.goto(server.url)
    arrived(page)
    page.wait_for_timeout(1600)
    assert page.locator(".tour").count() == 0


def test_who_opens_a_link_is_not_stopped(new_page, server):
    page = new_page(tour=True)
    page.goto(f"{server.url}?run=net1.e30")
    arrived(page)
    page.wait_for_timeout(1600)
    assert page.locator(".tour").count() == 0
