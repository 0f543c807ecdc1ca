"""The threshold in a browser: counts and curve follow the hand at once, without a frame from the server."""

from __future__ import annotations

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.values.codec import encode

HARD = encode(Experiment(Data(DATASETS["moons"](noise=0.6), 400)))
READ = """() => ({
  cells: [...document.querySelectorAll('.metrics td')].map((each) => +each.textContent),
  sums: Object.fromEntries(
    [...document.querySelectorAll('.metrics dt')].map((each) => [each.textContent, each.nextSibling.textContent]),
  ),
})"""


def test_counts_follow_the_threshold_at_once_and_the_split_is_chosen(page, server):
    page.goto(f"{server.url}?run={HARD}&view=layout:metrics&at=400")
    page.wait_for_function("() => document.querySelectorAll('.metrics td').length === 4", timeout=30_000)
    slider = page.locator(".metrics input[type=range]")
    seen = []
    for at in ("10", "50", "90"):
        slider.fill(at)
        seen.append(page.evaluate(READ))  # in the same turn: nothing has been asked for
    for each in seen:
        (spared, wrong, missed, right), sums = each["cells"], each["sums"]
        assert spared + wrong + missed + right == 240
        assert abs(float(sums["precision"].split()[0]) / 100 - right / (right + wrong)) < 0.01
        assert abs(float(sums["recall"].split()[0]) / 100 - right / (right + missed)) < 0.01
    rights, wrongs = [each["cells"][3] for each in seen], [each["cells"][1] for each in seen]
    assert rights[0] > rights[1] > rights[2] and wrongs[0] > wrongs[1] > wrongs[2]
    assert len({each["sums"]["area under the curve"] for each in seen}) == 1
    page.get_by_role("button", name="Count on test").click()
    assert sum(page.evaluate(READ)["cells"]) == 80
