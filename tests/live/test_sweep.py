"""Sweeps as recordings: what is played, how it is paced, how it ends, and what it weighs."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE as PARTS
from engine.studies.bias_variance.sweep import DEFAULT, Sweep, run
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.live.sweep import SWEEP_KIND, clock, cost
from pages.topics.bias_variance.examples import SWEEPS

SMALL = Sweep(first=1, last=4, count=3, redraws=4, epochs=20)
VIEWS = tuple(SWEEP_KIND.patches)
FOREVER = float("inf")


def recorded(sweep: Sweep, step: int, stride: int, seconds: float = 0.001):
    recording = SWEEP_KIND.recording(encode(sweep), None)
    for goal in range(0, step + 1, stride):
        while recording.advance(goal, time.monotonic() + seconds) < goal and recording.end is None:
            pass
    return recording


@pytest.mark.parametrize("name", SWEEPS)
def test_examples_can_be_played_and_linked(name):
    assert SWEEP_KIND.open(encode(SWEEPS[name])) == SWEEPS[name]


def test_what_takes_too_long_is_refused_with_a_sentence():
    with pytest.raises(Refused, match="minutes of computing"):
        SWEEP_KIND.open(encode(Sweep(vary="points", first=10, last=5000, redraws=50, epochs=5000)))


def test_it_is_the_same_however_it_is_paced():
    slow, fast = recorded(SMALL, 2 * PARTS + 3, 1), recorded(SMALL, 2 * PARTS + 3, 9)
    for step in (0, 1, PARTS, 2 * PARTS + 3):
        assert SWEEP_KIND.frame(slow, step, VIEWS) == SWEEP_KIND.frame(fast, step, VIEWS)


def test_a_step_is_a_part_of_a_value_and_the_clock_counts_values():
    recording = recorded(SMALL, 3 * PARTS, PARTS)
    counted = clock(SMALL)
    assert (counted.unit, counted.epoch, counted.last) == ("value", PARTS, 3 * PARTS)
    for step, done in ((0, 0), (6, 0.5), (PARTS, 1), (PARTS + 3, 1.25), (3 * PARTS, 3)):
        frame = SWEEP_KIND.frame(recording, step, ("errors",))
        assert (frame["step"], frame["epoch"]) == (step, done)
        assert len(frame["views"]["errors"]["restyle"]["4"]["x"]) == step // PARTS


@pytest.mark.parametrize("view, known, growing", [("errors", "4", "6"), ("norms", "1", "3"), ("parts", "3", "7")])
def test_what_is_still_in_training_is_drawn_apart_from_what_is_finished(view, known, growing):
    recording = recorded(SMALL, 3 * PARTS, PARTS)
    for step, finished, unfinished in (
        (4, [], [1]),
        (PARTS, [1], []),
        (PARTS + 1, [1], [2]),
        (3 * PARTS, [1, 2, 4], []),
    ):
        changes = SWEEP_KIND.frame(recording, step, (view,))["views"][view]["restyle"]
        assert (changes[known]["x"], changes[growing]["x"]) == (finished, unfinished)
        assert len(changes[known]["y"]) == len(finished) and len(changes[growing]["y"]) == len(unfinished)


def test_of_what_is_still_in_training_there_is_no_diagnosis():
    recording = recorded(SMALL, 2 * PARTS, PARTS)
    for step, still in ((0, True), (PARTS, False), (2 * PARTS - 1, True), (2 * PARTS, False)):
        views = SWEEP_KIND.frame(recording, step, ("verdict", "fits"))["views"]
        assert (views["verdict"]["words"][1] == "Still training") == still
        assert views["fits"]["note"].endswith("still training") == still


def test_its_points_are_what_the_engine_finds():
    recording = recorded(SMALL, 3 * PARTS, PARTS)
    tests = SWEEP_KIND.frame(recording, 3 * PARTS, ("errors",))["views"]["errors"]["restyle"]["10"]["y"]
    assert tests == pytest.approx([summary.mean[2] for summary in run(SMALL)], rel=1e-3)


def test_it_ends_with_what_came_out():
    recording = recorded(SMALL, 4 * PARTS, PARTS)
    step, reason = recording.end
    assert step == 3 * PARTS and reason.startswith("12 networks trained; the lowest test error")
    assert recording.advance(10**6, FOREVER) == step


def test_where_all_networks_diverge_it_says_so():
    wild = replace(DEFAULT, schedule=Constant(100.0), optimizer=OPTIMIZERS["gradient_descent"]())
    recording = recorded(replace(SMALL, experiment=wild, epochs=50), 4 * PARTS, 4 * PARTS)
    assert "all of them diverged" in recording.end[1]
    verdict = SWEEP_KIND.frame(recording, 3 * PARTS, ("verdict",))["views"]["verdict"]
    assert verdict["words"][1] == "Diverged"


def test_its_bytes_are_counted():
    """While it trains, what its networks work in; afterwards what it has kept."""
    recording = SWEEP_KIND.recording(encode(SMALL), None)
    recording.advance(2, FOREVER)
    at_work, kept = recording.nbytes, recording.held
    assert 50_000 < at_work - kept < cost(SMALL).whole.bytes
    recording.rest()
    assert kept < recording.nbytes < 0.7 * at_work
    recording.advance(4 * PARTS, FOREVER)
    fits = sum(moment.now.fits.nbytes for moment in recording.made)
    assert fits < recording.nbytes < 3_000_000
