"""A real browser and a real server for the tests that need them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


class Server:
    """``streamlit run`` of a script in a folder, on a port of its own; it can be stopped and started again."""

    def __init__(self, folder: Path, script: str = "app.py") -> None:
        self.folder, self.script = folder, script
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.process: subprocess.Popen | None = None

    def start(self) -> Server:
        """Start, and wait until it answers."""
        options = ["--server.headless=true", f"--server.port={self.port}", "--server.fileWatcherType=none"]
        command = [sys.executable, "-m", "streamlit", "run", self.script, *options]
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not self.answers():
            assert self.process.poll() is None, "the server has stopped"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.2)
        return self

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            with urllib.request.urlopen(self.url + "_stcore/health", timeout=2) as response:
                return response.status == 200
        except OSError:
            return False

    def stop(self) -> None:
        """Stop at once, as a crash would."""
        if self.process:
            self.process.kill()
            self.process.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """The system's Chromium; without one the test is skipped, under CI it fails."""
    path = next((path for path in BROWSERS if Path(path).exists()), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed (pip install -r tests/requirements.txt)")
    if path is None:
        missing("no Chromium is installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def missing(reason: str) -> None:
    """Skip for a reason; under CI, fail for it."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The app itself, in a process of its own."""
    server = Server(ROOT).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def common(browser) -> Iterator:
    """A context that pages have one after the other: what one has loaded, the next has at hand."""
    context = visited(browser)
    yield context
    context.close()


@pytest.fixture
def new_page(browser) -> Iterator[Callable]:
    """Pages that share nothing, each as another visitor has it; an error in any console fails the test at its end."""
    contexts, errors = [], []

    def new(**options):
        contexts.append(visited(browser, **options))
        return overheard(contexts[-1].new_page(), errors)

    yield new
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(common) -> Iterator:
    """One visitor's page, not yet opened; an error in its console fails the test at its end."""
    errors = []
    page = overheard(common.new_page(), errors)
    yield page
    page.evaluate("() => location.protocol === 'about:' || localStorage.clear()")
    page.close()
    assert errors == []


def visited(browser, tour: bool = False, **options):
    """A context of somebody who has been here before, unless the tour of a first visit is wanted."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
    if not tour:
        context.add_init_script("localStorage.setItem('downhill tour', 'closed')")
    return context


def overheard(page, errors: list[str]):
    """The page, whose errors are written down."""
    page.on("console", lambda message: heard(message) and errors.append(f"{message.text} {message.location}"))
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page


def heard(message) -> bool:
    """Whether a message is an error of ours: on a deep link Streamlit probes /PAGE/_stcore/ for its own base."""
    probe = "404" in message.text and "/_stcore/" in message.location.get("url", "")
    return message.type == "error" and not probe
