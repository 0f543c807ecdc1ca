"""The live view in a real browser: ``python -m tests.benchmarks.live``.

Starts the app on a free port and looks at it with headless Chromium (software rendering) as visitors would: frames
shown a second, epochs a frame, the first frame after opening, the first changed frame after a touched control. The same
views through ``st.plotly_chart`` in a fragment are measured in the same run. Medians over several tries, each with a
seed of its own, so that no frame comes from the store. Wants Playwright and Chromium (tests/requirements.txt).
"""

from __future__ import annotations

import os

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before NumPy is imported

import itertools  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from contextlib import contextmanager  # noqa: E402
from dataclasses import replace  # noqa: E402
from pathlib import Path  # noqa: E402
from statistics import median  # noqa: E402
from typing import Any  # noqa: E402

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from engine.experiment import Experiment  # noqa: E402
from engine.networks.network import Dense, Network  # noqa: E402
from engine.training.trainer import Trainer  # noqa: E402
from engine.values.codec import encode  # noqa: E402
from tests.benchmarks import floor  # noqa: E402
from tests.benchmarks.cost import MAP_GOAL, map_seconds  # noqa: E402
from tests.benchmarks.table import judged, line  # noqa: E402
from tests.browser.conftest import BROWSERS, FLAGS, ROOT, Server  # noqa: E402

TRIES, SECONDS = 5, 4.0
DEFAULT = Experiment()
DEEP = replace(DEFAULT, network=Network((Dense(8),) * 6))
CHART_INTERVALS = (0.05, 0.1, 0.2)  # run_every of the fragment; the best one counts
WIDTHS = (58, 9, 7, 7)
Row = tuple[str, float, float, bool, str]  # what, figure, goal (0: none), whether more is better, unit
seeds = itertools.count(int.from_bytes(os.urandom(2)))

# Milliseconds from the start of navigation to the player's first drawn frame.
FIRST_FRAME = """() => { const look = () => {
    if (+document.querySelector('.player')?.dataset.shown > 0) window.firstFrame = performance.now();
    else requestAnimationFrame(look);
}; look(); }"""

# Milliseconds from a touched control to the first frame drawn of the changed run.
WATCH = """() => {
    const facts = document.querySelector('.player').dataset, before = facts.run;
    let touched = null, shown = +facts.shown, changed = false;
    window.changed = null;
    const touch = (event) => { touched ??= performance.now(); };
    for (const name of ['pointerdown', 'keydown']) addEventListener(name, touch, { capture: true, once: true });
    const watcher = new MutationObserver(() => {
        // A new run may come with its first frame; a run that goes on is first shown once more as it was.
        const goesOn = facts.run.includes('~');
        if (facts.run === before || (!changed && goesOn)) shown = +facts.shown;
        changed = facts.run !== before;
        if (changed && +facts.shown > shown) {
            watcher.disconnect();
            window.changed = performance.now() - touched;
        }
    });
    watcher.observe(document.querySelector('.player'), { attributes: true });
}"""

# How many boundaries a second the charts show; that chart is the one with a single picture.
CHARTS = """(time) => new Promise((done) => {
    const began = performance.now();
    let shown = 0, last = null;
    const look = () => {
        const charts = [...document.querySelectorAll('.js-plotly-plot')].map((each) => each.querySelectorAll('image'));
        const now = charts.find((images) => images.length === 1)?.[0].getAttribute('href');
        if (now && now !== last) { shown += 1; last = now; }
        if (performance.now() - began < time) requestAnimationFrame(look);
        else done(shown / (performance.now() - began) * 1000);
    };
    look();
})"""


@contextmanager
def visit(browser: Browser, server: Server, experiment: Experiment, query: str = "") -> Iterator[Page]:
    """A new visitor opens a run that nobody has opened before."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(f"({FIRST_FRAME})()")
    page.goto(f"{server.url}?run={encode(replace(experiment, seed=next(seeds)))}{query}")
    try:
        yield page
    finally:
        context.close()


def facts(page: Page) -> dict[str, str]:
    return page.evaluate("() => ({...document.querySelector('.player').dataset, now: performance.now()})")


def until_shown(page: Page, frames: int) -> None:
    page.wait_for_function(f"() => +document.querySelector('.player')?.dataset.shown >= {frames}", timeout=30_000)


def pace(browser: Browser, server: Server, experiment: Experiment, speed: str) -> tuple[float, float]:
    """Frames shown a second, and epochs a frame."""
    with visit(browser, server, experiment) as page:
        until_shown(page, 1)
        page.get_by_label("Speed", exact=True).select_option(speed)
        until_shown(page, int(facts(page)["shown"]) + 10)
        first = facts(page)
        page.wait_for_timeout(SECONDS * 1000)
        last = facts(page)
    frames, steps = (int(last[name]) - int(first[name]) for name in ("shown", "step"))
    seconds = (last["now"] - first["now"]) / 1000
    return frames / seconds, steps / max(frames, 1) / Trainer(experiment).steps_per_epoch


def opening(browser: Browser, server: Server) -> float:
    """Seconds from opening the page to its first frame, with nothing in the browser's cache."""
    with visit(browser, server, DEFAULT) as page:
        page.wait_for_function("() => window.firstFrame", timeout=30_000)
        return page.evaluate("() => window.firstFrame") / 1000


