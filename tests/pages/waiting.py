"""Wait for jobs, as somebody who looks at a page does."""

from __future__ import annotations

import time
from pathlib import Path
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

SOON = 120  # seconds
INDEX = str(Path(__file__).parents[2] / "pages" / "index.py")


def arrived(slug: str = "", **parameters: str) -> AppTest:
    """A page, by default the first, opened with these parameters in its address."""
    page = AppTest.from_file(INDEX, default_timeout=60)
    for name, value in parameters.items():
        page.query_params[name] = value
    if slug:
        page.switch_page(f"{slug}.py")
    page.run()
    assert not page.exception, page.exception
    return page


def unfolded(page: AppTest, menu: str) -> AppTest:
    """The page with a menu open, by its key: what stands in one is made only then."""
    page.session_state[menu] = True
    page.run()
    assert not page.exception, page.exception
    return page


def under_way(page: AppTest) -> bool:
    """Whether a bar is on the page."""
    return any(each.label == "Cancel" for each in page.button)


def settled(page: AppTest) -> AppTest:
    """The page once the script has run and nothing that it began is under way."""
    deadline = time.monotonic() + SOON
    with patch("pages.controls.stage.player"):
        page.run()
        while under_way(page):
            assert time.monotonic() < deadline, "a job took too long"
            time.sleep(0.05)
            page.run()
    assert not page.exception
    return page


def code(page: AppTest) -> list[str]:
    """The code on a page."""
    return [each.value for each in page.code]
