"""The frame route, asked directly: right frames, and one clear sentence for everything else."""

from __future__ import annotations

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
from engine.values.codec import encode
from pages.live import query, route, workers
from pages.live.kind import Kind
from pages.live.store import Busy, Store
from tests.live.asking import ask

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
    assert time.monotonic() - began < 3
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
        ({"run": "net1.!!"}, "link"),
        ({"run": "net2.e30"}, "codes begin with"),
        ({"run": "net1." + "A" * 8100}, ""),
        ({"run": "net1.eyJzZWVkIjotMX0"}, "Experiment.seed"),
        ({"run": encode(replace(EXPERIMENT, network=Network((Dense(64),))))}, "Dense.units"),
        ({"from": "-1"}, "from"),
        ({"from": "1e3"}, "from"),
        ({"from": "٣"}, "from"),
        ({"every": "0"}, "every"),
        ({"count": "x"}, "count"),
        ({"views": "secrets"}, "views"),
        ({"views": "loss/0"}, "views"),
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


def test_busy_is_503_with_a_time_to_come_back(monkeypatch):
    def refuse(*_):
        raise Busy

    monkeypatch.setattr(route.STORE, "ask", refuse)
    status, headers, _ = ask(urlencode({"run": encode(EXPERIMENT), "views": "loss"}))
    assert status == 503 and int(headers["retry-after"]) >= 1


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
