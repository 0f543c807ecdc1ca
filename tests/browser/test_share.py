"""A link that hides things, in a browser: they are gone, stay gone while one works, and the code can be opened."""

from __future__ import annotations


def test_an_embedded_page_has_no_navigation_and_keeps_hidden_what_is_hidden(page, server):
    page.goto(f"{server.url}?embed=true&hide=strip,view.loss,data.seed")
    page.wait_for_function("() => document.querySelector('[data-view=boundary] .main-svg')", timeout=30_000)
    assert page.locator("[data-view=loss]").count() == 0 and page.locator("[data-view=score]").count() == 1
    assert page.locator(".mark").count() == 0 and page.get_by_text("Batch norm", exact=True).count() == 0
    page.get_by_text("XOR", exact=True).click()
    page.wait_for_function("() => location.search.includes('run=net1.ey')", timeout=15_000)
    assert "hide=strip" in page.url and page.locator("[data-view=loss]").count() == 0


def test_share_shows_a_code_and_the_link_without_what_was_chosen(page, server):
    page.goto(server.url)
    page.get_by_role("button", name="Share").click(timeout=30_000)
    page.locator("[data-testid=stPopoverBody] svg, [data-testid=stPopoverBody] img").first.wait_for()
    page.locator("[data-testid=stPopoverBody] [data-testid=stMultiSelect] input").first.click()
    page.get_by_role("option", name="The strip of knobs").click()
    page.locator("[data-testid=stPopoverBody] code").get_by_text("hide=strip").wait_for()
    link = page.locator("[data-testid=stPopoverBody] code").inner_text()
    page.goto(link)
    page.wait_for_function("() => document.querySelector('[data-view=boundary] .main-svg')", timeout=30_000)
    assert page.locator(".st-key-strip").count() == 0