def touching(browser: Browser, server: Server, touch: Callable[[Page], Any], paused: bool, tab: str = "Data") -> float:
    """Seconds from a touched control to the first frame that it has changed."""
    with visit(browser, server, DEFAULT) as page:
        until_shown(page, 30)
        page.get_by_role("tab", name=tab, exact=True).click()
        if paused:
            page.locator(".player [data-wish=run]").click()
        page.wait_for_timeout(700)
        page.evaluate(WATCH)
        touch(page)
        page.wait_for_function("() => window.changed !== null", timeout=15_000)
        return page.evaluate("() => window.changed") / 1000


def charts(browser: Browser, server: Server, every: float) -> float:
    """Frames a second of the same views through st.plotly_chart."""
    with visit(browser, server, DEFAULT, f"&every={every}") as page:
        page.wait_for_selector(".js-plotly-plot .main-svg", timeout=30_000)
        page.wait_for_timeout(1500)
        return page.evaluate(CHARTS, SECONDS * 1000)


def press(label: str) -> Callable[[Page], Any]:
    """Move a slider by one stop."""
    return lambda page: page.get_by_role("slider", name=label).first.press("ArrowRight")


CONTROLS = {
    "a data set": (lambda page: page.get_by_role("radio", name="XOR").click(), "Data"),
    "a slider (noise)": (press("Noise"), "Data"),
    "a button in the picture (+ unit)": (
        lambda page: page.get_by_label("One unit more in hidden layer 1", exact=True).click(),
        "Data",
    ),
}


def middle(measure: Callable[..., Any], *given: Any) -> float:
    """The median of several tries."""
    return median(measure(*given) for _ in range(TRIES))


def speed_rows(browser: Browser, server: Server, other: Server) -> Iterator[Row]:
    """Frames and epochs; the player and the charts take turns, since their ratio is asked for."""
    every = max(CHART_INTERVALS, key=lambda every: charts(browser, other, every))
    turns = [(*pace(browser, server, DEFAULT, "normal"), charts(browser, other, every)) for _ in range(TRIES)]
    shown, epochs, slow = map(median, zip(*turns, strict=True))
    yield "frames a second, default experiment", shown, 58, True, ""
    yield "epochs a frame, normal speed", epochs, 1, True, ""
    yield f"frames a second through st.plotly_chart, run_every={every}", slow, 0, True, ""
    yield "ratio of the two", shown / slow, 6, True, " x"
    yield "epochs a frame, fast", middle(lambda: pace(browser, server, DEFAULT, "fast")[1]), 20, True, ""
    yield "frames a second, six layers of eight", middle(lambda: pace(browser, server, DEEP, "normal")[0]), 45, True, ""


def answer_rows(browser: Browser, server: Server, empty: Server) -> Iterator[Row]:
    """How long one waits, beside what an empty page of Streamlit's takes; the openings take turns."""
    turns = [(floor.opening(browser, empty, FIRST_FRAME), opening(browser, server)) for _ in range(TRIES + 1)]
    least, taken = map(median, zip(*turns[1:], strict=True))  # a server's first page takes longer
    yield "an empty page, opened", least, 0, False, " s"
    yield "first frame after opening the page", taken, 1.2 * least, False, " s"
    yield "an empty page's slider", middle(floor.touching, browser, empty), 0, False, " s"
    for name, (touch, tab) in CONTROLS.items():
        for paused in (False, True):
            taken = middle(touching, browser, server, touch, paused, tab)
            yield f"{name}, {'paused' if paused else 'playing'}", taken, 0.3, False, " s"
    taken = middle(touching, browser, server, press("Learning rate"), False, "Training")
    yield "a slider that the run goes on after (rate), playing", taken, 0.3, False, " s"
    yield "100 x 100 map of six layers of 8", map_seconds() * 1e3, MAP_GOAL, False, " ms"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = next(path for path in BROWSERS if Path(path).exists())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def table(title: str, rows: Iterator[Row]) -> None:
    """Print rows as they come."""
    print(f"\n{title}; load of this machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(line(("", "measured", "wanted", ""), WIDTHS))
    for what, value, goal, more, unit in rows:
        wanted = (f"{goal:.3g}{unit}", judged(value, goal, more)) if goal else ("", "")
        print(line((what, f"{value:.2f}{unit}", *wanted), WIDTHS), flush=True)


def main() -> None:
    scripts = ("app.py", "tests/benchmarks/charts/page.py", "tests/benchmarks/charts/empty.py")
    server, other, empty = servers = [Server(ROOT, script).start() for script in scripts]
    try:
        with chromium() as browser:
            table(f"Speed, medians of {TRIES}", speed_rows(browser, server, other))
            table(f"Answers, medians of {TRIES}", answer_rows(browser, server, empty))
    finally:
        for each in servers:
            each.stop()


if __name__ == "__main__":
    main()
