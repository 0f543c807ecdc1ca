"""Laws of the study of batch sizes: its runs, the plane, and how far a batch's gradient strays."""

from __future__ import annotations

from itertools import count

import numpy as np
import pytest

from engine.studies.mini_batches.batches import ALL, MOST, SIZES, SOURCES, Batches
from engine.studies.mini_batches.clouds import cloud, each_gradient, expected_spread
from engine.studies.mini_batches.runs import LOOKS, SIDE, making, running
from engine.studies.mini_batches.timing import timing
from engine.training.objective import Objective
from engine.training.pieces import outcome
from engine.training.trainer import Trainer
from engine.values.bounds import Refused

SMALL = Batches(sizes=("1", "16", ALL), points=50, epochs=6)


@pytest.fixture(scope="module")
def runs():
    return outcome(making(SMALL))


@pytest.mark.parametrize("k", range(3))
def test_looks_are_states_of_the_trainer(runs, k):
    trainer = Trainer(SMALL.experiment(SMALL.sizes[k]))
    state = trainer.start()
    for look in (1, LOOKS, 35, 6 * LOOKS):
        state = trainer.advance(state, look * trainer.steps_per_epoch // LOOKS - state.step)
        assert np.array_equal(runs.points[look, k], state.theta)
    objective = Objective(SMALL.experiment(ALL))
    assert runs.costs[35, k] == pytest.approx(float(objective.cost(runs.points[35, k])))


def test_all_sizes_start_alike_and_see_the_same_points(runs):
    assert np.ptp(runs.points[0], axis=0).max() == 0
    datas = {SMALL.experiment(size).data for size in SMALL.sizes}
    assert len(datas) == 1 and SMALL.experiment("1").data.counts == (50, 0, 0)


def test_all_paths_lie_in_the_picture_and_its_heights_are_costs(runs):
    places = runs.places
    assert places.min() > 0 and places.max() < 1 and places.shape == (6 * LOOKS + 1, 3, 2)
    assert runs.heights.shape == (SIDE, SIDE)
    (left, right), (bottom, top) = runs.window
    corner = Objective(SMALL.experiment(ALL)).cost(runs.plane.points(np.array([left, right]), np.array([bottom, top])))
    assert runs.heights[0, 0] == pytest.approx(corner[0]) and runs.heights[-1, -1] == pytest.approx(corner[1])


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_the_mean_of_all_gradients_is_the_gradient(source):
    batches = Batches(source=source(), points=60)
    theta = Trainer(batches.experiment(ALL)).first + 0.3
    found = each_gradient(batches.experiment(ALL), theta)
    assert found.shape == (60, theta.size)
    np.testing.assert_allclose(found.mean(axis=0), Objective(batches.experiment(ALL)).gradient(theta), atol=1e-14)


def test_a_batch_of_all_has_no_spread_and_the_spread_goes_as_the_root(runs):
    found = each_gradient(SMALL.experiment(ALL), runs.points[20, 1])
    assert cloud(found, 50, 0).spread == pytest.approx(0, abs=1e-12)
    assert cloud(found, 50, 0).cosine == pytest.approx(1)
    for size in (1, 4, 16):
        assert cloud(found, size, 0).spread == pytest.approx(expected_spread(found, size), rel=0.25)
    exact = expected_spread(found, np.array([1, 4])) * np.sqrt([1, 4]) / np.sqrt([49, 46])
    assert exact[0] == pytest.approx(exact[1])


def test_theory_is_what_very_many_batches_come_to(runs):
    found = each_gradient(SMALL.experiment(ALL), runs.points[20, 1])
    drawn = np.mean([cloud(found, 8, seed).spread ** 2 for seed in range(60)])
    assert np.sqrt(drawn) == pytest.approx(expected_spread(found, 8), rel=0.04)


def test_tips_lie_along_and_across_the_whole_gradient(runs):
    found = each_gradient(SMALL.experiment(ALL), runs.points[20, 1])
    one = cloud(found, 4, 0)
    lengths = np.linalg.norm(one.gradients, axis=1) / np.linalg.norm(one.whole)
    assert (np.linalg.norm(one.places, axis=1) <= lengths + 1e-9).all()
    assert np.allclose(one.places[:, 0], one.gradients @ one.whole / (one.whole @ one.whole))


def test_more_than_four_sizes_and_a_rate_that_diverges_are_refused():
    with pytest.raises(Refused, match=f"choose up to {MOST}"):
        Batches(sizes=tuple(SIZES)[: MOST + 1])
    wild = Batches(sizes=("1",), rate=10.0, points=20, epochs=2, units=8)
    try:
        list(running(wild))
    except Refused as refused:
        assert "choose a smaller one" in str(refused)


def test_the_end_tells_the_lowest_and_its_steps(runs):
    making_of = running(SMALL)
    try:
        while True:
            next(making_of)
    except StopIteration as finished:
        sentence = finished.value
    best = SMALL.sizes[int(runs.costs[-1].argmin())]
    assert sentence.startswith(f"batches of {best} came lowest")


def test_timing_reads_the_clock_around_each_epoch_and_takes_the_quickest():
    ticks = count()
    times = outcome(timing(SMALL.experiment(ALL), (1, 50), lambda: float(next(ticks)), 3))
    assert times.sizes == (1, 50) and times.seconds == (1.0, 1.0) and times.of(50) == 1.0
