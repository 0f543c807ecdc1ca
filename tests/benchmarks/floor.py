"""What an empty Streamlit page takes in the same browser: no page of Streamlit's opens or changes in less."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.conftest import Server

# Milliseconds from the press of a key to the first picture of the changed page.
CHANGED = """() => {
    const before = document.querySelector('.player').dataset.run;
    let touched = null;
    window.changed = null;
    addEventListener('keydown', () => { touched ??= performance.now(); }, { capture: true, once: true });
    const look = () => {
        const now = document.querySelector('.player')?.dataset.run;
        if (now && now !== before) window.changed = performance.now() - touched;
        else requestAnimationFrame(look);
    };
    look();
}"""


def opening(browser: Browser, server: Server, first_frame: str) -> float:
    """Seconds from opening the page to its word; ``first_frame`` is the script that notes when it is there."""
    page = browser.new_page()
    page.add_init_script(f"({first_frame})()")
    page.goto(server.url)
    page.wait_for_function("() => window.firstFrame", timeout=30_000)
    taken = page.evaluate("() => window.firstFrame") / 1000
    page.close()
    return taken


def touching(browser: Browser, server: Server) -> float:
    """Seconds from a touched slider to the changed word."""
    page = browser.new_page()
    page.goto(server.url)
    page.wait_for_selector(".player", timeout=30_000)
    page.wait_for_timeout(700)
    page.evaluate(CHANGED)
    page.get_by_role("slider", name="Knob").first.press("ArrowRight")
    page.wait_for_function("() => window.changed !== null", timeout=15_000)
    taken = page.evaluate("() => window.changed") / 1000
    page.close()
    return taken
