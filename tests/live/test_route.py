"""The frame route, asked directly: right frames, and one clear sentence for everything else."""

from __future__ import annotations

import gzip
import json
import threading
import time
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.chain import Chain, encode_chain
from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.training.evaluation import Evaluator
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.live import answers, query, route, workers
from pages.live.kind import Kind
from pages.live.run import Run
from pages.live.store import Busy, Store
from pages.topics import KINDS
from tests.live.asking import ask, respond, run
from tests.live.measuring import slowness

EXPERIMENT = Experiment(data=Data(points=60), seed=123)
ALL = "network,boundary,loss,score,signals"


@pytest.fixture(autouse=True)
def fresh_store(monkeypatch):
    monkeypatch.setattr(route, "STORE", Store(limit_bytes=64 * 2**20))
    monkeypatch.setattr(workers, "LONGEST_TURN", 30.0)  # however slow the machine, an answer is complete
    monkeypatch.setattr(workers, "ROUND", 30.0)


def frames(**query):
    status, _, body = ask(urlencode({"run": encode(EXPERIMENT), "views": ALL, **query}))
    assert status == 200, body
    return body


def test_frames_stand_at_the_steps_asked_for():
    body = frames(**{"from": 8, "every": 4, "count": 3})
    assert [frame["step"] for frame in body["frames"]] == [8, 12, 16]
    assert set(body["frames"][0]["views"]) == set(ALL.split(","))
    assert body["end"] is None


def test_a_frame_is_the_same_whichever_way_it_is_reached():
    direct = frames(**{"from": 40})["frames"][0]
    route.STORE = Store(64 * 2**20)
    walked = frames(**{"from": 0, "every": 5, "count": 9})["frames"][-1]
    again = frames(**{"from": 40})["frames"][0]
    assert direct == walked == again


def test_the_loss_of_a_frame_is_the_engines():
    trainer = Trainer(EXPERIMENT)
    expected = Evaluator(trainer).evaluate(trainer.advance(trainer.start(), 30)).loss
    point = frames(**{"from": 30})["frames"][0]["views"]["loss"]["point"]
    assert point["0"] == pytest.approx(expected[0], rel=1e-4)


def test_a_changed_knob_goes_on_from_where_the_run_was():
    later = replace(EXPERIMENT, penalty=Penalty(l2=1.0), schedule=Constant(0.1))
    chained = encode_chain(Chain(((0, EXPERIMENT), (20, later))))
    before = frames(**{"from": 20})["frames"][0]
    joined = frames(run=chained, **{"from": 20})["frames"][0]
    assert joined["views"] == before["views"]
    after = frames(run=chained, **{"from": 30})["frames"][0]
    assert after["views"]["network"]["weights"] != frames(**{"from": 30})["frames"][0]["views"]["network"]["weights"]
    route.STORE = Store(64 * 2**20)  # another server, which has never seen the first half
    assert frames(run=chained, **{"from": 30})["frames"][0] == after


def test_complete_answers_may_be_kept_for_ever():
    _, headers, _ = ask(urlencode({"run": encode(EXPERIMENT), "count": 2, "views": "loss"}))
    assert "immutable" in headers["cache-control"]


def test_another_builds_frames_may_not_be_kept(monkeypatch):
    monkeypatch.setattr(route, "build", lambda: "other")
    status, headers, _ = ask(urlencode({"run": encode(EXPERIMENT), "count": 2, "views": "loss"}))
    assert status == 200 and headers["cache-control"] == "no-store"


def test_a_count_is_clamped():
    assert len(frames(count=10_000, views="loss", every=1)["frames"]) <= query.MOST_FRAMES


def test_a_far_seek_is_bounded_in_time_and_says_how_far_it_has_come(monkeypatch):
    monkeypatch.setattr(workers, "LONGEST_TURN", 0.15)
    slow = replace(EXPERIMENT, network=Network((Dense(32),) * 8), data=Data(points=2000))
    began = time.monotonic()
    status, headers, body = ask(urlencode({"run": encode(slow), "from": 900_000, "views": "loss"}))
    assert time.monotonic() - began < 30, "of a way that takes hours"
    assert status == 200 and body["frames"] == [] and 0 < body["progress"] < 900_000
    assert headers["cache-control"] == "no-store"
    _, _, more = ask(urlencode({"run": encode(slow), "from": 900_000, "views": "loss"}))
    assert more["progress"] > body["progress"], "it goes on from there"


