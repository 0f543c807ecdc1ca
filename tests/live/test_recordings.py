"""Laws of the two recordings, on made-up work: what is held, what is made again, when the clock is looked at."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.live import checkpointed, moments
from pages.live.checkpointed import Checkpointed
from pages.live.moments import Moments
from pages.live.states import OBJECTS, States

FOREVER = float("inf")


@dataclass(frozen=True)
class Counted:
    """A state that knows how it was reached: every step adds its own number, so a step left out would show."""

    step: float
    total: int = 0
    nbytes: int = 1000


@dataclass(frozen=True)
class Shown:
    """A moment of made-up work."""

    total: int
    nbytes: int = 100


class Counting:
    """Each step takes ``halves`` pieces of work; ``breaks`` is a step beyond which it does not come."""

    end_reason, nbytes, shelf = "it is done", 0, States

    def __init__(self, last: int = 1000, halves: int = 1, breaks: int | None = None, seconds: float = 0.0):
        self.last, self.halves, self.breaks, self.seconds, self.worked = last, halves, breaks, seconds, 0

    def start(self) -> Counted:
        return Counted(0)

    def onward(self, state: Counted, goal: int, pieces: int) -> tuple[Counted, str | None]:
        for _ in range(pieces):
            if state.step >= goal:
                break
            if self.breaks is not None and state.step >= self.breaks:
                return Counted(self.breaks, self.breaks * (self.breaks + 1) // 2), "it broke"
            time.sleep(self.seconds)
            self.worked += 1
            step = round(state.step + 1 / self.halves, 6)
            whole = step == int(step)
            state = Counted(int(step) if whole else step, state.total + int(step) * whole)
        return state, None

    def moment(self, state: Counted) -> Shown:
        return Shown(state.total)


def total(step: int) -> int:
    """What the state of a step must hold."""
    return step * (step + 1) // 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 300), min_size=1, max_size=12), st.sampled_from([1, 2, 4]), st.integers(3, 40))
def test_any_step_is_the_same_whichever_way_it_is_reached(steps, halves, most):
    recording = Checkpointed(Counting(halves=halves))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checkpointed, "MOST_STATES", most)
        for step in steps:
            assert recording.advance(step, FOREVER) == step
            assert recording.moment(step).total == total(step)
        held = [state.step for state in recording.states]
    assert len(held) <= most + 1 and held == sorted(set(held)) and held[0] == 0
    assert held[-1] == max(steps), "what was reached last stays at hand"
    assert recording.held == sum(state.nbytes + OBJECTS for state in (*recording.states, *recording.recents))


def test_states_are_bounded_in_bytes(monkeypatch):
    monkeypatch.setattr(checkpointed, "MOST_BYTES", 20_000)
    recording = Checkpointed(Counting())
    for step in range(0, 500, 5):
        recording.advance(step, FOREVER)
        assert recording.held <= 20_000
    assert recording.states[0].step == 0 and recording.states[-1].step == 495


def test_what_lies_between_two_states_is_made_from_the_one_before(monkeypatch):
    process = Counting()
    recording = Checkpointed(process)
    for step in (0, 100, 200):
        recording.advance(step, FOREVER)
    process.worked = 0
    recording.advance(150, FOREVER)
    assert process.worked == 50
    recording.advance(153, FOREVER)
    assert process.worked == 53, "what was last shown may lie nearer than what is held"


@pytest.mark.parametrize("halves", [1, 8])
def test_the_deadline_is_kept_and_nothing_done_is_lost(halves):
    process = Counting(halves=halves, seconds=0.004)
    recording, reached = Checkpointed(process), 0
    for _ in range(200):
        before = process.worked
        reached = recording.advance(20, time.monotonic() + 0.01)
        assert 0 < process.worked - before <= 12, "of 4 ms or more each"
        if reached == 20:
            break
    assert reached == 20 and recording.moment(20).total == total(20)
    assert all(state.step == int(state.step) for state in recording.states), "only whole steps are held"


def test_a_run_ends_at_its_last_step_or_where_it_breaks():
    recording = Checkpointed(Counting(last=30))
    assert recording.advance(29, FOREVER) == 29 and recording.end is None
    assert recording.advance(100, FOREVER) == 30 and recording.end == (30, "it is done")
    broken = Checkpointed(Counting(breaks=12))
    assert broken.advance(100, FOREVER) == 12 and broken.end == (12, "it broke")
    assert broken.advance(500, FOREVER) == 12
    assert broken.moment(12).total == total(12)


def test_another_recording_may_begin_with_the_states_of_one_that_is_the_same_until_then():
    parent, process = Checkpointed(Counting()), Counting()
    for step in range(0, 101, 10):
        parent.advance(step, FOREVER)
    child = Checkpointed(process, parent.until(55))
    assert child.advance(70, FOREVER) == 70 and process.worked == 20
    assert child.moment(70).total == total(70) and child.moment(50).total == total(50)


def making(count: int, breaths: int = 0, seconds: float = 0.0):
    """Moments by number, each after some breaths."""
    for index in range(count):
        for _ in range(breaths):
            time.sleep(seconds)
            yield None
        yield Shown(index)
    return f"{count} were made"


def test_moments_are_made_as_far_as_they_are_asked_for():
    recording = Moments(making(5))
    assert recording.advance(2, FOREVER) == 2 and len(recording.made) == 3
    assert recording.moment(1).total == 1 and recording.end is None
    assert recording.advance(9, FOREVER) == 4 and recording.end == (4, "5 were made")
    assert recording.advance(9, FOREVER) == 4
    assert recording.nbytes >= 5 * 100


def test_before_the_first_moment_nothing_is_reached():
    recording = Moments(making(2, breaths=3, seconds=0.01))
    assert recording.advance(0, time.monotonic()) == -1
    while recording.advance(0, time.monotonic()) < 0:
        pass
    assert recording.moment(0).total == 0


def test_a_moment_that_serves_for_many_steps_is_weighed_once():
    def one():
        shown = Shown(7, nbytes=1_000_000)
        yield from [shown] * 500
        return ""

    recording = Moments(one())
    assert recording.advance(499, FOREVER) == 499
    assert 1_000_000 <= recording.nbytes < 1_100_000


def test_what_a_generator_works_in_is_weighed_while_it_does():
    def one():
        held = bytearray(10**6)
        for index in range(8):
            yield Shown(index)
        del held
        held = bytearray(10**4)
        yield from making(100)
        return f"{len(held)} bytes at last"

    recording = Moments(one())
    assert recording.nbytes == 0
    assert recording.advance(0, FOREVER) == 0 and 10**6 < recording.nbytes < 10**6 + 5000
    for step in range(1, 40):
        recording.advance(step, FOREVER)
    assert 10**4 < recording.nbytes < 20_000, "it looks again"
    recording.advance(200, FOREVER)
    assert recording.end and recording.nbytes < 108 * (100 + 8) + 1000, "what is done works in nothing"


def test_a_recording_that_is_full_lets_go_of_its_generator(monkeypatch):
    monkeypatch.setattr(moments, "MOST_BYTES", 1000)
    closed = []

    def endless():
        try:
            yield from making(10**6)
        finally:
            closed.append(True)

    recording = Moments(endless())
    assert recording.advance(500, FOREVER) == 10 and closed
    assert "as much as this page keeps" in recording.end[1]
