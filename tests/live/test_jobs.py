"""Laws of jobs: worked on in turns while somebody looks, shared by key, kept when done, dropped when nobody asks."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from engine.values.bounds import Refused
from pages.live import jobs as module
from pages.live.jobs import Jobs, Status
from pages.live.store import Store
from pages.live.workers import Workers
from tests.live.made_up import MadeUp, kind
from tests.live.test_store import SOON, Reach, until


class Counting:
    """Work of so many pieces that counts what was done, and how often it was begun and given up."""

    def __init__(self, pieces: int = 5, seconds: float = 0.0):
        self.pieces, self.seconds, self.begun, self.done, self.given_up = pieces, seconds, 0, 0, 0
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self):
        self.begun += 1
        try:
            for piece in range(self.pieces):
                self.gate.wait(SOON)
                time.sleep(self.seconds)
                self.done += 1
                yield (piece + 1) / self.pieces
        except GeneratorExit:
            self.given_up += 1
            raise
        return f"{self.pieces} pieces"


@pytest.fixture
def jobs():
    return Jobs(Workers(threads=1))


def finished(jobs: Jobs, key: str, who: str = "me") -> Status:
    until(lambda: jobs.look(key, who).done)
    return jobs.look(key, who)


def test_a_job_tells_how_far_it_is_and_its_result_is_kept(jobs):
    work = Counting(400, 0.001)
    jobs.start("a", work, "me")
    seen = []
    while not (status := jobs.look("a", "me")).done:
        seen.append(status.progress)
        time.sleep(0.01)
    assert status.result == "400 pieces" and seen == sorted(seen) and 0 <= seen[0] < seen[-1] <= 1
    jobs.start("a", work, "another")
    assert jobs.look("a", "another").result == "400 pieces" and work.begun == 1


def test_two_who_want_the_same_share_it_and_one_may_leave(jobs):
    work = Counting()
    work.gate.clear()
    for who in ("me", "you"):
        jobs.start("a", work, who)
    jobs.cancel("a", "me")
    assert jobs.look("a", "me") is None, "who has cancelled is not asked for any more"
    work.gate.set()
    assert finished(jobs, "a", "you").result and work.begun == 1 and not work.given_up


def test_who_has_not_asked_is_not_told(jobs):
    work = Counting(1)
    jobs.start("a", work, "me")
    assert finished(jobs, "a").result and jobs.look("a", "you") is None
    jobs.start("a", work, "you")
    assert jobs.look("a", "you").result and work.begun == 1, "but need not wait"


def test_a_cancelled_job_ends_and_can_be_begun_anew(jobs):
    work = Counting(10_000, 0.001)
    jobs.start("a", work, "me")
    jobs.cancel("a", "me")
    until(lambda: work.given_up == 1 or not work.begun)
    until(lambda: not jobs._running)
    assert jobs.look("a", "me") is None and work.done < 10_000
    work.pieces = 3
    jobs.start("a", work, "me")
    assert finished(jobs, "a").result == "3 pieces"


def test_a_job_that_nobody_asks_after_is_dropped_and_one_that_somebody_does_is_not(jobs, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    closed, open_ = Counting(100_000, 0.001), Counting(800, 0.001)
    jobs.start("closed", closed, "me")
    jobs.start("open", open_, "me")
    assert finished(jobs, "open").result == "800 pieces"
    until(lambda: closed.given_up == 1)
    assert closed.done < 2000 and jobs.look("closed", "me") is None


def test_a_refusal_is_a_sentence_a_fault_says_nothing_of_its_inside_and_both_may_be_tried_again(jobs, caplog):
    def refused():
        yield 0.5
        raise Refused("Sweep.values", "there are too many")

    def broken():
        yield 0.5
        raise ZeroDivisionError("division by zero")

    for key, work in (("refused", refused), ("broken", broken)):
        jobs.start(key, work, "me")
    assert "too many" in finished(jobs, "refused").error
    assert "fault" in finished(jobs, "broken").error and "division" not in finished(jobs, "broken").error
    jobs.start("broken", Counting(1), "me")
    assert finished(jobs, "broken").result == "1 pieces"


def test_results_are_bounded_the_oldest_go(jobs, monkeypatch):
    monkeypatch.setattr(module, "MOST_RESULTS", 3)
    for key in "abcde":
        jobs.start(key, Counting(1), "me")
        finished(jobs, key)
    assert [jobs.look(key, "me") is not None for key in "abcde"] == [False, False, True, True, True]


def test_results_are_bounded_in_bytes_but_the_latest_is_kept(jobs, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 100_000 * 8)

    def made(numbers: int):
        yield 0.5
        return {"some": [np.zeros(1000 * numbers)]}

    for key, numbers in (("a", 60), ("b", 30), ("c", 30), ("d", 500), ("e", 1)):
        jobs.start(key, lambda numbers=numbers: made(numbers), "me")
        finished(jobs, key)
        kept = {"a": "a", "b": "ab", "c": "bc", "d": "d", "e": "e"}[key]
        assert [each for each in "abcde" if jobs.look(each, "me")] == list(kept)
    assert 8000 < jobs.nbytes < 9000


def test_frames_do_not_wait_for_a_job_to_be_done():
    store = Store(10**6, Workers(threads=1))
    jobs, runs = Jobs(store.workers), {"up1.a": MadeUp()}
    jobs.start("long", Counting(10**6, 0.001), "me")
    assert store.ask(kind(runs), "up1.a", Reach(4)).future.result(SOON) == 4
    assert not jobs.look("long", "me").done
    jobs.cancel("long", "me")
