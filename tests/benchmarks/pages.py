"""Every page and layout in a real browser: ``python -m tests.benchmarks.pages [address ...]``.

Frames shown a second while a page plays by itself; where its axis is a knob, while that is dragged to and fro instead.
All pages are measured in one run, after one another, so that each can be compared with the Playground beside it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from engine.values.codec import encode
from pages.controls.topic import Topic
from pages.topics import topics
from tests.benchmarks.live import Row, chromium, table
from tests.browser.conftest import ROOT, Server

SECONDS, AHEAD = 3.0, 3.0  # of measuring; in which frames are fetched ahead
DRAGGED = 30  # frames a second wanted of a knob

# Whether the page has a player whose axis is a knob; and frames shown a second while it is dragged up and down.
HAS_KNOB = "() => !(document.querySelector('.player .at')?.textContent ?? 'step').startsWith('step')"
DRAG = """(time) => new Promise((done) => {
    const shown = () => +document.querySelector('.player').dataset.shown, first = shown(), began = performance.now();
    const slider = document.querySelector('.player input[type=range]');
    const move = () => {
        const passed = performance.now() - began, sweep = (passed / 2000) % 2;
        slider.value = Math.round(slider.max * (sweep < 1 ? sweep : 2 - sweep));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        if (passed < time) setTimeout(move, 4);
        else done((shown() - first) / passed * 1000);
    };
    move();
})"""

# Frames shown a second, for so long or until it ends by itself.
PLAYED = """(time) => new Promise((done) => {
    const shown = () => +document.querySelector('.player').dataset.shown, first = shown(), began = performance.now();
    const look = () => {
        const passed = performance.now() - began;
        const playing = document.querySelector('.player').dataset.state === 'playing';
        if (playing && passed < time) setTimeout(look, 4);
        else done((shown() - first) / passed * 1000);
    };
    look();
})"""


def opened(browser: Browser, server: Server, topic: Topic, layout: str) -> Page:
    """A new visitor's page in a layout, where nothing is asked before it plays."""
    view = ",".join(["predict:off"] * bool(topic.predictions) + [f"layout:{layout}"] * (len(topic.layouts) > 1))
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script("localStorage.setItem('downhill tour', 'closed')")
    slug = "" if topic is topics()[0] else topic.slug
    page.goto(f"{server.url}{slug}?run={encode(topic.default)}&view={quote(view)}")
    page.wait_for_function("() => +document.querySelector('.player')?.dataset.shown > 0", timeout=30_000)
    return page


def rows(browser: Browser, server: Server, chosen: list[Topic]) -> Iterator[Row]:
    """Frames a second of all layouts of the pages."""
    for topic in chosen:
        for name, layout in topic.layouts.items():
            page = opened(browser, server, topic, name)
            what = f"{topic.slug}, {layout.label}"[:56]
            if page.evaluate(HAS_KNOB):
                page.wait_for_timeout(AHEAD * 1000)
                yield what, page.evaluate(DRAG, SECONDS * 1000), DRAGGED, True, ""
            else:
                if page.evaluate("() => document.querySelector('.player').dataset.state !== 'playing'"):
                    page.locator(".player [data-wish=run]").click()
                page.wait_for_timeout(700)
                yield what, page.evaluate(PLAYED, SECONDS * 1000), 0, True, ""
            page.context.close()


def main() -> None:
    chosen = [topic for topic in topics() if not sys.argv[1:] or topic.slug in sys.argv[1:]]
    server = Server(ROOT).start()
    try:
        with chromium() as browser:
            table("Frames a second, playing (wanted beside: dragging)", rows(browser, server, chosen))
    finally:
        server.stop()


if __name__ == "__main__":
    main()
