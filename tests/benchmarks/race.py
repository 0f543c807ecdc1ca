"""What a race costs, beside what is wanted: ``python -m tests.benchmarks.race [url of a running app]``.

Without an address only the computing is measured; with one, the frames that a browser shows a second, too.
"""

from __future__ import annotations

import os
import sys

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")  # before NumPy is imported

from engine.optimizers import OPTIMIZERS  # noqa: E402
from engine.optimizers.schedules import Constant  # noqa: E402
from engine.studies.optimizer_race.contest import league, tune  # noqa: E402
from engine.studies.optimizer_race.hills import HILLS, NetworkLoss  # noqa: E402
from engine.studies.optimizer_race.paths import run  # noqa: E402
from engine.studies.optimizer_race.race import Race, Runner  # noqa: E402
from engine.values.codec import encode  # noqa: E402
from pages.topics.optimizer_race import hill  # noqa: E402
from pages.topics.optimizer_race.tracks import Tracks  # noqa: E402
from tests.benchmarks.table import judged, show  # noqa: E402
from tests.benchmarks.timing import fastest  # noqa: E402

EIGHT = tuple(Runner(kind(), Constant(kind.suggested_rate / 10)) for kind in list(OPTIMIZERS.values())[:8])
BROWSER = "/usr/bin/chromium"
FRAMES = """async () => {
  const shown = () => +document.querySelector(".player").dataset.shown;
  const [before, began] = [shown(), performance.now()];
  await new Promise((go) => setTimeout(go, 5000));
  return ((shown() - before) / (performance.now() - began)) * 1000;
}"""


def race_on(slug: str, steps: int) -> Race:
    ground = HILLS[slug]()
    start = dict(zip("xy", getattr(ground, "start", ()), strict=False))
    return Race(hill=ground, runners=EIGHT, steps=steps, **start)


def computing() -> None:
    """Races of eight different optimizers, the map of a network's loss, a sweep and a league."""
    rows = []
    for slug in ("bowl", "rosenbrock", "beale"):
        race = race_on(slug, 1000)
        rows.append(timed(f"race of 8 down {race.hill.label}, 1000 steps", lambda race=race: run(race), 50))
    network = Race(hill=NetworkLoss(), runners=EIGHT, steps=300)
    net = Tracks(network, run(network))
    rows.append(timed("map of a network's loss, 41 x 41, 2-8-8-1, 250 points", lambda: hill.contours(net), 150))
    rows.append(timed("race of 8 on that network, 300 steps, all points", lambda: run(net.race), None))
    valley = race_on("rosenbrock", 300)
    rows.append(timed("sweep of 31 rates for 8 runners, Rosenbrock, 300 steps", lambda: tune(valley), None))
    rows.append(timed("8 runners from 100 starts, Rosenbrock, 300 steps", lambda: league(valley, 100), None))
    show("Computing", ("what", "ms", "wanted", ""), rows)


def timed(what: str, act, wanted: float | None) -> tuple[str, ...]:
    taken = 1000 * fastest(act, 7)
    return what, f"{taken:.1f}", f"{wanted:g}" if wanted else "", judged(taken, wanted, more=False) if wanted else ""


def showing(url: str) -> None:
    """Frames a second in a headless browser, eight runners, all views."""
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        for deep in (False, True):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{url.rstrip('/')}/optimizer_race?run={encode(race_on('beale', 2000))}")
            page.wait_for_selector("[data-view=hill] .plot .main-svg", timeout=30_000)
            if deep:
                page.get_by_text("3-D", exact=True).click()
                page.wait_for_selector("[data-view=relief] canvas")
            page.wait_for_timeout(1500)
            frames = page.evaluate(FRAMES)
            what = "8 runners down Beale, all views" + (", and in 3-D" if deep else "")
            rows.append((what, f"{frames:.1f}", "30", judged(frames, 30, more=True)))
            page.close()
        browser.close()
    show("Frames shown a second", ("what", "frames", "wanted", ""), rows)


if __name__ == "__main__":
    computing()
    if len(sys.argv) > 1:
        showing(sys.argv[1])