def test_a_diverging_run_ends_with_a_sentence_and_keeps_its_last_finite_frame():
    wild = replace(
        EXPERIMENT,
        data=replace(EXPERIMENT.data, source=DATASETS["plane"]()),
        network=Network((Dense(8, "relu"),)),
        loss="squared_error",
        optimizer=OPTIMIZERS["gradient_descent"](),
        schedule=Constant(5.0),
    )
    body = frames(run=encode(wild), count=30)
    assert "rate 5 is too large" in body["end"]["reason"] and str(body["end"]["step"] + 1) in body["end"]["reason"]
    assert body["frames"][-1]["step"] == body["end"]["step"]
    assert body["frames"][-1]["numbers"]["train loss"] is not None
    assert frames(run=encode(wild), **{"from": 500})["end"] == body["end"]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"run": ""}, "run"),
        ({"run": "net1.!!"}, "Link"),
        ({"run": "net2.e30"}, "codes begin with"),
        ({"run": "net1." + "A" * 8100}, ""),
        ({"run": "net1.eyJzZWVkIjotMX0"}, "Seed: -1"),
        ({"run": encode(replace(EXPERIMENT, network=Network((Dense(64),))))}, "Units: 64"),
        ({"from": "-1"}, "Parameter from"),
        ({"from": "1e3"}, "Parameter from"),
        ({"from": "٣"}, "Parameter from"),
        ({"every": "0"}, "Parameter every"),
        ({"count": "x"}, "Parameter count"),
        ({"views": "secrets"}, "Views"),
        ({"views": "loss/0"}, "between 1 and 60"),
        ({"views": "loss,score,loss/2"}, "twice"),
    ],
)
def test_bad_requests_are_answered_with_one_sentence(change, word):
    status, headers, body = ask(urlencode({"run": encode(EXPERIMENT), "views": "loss", **change}))
    assert status == 400 and set(body) == {"error"}
    assert word in body["error"] and len(body["error"]) < 400 and "Traceback" not in body["error"]
    assert headers["cache-control"] == "no-store"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.text(max_size=20), st.text(max_size=40))
def test_hostile_queries_never_fail(run, start, views):
    for code in (run, "net1." + run, encode(EXPERIMENT) + run):
        status, _, body = ask(urlencode({"run": code, "from": start, "views": views}, errors="replace"))
        assert status in (200, 400) and ("error" in body) == (status == 400)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_hostile_bytes_never_fail(raw):
    assert ask(raw)[0] == 400


def test_busy_is_503_with_a_time_to_come_back_that_is_not_the_same_for_all(monkeypatch):
    def refuse(*_):
        raise Busy

    monkeypatch.setattr(route.STORE, "ask", refuse)
    answers = [ask(urlencode({"run": encode(EXPERIMENT), "views": "loss"})) for _ in range(30)]
    assert {status for status, *_ in answers} == {503}
    assert len({int(headers["retry-after"]) for _, headers, _ in answers}) > 1
    assert all(1 <= int(headers["retry-after"]) <= 10 for _, headers, _ in answers)


def test_a_fault_of_the_server_is_500_and_says_nothing_of_its_inside(monkeypatch):
    monkeypatch.setattr(Kind, "recording", lambda *_: 1 / 0)
    status, headers, body = ask(urlencode({"run": encode(EXPERIMENT), "views": "loss"}))
    assert status == 500 and headers["cache-control"] == "no-store"
    assert "division" not in body["error"] and len(body["error"]) < 100


@pytest.mark.parametrize("length, status", [(query.LONGEST, 400), (query.LONGEST + 1, 414), (60_000, 414)])
def test_a_query_that_is_too_long_is_414(length, status):
    assert ask("run=" + "a" * (length - 4))[0] == status


def test_what_is_ready_needs_no_turn_and_is_packed_once(monkeypatch):
    asked = urlencode({"run": encode(EXPERIMENT), "count": 4, "views": ALL})
    first = respond(asked, headers={"accept-encoding": "br, gzip"})

    def refuse(*_):
        raise AssertionError("nothing has to be made")

    async def both():
        before = await first
        monkeypatch.setattr(route.STORE, "ask", refuse)
        monkeypatch.setattr(answers, "piece", refuse)
        return before, await respond(asked, headers={"accept-encoding": "gzip"})

    before, after = run(both())
    assert after.body is before.body and before.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(after.body))["frames"][3]["step"] == 3


def test_who_asks_for_known_frames_in_another_way_needs_no_turn_either(monkeypatch):
    frames(count=12, views="boundary/2,loss,signals/3")
    monkeypatch.setattr(route.STORE, "ask", lambda *_: pytest.fail("nothing has to be made"))
    body = frames(**{"from": 3, "count": 5}, views="boundary/2,loss,signals/3")
    assert [frame["step"] for frame in body["frames"]] == [3, 4, 5, 6, 7]


