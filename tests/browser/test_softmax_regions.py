"""The Softmax page in a real browser: ŷ follows the pointer without asking the server, and the triangle moves."""

from __future__ import annotations

import numpy as np

from engine.networks.network import layout
from engine.studies.softmax_regions.classes import shares
from engine.training.trainer import Trainer
from pages.topics.softmax_regions.examples import DEFAULT

PLACE = """([x, y]) => {
  const plot = document.querySelector('[data-view=class_regions] .js-plotly-plot'), box = plot.getBoundingClientRect();
  const {xaxis, yaxis} = plot._fullLayout;
  return [box.left + xaxis._offset + xaxis.l2p(x), box.top + yaxis._offset + yaxis.l2p(y)];
}"""
READ = """() => [...document.querySelectorAll('[data-view=shares] .entry:not(.head)')].map(
  (row) => [...row.querySelectorAll('.cell')].map((cell) => cell.textContent))"""
WHERE = "() => document.querySelector('[data-view=shares] .where').textContent"
RINGED = "() => document.querySelector('[data-view=shares] .sum').textContent"
DRAWN = "() => document.querySelector('[data-view=simplex] canvas.over').toDataURL()"


def numbers(rows: list[list[str]], column: int) -> np.ndarray:
    return np.array([float(row[column].replace("−", "-")) for row in rows])


def expected(step: int, point: np.ndarray) -> np.ndarray:
    """ŷ of the network at a place, from its weights alone."""
    trainer = Trainer(DEFAULT)
    block = layout(DEFAULT.network, 2, 3).block(trainer.advance(trainer.start(), step).theta, 0)
    return shares(block @ trainer.samples[0].inputs(point[:, None]).T)[:, 0]


def test_shares_follow_the_pointer_without_asking_the_server(page, server):
    page.goto(server.url + "softmax_regions?view=predict:off&at=60")
    page.wait_for_selector("[data-view=class_regions] .main-svg", timeout=60_000)
    page.wait_for_function("() => +document.querySelector('.player').dataset.step === 60", timeout=60_000)
    page.wait_for_function(f"() => ({READ})().length === 3", timeout=60_000)
    page.wait_for_timeout(500)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for place in ([-3.0, 4.5], [0.2, -5.0]):
        before = page.evaluate(WHERE)
        page.mouse.move(*page.evaluate(PLACE, place))
        page.wait_for_function(f"(before) => ({WHERE})() !== before", arg=before)
        found = page.evaluate(READ)
        assert np.abs(numbers(found, 2) - expected(60, np.array(place))).max() < 0.03, found
        assert abs(numbers(found, 2).sum() - 1) < 0.002
    point = Trainer(DEFAULT).samples[0].points[:, 0]
    page.mouse.move(*page.evaluate(PLACE, point.tolist()))
    page.wait_for_function(f"() => ({RINGED})().includes('training point')")
    slopes = numbers(page.evaluate(READ), 3)
    assert abs(slopes.sum()) < 0.02 and (slopes < 0).sum() == 1, "ŷ − y is below 0 for the true class alone"
    assert not [url for url in asked if "/frames" in url]


def test_the_triangle_moves_with_the_run(page, server):
    page.goto(server.url + "softmax_regions?view=predict:off")
    page.wait_for_selector("[data-view=simplex] canvas.over", timeout=60_000)
    before = page.evaluate(DRAWN)
    page.wait_for_function(f"(before) => ({DRAWN})() !== before", arg=before, timeout=60_000)
