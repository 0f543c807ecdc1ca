"""Laws of the store and its workers: who gets a turn, who shares one, what is let go of, and what is not."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from concurrent.futures import wait
from dataclasses import dataclass, replace
from typing import Any

import pytest

from engine.experiment import Experiment, Penalty
from engine.training.cost import Bill, Cost
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.live import store as module
from pages.live import workers
from pages.live.answers import Answering
from pages.live.query import Query
from pages.live.run import Fault
from pages.live.store import Busy, Store
from pages.live.workers import Workers
from pages.topics import topics
from tests.live.made_up import MadeUp, kind

SOON = 20.0  # seconds after which a test has failed


@dataclass(frozen=True)
class Reach:
    """The wish to see a step; what comes of it is the step reached."""

    start: int
    mine: int = 0  # makes it another wish

    def work(self, recording: MadeUp, deadline: float) -> tuple[int, int]:
        reached = recording.advance(self.start, deadline)
        return reached, reached

    def progress(self, reached: int) -> str:
        return f"progress {reached}"


def until(true: Any) -> None:
    """Wait for something to come true."""
    deadline = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_equal_wishes_are_granted_together():
    runs = {"up1.a": MadeUp(0.01)}
    store = Store(10**6)
    asked = [store.ask(kind(runs), "up1.a", Reach(5)) for _ in range(30)]
    assert {each.future.result(SOON) for each in asked} == {5}
    assert len({id(each) for each in asked}) == 1 and runs["up1.a"].worked == 5


def test_all_who_wait_for_one_run_take_one_place_and_others_get_their_turn():
    """Eighteen on one slow link, each at a step of his own, and one elsewhere: who is alone waits for one turn."""
    runs = {"up1.slow": MadeUp(0.02), "up1.alone": MadeUp()}
    store = Store(10**6, Workers(threads=1))
    runs["up1.slow"].gate.clear()
    slow = [store.ask(kind(runs), "up1.slow", Reach(10_000 + index)) for index in range(18)]
    alone = store.ask(kind(runs), "up1.alone", Reach(3))
    runs["up1.slow"].gate.set()
    assert alone.future.result(SOON) == 3
    assert runs["up1.slow"].made * 0.02 < 3 * workers.LONGEST_TURN, "one turn, however many wait for it"
    first, *others = [each.future.result(SOON) for each in slow]
    assert 0 < first < 10_000
    assert set(others) == {f"progress {first}"}, "they are told at once, and take no turn of their own"


def test_of_one_run_nobody_waits_in_vain_for_a_step_that_is_reached():
    runs = {"up1.a": MadeUp(0.02)}
    store = Store(10**6, Workers(threads=1))
    store.ask(kind(runs), "up1.a", Reach(5)).future.result(SOON)
    asked = [store.ask(kind(runs), "up1.a", Reach(900)), *(store.ask(kind(runs), "up1.a", Reach(k)) for k in (3, 4))]
    assert [each.future.result(SOON) for each in asked][1:] == [3, 4]


@pytest.mark.parametrize("threads", [1, 2])
def test_turns_go_round(threads, monkeypatch):
    """Everyone asks again at once, for ever more: after many rounds nobody has had many more turns than another."""
    monkeypatch.setattr(workers, "SHORTEST_TURN", 0.01)
    monkeypatch.setattr(workers, "ROUND", 0.12)
    runs = {f"up1.{name}": MadeUp(0.002) for name in range(12)}
    store, turns = Store(10**6, Workers(threads)), dict.fromkeys(runs, 0)

    def play(code: str) -> None:
        while sum(turns.values()) < 120:
            reached = store.ask(kind(runs), code, Reach(runs[code].made + 1000)).future.result(SOON)
            turns[code] += reached > 0

    players = [threading.Thread(target=play, args=(code,)) for code in runs]
    [each.start() for each in players]
    [each.join() for each in players]
    assert min(turns.values()) >= max(turns.values()) / 2, turns


def test_turns_are_short_when_many_wait_and_long_when_nobody_does():
    shares = []

    class Noting:
        def turn(self, deadline: float) -> bool:
            shares.append(deadline - time.monotonic())
            time.sleep(0.002)
            return False

    line = Workers(threads=1)
    for _ in range(200):
        line.call(Noting())
    until(lambda: len(shares) == 200)
    assert shares[50] == pytest.approx(workers.SHORTEST_TURN, abs=0.01)
    assert shares[-1] == pytest.approx(workers.LONGEST_TURN, abs=0.01)


def test_threads_come_when_there_is_work_and_go_when_there_is_none(monkeypatch):
    monkeypatch.setattr(workers, "LINGER", 0.05)
    store = Store(10**6, Workers(threads=2))
    runs = {f"up1.{name}": MadeUp(0.01) for name in range(6)}
    wait([store.ask(kind(runs), code, Reach(2)).future for code in runs])
    assert 0 < store.workers._running <= 2
    until(lambda: store.workers._running == 0)
    assert store.ask(kind(runs), "up1.0", Reach(4)).future.result(SOON) == 4


def test_what_nobody_wants_any_more_is_not_made():
    runs = {"up1.busy": MadeUp(), "up1.left": MadeUp()}
    store = Store(10**6, Workers(threads=1))
    runs["up1.busy"].gate.clear()
    store.ask(kind(runs), "up1.busy", Reach(3))
    left = [store.ask(kind(runs), "up1.left", Reach(7)) for _ in range(2)]
    for each in left:
        store.leave(each)
    runs["up1.busy"].gate.set()
    assert store.ask(kind(runs), "up1.left", Reach(1)).future.result(SOON) == 1
    assert runs["up1.left"].made == 1


def test_too_many_in_line_are_sent_away_but_not_those_who_join_a_run_that_is_there(monkeypatch):
    monkeypatch.setattr(module, "MOST_WAITING", 3)
    runs = {f"up1.{name}": MadeUp() for name in range(9)}
    store = Store(10**6, Workers(threads=1))
    runs["up1.0"].gate.clear()
    store.ask(kind(runs), "up1.0", Reach(4))
    until(lambda: store._runs["up1.0"].in_use)
    for code in ("up1.1", "up1.2", "up1.3"):
        store.ask(kind(runs), code, Reach(4))
    with pytest.raises(Busy):
        store.ask(kind(runs), "up1.8", Reach(1))
    joined = store.ask(kind(runs), "up1.2", Reach(2, mine=1))
    runs["up1.0"].gate.set()
    assert joined.future.result(SOON) == 2


def test_a_refusal_is_told_to_all_and_nothing_of_it_is_held():
    def refuse(code: str, parent: Any) -> MadeUp:
        raise Refused("Data.points", "too many")

    store = Store(10**6)
    refusing = kind({})
    object.__setattr__(refusing, "record", refuse)
    asked = [store.ask(refusing, "up1.a", Reach(step)) for step in range(3)]
    for each in asked:
        with pytest.raises(Refused):
            each.future.result(SOON)
    until(lambda: not store._runs)
    assert store.nbytes == 0


def test_a_fault_is_told_and_the_run_begins_anew(caplog):
    class Broken(MadeUp):
        def advance(self, step: int, deadline: float) -> int:
            raise ZeroDivisionError

    store, opened, runs = Store(10**6), [], {"up1.a": Broken()}
    with pytest.raises(Fault):
        store.ask(kind(runs, opened), "up1.a", Reach(1)).future.result(SOON)
    runs["up1.a"] = MadeUp()
    assert store.ask(kind(runs, opened), "up1.a", Reach(1)).future.result(SOON) == 1
    assert len(opened) == 2 and "could not be computed" in caplog.text


def test_memory_is_bounded_the_least_recently_used_goes_first_and_one_alone_may_go_too():
    room = 0.75
    runs = {f"up1.{name}": MadeUp(nbytes=300) for name in range(8)} | {"up1.huge": MadeUp(nbytes=10_000)}
    store, opened = Store(int(1000 / room)), []
    for code in (*list(runs)[:8], "up1.huge"):
        store.ask(kind(runs, opened), code, Reach(1)).future.result(SOON)
        until(lambda: not any(run.in_line for run in store._runs.values()))
        assert store.held <= store.room
    assert store.held == 0 and not store._runs, "what is larger than all the room is not held, even alone"
    store.ask(kind(runs, opened), "up1.7", Reach(1)).future.result(SOON)
    assert opened.count("up1.7") == 2


def test_what_is_quickly_made_again_goes_before_any_recording():
    runs = {f"up1.{name}": MadeUp(nbytes=100, resting=400) for name in range(6)}
    store, opened = Store(int(1500 / 0.75)), []
    for code in runs:
        store.ask(kind(runs, opened), code, Reach(1)).future.result(SOON)
    until(lambda: not any(run.in_line for run in store._runs.values()))
    assert [run.rested for run in runs.values()] == [True] * 4 + [False] * 2
    assert store.held == 6 * 100 + 2 * 400 <= store.room
    assert len(opened) == 6
    assert max(run.rests for run in runs.values()) == 1, "a full store does not go over all that rest, time and again"


def weighing(nbytes: dict[str, int], **given: Any) -> Any:
    """A kind of runs that weigh so much and say so before they run, and begin at 0 each time that they are opened."""
    fresh: list[str] = []
    made = kind({}, fresh)

    def record(code: str, parent: Any) -> MadeUp:
        fresh.append(code)
        return MadeUp(nbytes=nbytes[code], **given)

    costs = {"cost": lambda code: Bill(Cost(bytes=nbytes[code])), "record": record}
    return replace(made, **costs), fresh


def asked(store: Store, kind: Any, code: str, step: int) -> int | None:
    """The step that was reached, once the turn is over; None if there was no room."""
    try:
        return store.ask(kind, code, Reach(step)).future.result(SOON)
    except Busy:
        return None
    finally:
        until(lambda: not any(run.in_line for run in store._runs.values()))


def test_who_is_served_stays_and_another_is_let_in_when_he_has_gone(monkeypatch):
    store, (made, opened) = Store(int(1000 / 0.75)), weighing({f"up1.{name}": 40 for name in range(30)})
    codes = [f"up1.{name}" for name in range(30)]
    assert [asked(store, made, code, 1) for code in codes] == [1] * 25 + [None] * 5
    assert [asked(store, made, code, 2) for code in codes] == [2] * 25 + [None] * 5
    monkeypatch.setattr(module, "LATELY", 0.2)
    time.sleep(0.3)
    assert [asked(store, made, code, 3) for code in codes[3:]] == [3] * 25 + [None] * 2, "the first three have gone"
    assert max(map(opened.count, codes)) == 1 and store.held <= store.room


def test_what_is_large_makes_way_for_what_is_not():
    weights = {"up1.l1": 400, "up1.l2": 400, "up1.l3": 400, "up1.s1": 30, "up1.s2": 30, "up1.s3": 250}
    store, (made, _) = Store(int(1000 / 0.75)), weighing(weights)
    assert [asked(store, made, code, 1) for code in ("up1.l1", "up1.l2", "up1.l3")] == [1, 1, None]
    assert asked(store, made, "up1.s3", 1) is None, "large, and too many"
    for index in range(8):
        weights[f"up1.t{index}"] = 30
    small = [code for code, nbytes in weights.items() if nbytes == 30]
    assert [asked(store, made, code, 1) for code in small] == [1] * 10
    assert set(store._runs) == {"up1.l2", *small}, "the one that was asked for longest ago has gone"


def test_with_more_than_there_is_room_for_all_come_to_their_end(monkeypatch):
    """Each would lose what was made for it before its next turn, if who has just been served had to go for the next."""
    monkeypatch.setattr(module, "LATELY", 0.05)
    codes, steps = [f"up1.{name}" for name in range(12)], 40
    store, (made, opened) = Store(int(1000 / 0.75)), weighing(dict.fromkeys(codes, 300), seconds=0.001, last=steps)
    reached = dict.fromkeys(codes, 0)
    deadline = time.monotonic() + SOON
    while min(reached.values()) < steps and time.monotonic() < deadline:
        for code in [code for code in codes if reached[code] < steps]:
            reached[code] = asked(store, made, code, reached[code] + 1) or reached[code]
    assert min(reached.values()) == steps and len(opened) < 3 * len(codes)


def test_what_nobody_asks_for_any_more_goes_before_what_is_quickly_made_again_for_those_who_do(monkeypatch):
    monkeypatch.setattr(module, "LATELY", 0.2)
    runs = {f"up1.{name}": MadeUp(nbytes=100, resting=100) for name in range(9)}
    store, opened = Store(int(1000 / 0.75)), []
    for code in list(runs)[:4]:
        asked(store, kind(runs, opened), code, 1)
    time.sleep(0.3)
    for code in list(runs)[4:]:
        asked(store, kind(runs, opened), code, 1)
    assert [run.rested for run in list(runs.values())[4:]] == [False] * 5
    assert list(store._runs) == list(runs)[4:] and store.held == 1000, "those who are served have all the room"


def test_a_run_that_is_worked_on_is_never_dropped():
    runs = {"up1.long": MadeUp(nbytes=5000)} | {f"up1.{name}": MadeUp(nbytes=900) for name in range(5)}
    store, opened = Store(int(1000 / 0.75), Workers(threads=2)), []
    runs["up1.long"].gate.clear()
    long = store.ask(kind(runs, opened), "up1.long", Reach(3))
    until(lambda: store._runs["up1.long"].in_use)
    for code in list(runs)[1:]:
        store.ask(kind(runs, opened), code, Reach(1)).future.result(SOON)
        assert "up1.long" in store._runs
    runs["up1.long"].gate.set()
    assert long.future.result(SOON) == 3 and opened.count("up1.long") == 1


def first_view(topic: Any, run: str, steps: int) -> Query:
    """All views of a topic's first layout, at its first steps."""
    layout = next(iter(topic.layouts.values()))
    views = tuple((name, 1) for name in layout.views)
    return Query(run, layout.kind or topic.kind, 0, 1, steps, views)


@pytest.mark.parametrize("penalty", [Penalty(), Penalty(l1=0.1, l2=0.1)])
def test_a_dropped_run_is_freed_at_once_without_the_garbage_collector(penalty):
    """Collection after each rerun is switched off (.streamlit/config.toml): a circle of references would be a leak."""
    store, topic = Store(256 * 2**20), topics()[0]
    run = encode(Experiment(penalty=penalty, clip=1.0))
    wish = Answering(first_view(topic, run, 3), store.kept)
    gc.collect()
    gc.disable()
    try:
        store.ask(topic.kind, run, wish).future.result(SOON)
        until(lambda: not store._runs[run].in_line)
        lens = next(iter(store._runs[run].recording.process.lenses.values()))
        watched = [weakref.ref(each) for each in (lens, lens.trainer, store._runs[run], store._runs[run].recording)]
        del lens, wish
        store.let_go(0, list(store._runs.values()))
        until(lambda: not any(each() for each in watched))
    finally:
        gc.enable()