def test_a_thinned_view_comes_with_the_same_steps_whoever_asks():
    whole = frames(count=12, every=2, views="loss,network/3,signals/2")["frames"]
    part = frames(**{"from": 8}, count=4, every=2, views="loss,network/3,signals/2")["frames"]
    assert part == whole[4:8]
    assert sum("network" in frame["views"] for frame in whole) == 4


def test_a_repeated_answer_costs_less_than_half_a_millisecond():
    asked = urlencode({"run": encode(EXPERIMENT), "count": 15, "views": ALL})

    async def seconds(times: int) -> float:
        began = time.process_time()
        for _ in range(times):
            await respond(asked, headers={"accept-encoding": "gzip"})
        return (time.process_time() - began) / times

    run(seconds(1))
    assert min(run(seconds(50)) for _ in range(5)) < 0.5e-3 * slowness()


def test_a_client_without_gzip_gets_plain_bytes():
    response = run(respond(urlencode({"run": encode(EXPERIMENT), "views": "loss"})))
    assert "content-encoding" not in response.headers and response.headers["vary"] == "Accept-Encoding"
    assert json.loads(response.body)["frames"]


def test_what_a_client_wanted_who_has_left_is_not_made():
    async def leaves() -> dict:
        return {"type": "http.disconnect"}

    busy = threading.Event()
    call = route.STORE.workers.call

    def later(task):  # nobody works until the client has left
        busy.wait(10)
        call(task)

    route.STORE.workers.call = lambda task: threading.Thread(target=later, args=(task,)).start()
    run(respond(urlencode({"run": encode(EXPERIMENT), "views": "loss"}), receive=leaves))
    (made,) = route.STORE._runs.values()
    assert not made.waiting
    busy.set()


def test_a_page_waits_for_its_first_frame_but_not_for_long(monkeypatch):
    kind, run = KINDS["net1"], encode(EXPERIMENT)
    monkeypatch.setattr(route, "SECONDS_OF_A_PAGE", 10.0)
    assert (
        route.first_frame(kind, run, ("loss",))["views"]["loss"] == frames(views="loss")["frames"][0]["views"]["loss"]
    )
    assert route.first_frame(kind, run, ("loss", "score"), 7)["step"] == 7
    assert route.first_frame(kind, "net1.nonsense", ("loss",)) is None
    monkeypatch.setattr(route, "SECONDS_OF_A_PAGE", 0.05)
    gate = threading.Event()

    def waits(*_):
        gate.wait(60)
        raise Refused("Data.points", "enough")

    monkeypatch.setattr(Kind, "recording", waits)
    assert route.first_frame(kind, encode(replace(EXPERIMENT, seed=9)), ("loss",)) is None
    assert not gate.is_set(), "it has not waited for the run"
    gate.set()


def test_no_turn_is_much_longer_than_its_share(monkeypatch):
    """The dearest network that is played, with every view there is: many turns, none of them long."""
    monkeypatch.setattr(workers, "LONGEST_TURN", 0.02)
    dear = replace(EXPERIMENT, network=Network((Dense(32, batch_norm=True),) * 8), data=Data(points=2000))
    lasted, turn = [], Run.turn

    def timed(self, deadline):
        began = time.thread_time()
        more = turn(self, deadline)
        lasted.append(time.thread_time() - began)
        return more

    monkeypatch.setattr(Run, "turn", timed)
    asked = urlencode({"run": encode(dear), "from": 40, "views": ",".join(KINDS["net1"].patches)})
    while not ask(asked)[2]["frames"]:
        pass
    assert len(lasted) > 3 and max(lasted) < 0.5 * slowness(), lasted


def test_a_jump_of_the_wall_clock_changes_nothing(monkeypatch):
    before = frames(count=3)
    route.STORE = Store(64 * 2**20)
    jumps = iter(range(0, -(10**9), -(10**6)))
    monkeypatch.setattr(time, "time", lambda: 1e9 + next(jumps))
    assert frames(count=3) == before
    assert frames(count=3, **{"from": 2}) == frames(count=3, **{"from": 2})


def test_two_people_on_one_link_cost_one_computation(monkeypatch):
    made = []
    original = Kind.recording
    monkeypatch.setattr(Kind, "recording", lambda self, *a: made.append(1) or original(self, *a))
    threads = [threading.Thread(target=frames, kwargs={"from": 200}) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(made) == 1


def test_the_store_is_bounded_in_bytes(monkeypatch):
    monkeypatch.setattr(route, "STORE", Store(limit_bytes=6 * 2**20))
    for seed in range(12):
        frames(run=encode(replace(EXPERIMENT, seed=seed)), count=5, every=20)
    assert route.STORE.nbytes <= 6 * 2**20
