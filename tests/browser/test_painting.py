"""Painting points in a browser: a stroke is seen at once, is in the link, can be undone, and works by keys."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import pytest

from engine.chain import decode_chain
from engine.datasets.own import Own


def points(page) -> Own:
    """The source of the points in the page's address."""
    return decode_chain(parse_qs(urlsplit(page.url).query)["run"][0]).last.data.source


def marks(page) -> tuple[tuple[int, int, int], ...]:
    """All points that are painted; none while the address still has another problem."""
    return getattr(points(page), "marks", ()) if "run=" in page.url else ()


@pytest.fixture
def plane(page, server):
    """The middle of the Playground's plane, with the paint at hand."""
    page.goto(server.url)
    page.wait_for_function("() => document.querySelector('[data-view=boundary] .main-svg')", timeout=30_000)
    page.locator("[data-view=boundary]").get_by_role("button", name="paint", exact=True).click()
    box = page.locator("[data-view=boundary] .nsewdrag").first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, box["width"] / 12


def stroke(page, *places) -> None:
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=12)
    page.mouse.up()


def own(page) -> str:
    """Script: the run in the address is other than before."""
    before = parse_qs(urlsplit(page.url).query).get("run", [""])[0]
    return f"() => (new URLSearchParams(location.search).get('run') ?? '') !== '{before}'"


def test_points_are_painted_moved_rubbed_out_and_brought_back(page, plane):
    x, y, unit = plane
    page.get_by_role("button", name="Paint class 3").click()
    other = own(page)
    stroke(page, (x + 4.9 * unit, y + 5.6 * unit), (x + 5.6 * unit, y + 5.6 * unit))
    page.wait_for_function(other, timeout=15_000)
    painted = [mark for mark in points(page).marks if mark[2] == 3]
    assert 1 <= len(painted) <= 4 and all(96 <= across <= 114 and abs(up + 112) <= 2 for across, up, _ in painted)
    count = len(points(page).marks)
    assert count == 300 + len(painted)

    other = own(page)
    stroke(page, (x + painted[0][0] / 20 * unit, y - painted[0][1] / 20 * unit), (x - 5.5 * unit, y + 5.5 * unit))
    page.wait_for_function(other, timeout=15_000)
    assert len(points(page).marks) == count and any(
        abs(a + 110) <= 2 and abs(u + 110) <= 2 for a, u, _ in points(page).marks
    )

    page.get_by_role("button", name="Rub points out").click()
    other = own(page)
    stroke(page, (x - 5.8 * unit, y + 5.5 * unit), (x - 5.2 * unit, y + 5.5 * unit))
    page.wait_for_function(other, timeout=15_000)
    assert len(points(page).marks) == count - 1

    other = own(page)
    page.keyboard.press("Control+z")
    page.wait_for_function(other, timeout=15_000)
    assert len(points(page).marks) == count


def until_painted(page, wanted: list[tuple[int, int, int]]) -> None:
    """Wait until these are the points of the last class, and nothing else has come or gone."""
    until = time.monotonic() + 15
    while time.monotonic() < until and [mark for mark in marks(page) if mark[2] == 3] != wanted:
        page.wait_for_timeout(100)
    assert [mark for mark in marks(page) if mark[2] == 3] == wanted
    assert len(marks(page)) == 300 + len(wanted)


def test_what_was_just_painted_can_be_grabbed_before_anybody_has_answered(page, plane):
    x, y, unit = plane
    page.get_by_role("button", name="Paint class 3").click()
    corner, other = (x + 5.5 * unit, y + 5.5 * unit), (x - 5.5 * unit, y + 5.5 * unit)
    stroke(page, corner)
    stroke(page, corner, other)
    until_painted(page, [(-110, -110, 3)])


def test_quick_dabs_all_arrive(page, plane):
    x, y, unit = plane
    page.get_by_role("button", name="Paint class 3").click()
    for across in (5.5, 4.5, 3.5, 2.5):
        stroke(page, (x + across * unit, y + 5.5 * unit))
    until_painted(page, [(110, -110, 3), (90, -110, 3), (70, -110, 3), (50, -110, 3)])


def test_points_are_painted_by_keys(page, plane):
    page.get_by_role("button", name="Paint class 1").click()
    page.locator("[data-view=boundary] .stage").focus()
    other = own(page)
    for key in ("ArrowRight", "Shift+ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_function(other, timeout=15_000)
    assert points(page).marks[-1] == (5, 20, 1)
    assert "Enter paints" in page.locator("[data-view=boundary] .stage").get_attribute("aria-label")
