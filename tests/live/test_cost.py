"""What a run costs is known before it runs: the model against the clock and the memory, and the limit at every door."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.studies.bias_variance.sweep import Sweep, cell
from engine.studies.regularization_lab.lab import Lab
from engine.training import cost
from engine.training.cost import Bill, Cost
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.live.limit import Limit
from pages.topics import KINDS, topics
from tests.laws.values import experiments
from tests.live.dearest import BUILDS, attempt, dearest, experiment
from tests.live.measuring import answers, excess, pace, peak, seconds, slowness

every_topic = pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.slug)
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.version)
FIXED = 4e6  # bytes of small things: figures, words, Python's own
SPREAD = [
    experiment(2, 1, 60, 10), experiment(8, 2, 300, 5000), experiment(32, 8, 500, 5000), experiment(64, 2, 2000, 100),
    Experiment(), Experiment(network=Network(())), Experiment(network=Network((Dense(128, "relu"),) * 2)),
    Experiment(network=Network((Dense(8),) * 6), data=Data(points=2000), batch_size=5000),
    Experiment(network=Network((Dense(16, "sigmoid", 0.5),)), batch_size=1),
]  # fmt: skip


@every_topic
def test_defaults_and_examples_are_within_the_limit_in_every_layout(topic):
    values = [topic.default, *(example.value for example in topic.examples.values())]
    for layout in topic.layouts.values():
        for value in values:
            if layout.fits(value):
                (layout.kind or topic.kind).open(encode(layout.run(value)))


@every_kind
def test_what_is_too_dear_is_refused_with_one_sentence(kind):
    broken = replace(kind, limit=Limit(seconds=-1.0, answer=0.0, bytes=0.0))
    for topic in topics():
        if topic.kind.version == kind.version:
            with pytest.raises(Refused, match=r"this would take about .* and .*; a page takes on .*: fewer redraws"):
                broken.open(encode(topic.default))


@every_kind
def test_every_kind_has_values_that_it_plays_and_knows_what_they_cost(kind):
    for value in filter(None, dearest(kind)):
        bill = kind.cost(value)
        assert 0 < bill.answer.seconds <= kind.limit.answer
        assert bill.whole.seconds <= kind.limit.seconds and 0 < bill.whole.bytes <= kind.limit.bytes


@pytest.mark.parametrize("version", ["sweep1", "lab1", "average1"])
def test_the_largest_networks_are_refused(version):
    assert all(attempt(KINDS[version], build, 128, 8, 2000, 1) is None for build in BUILDS[version][:1])


def first(kind, count: int) -> list:
    """The values whose dearest answer takes longest, and those that hold most."""
    found = list(dict.fromkeys(filter(None, dearest(kind))))
    by_time = sorted(found, key=lambda value: -kind.cost(value).answer.seconds)
    by_bytes = sorted(found, key=lambda value: -kind.cost(value).whole.bytes)
    return list(dict.fromkeys(by_time[:count] + by_bytes[:count]))


@every_kind
def test_the_dearest_values_answer_within_a_second(kind):
    for value in first(kind, 2):
        answers(kind, value, 0.1)  # what is worked out once for a problem is at hand from then on
        assert max(answers(kind, value)) < slowness(), value


@every_kind
def test_the_dearest_values_stay_within_their_bytes(kind):
    for value in first(kind, 2):
        bill = kind.cost(value)
        assert peak(lambda value=value: answers(kind, value, 0.3)) < max(bill.whole.bytes, bill.answer.bytes) + FIXED


@pytest.mark.parametrize("vary, last", [("units", 32), ("points", 800), ("l2", 1)])
def test_a_sweep_holds_at_its_dearest_value_what_it_says(vary, last):
    sweep = Sweep(experiment(16, 2, 200, 50), vary, last / 2, last, 2, redraws=20, epochs=1)
    held = peak(lambda: cell(sweep, 1, np.zeros((2, 1936))).finish())
    assert KINDS["sweep1"].cost(sweep).whole.bytes / 4 < held < KINDS["sweep1"].cost(sweep).whole.bytes


def test_the_model_is_within_a_factor_of_three_of_the_clock():
    ratios = [excess(each, replicas, turns=3) for each in SPREAD for replicas in (1, 10)]
    ratios /= np.median(ratios)  # of a faster or slower machine the same is true
    assert ratios.min() > 1 / 3 and ratios.max() < 3, np.round(ratios, 2)


@pytest.mark.parametrize("version, value", [
    ("sweep1", Sweep(redraws=10, epochs=100, count=3)),
    ("sweep1", Sweep(experiment(8, 1, 100, 20), redraws=5, epochs=5, count=3)),
    ("lab1", Lab(epochs=60)),
])  # fmt: skip
def test_a_whole_run_is_within_a_factor_of_three_of_the_clock(version, value):
    kind = KINDS[version]
    recordings = [kind.record(value, None) for _ in range(3)]  # a busy machine can disturb one look at the clock
    taken = [seconds(lambda each=each: each.advance(10**6, float("inf"))) / pace() for each in recordings]
    said = kind.cost(value).whole.seconds
    assert min(taken) / 3 < said < 9 * max(taken), "the cost holds the frames of all moments, too"


@settings(deadline=None)
@given(experiments, st.integers(1, 50))
def test_more_of_anything_never_costs_less(chosen, replicas):
    less = cost.training(chosen, 10, replicas)
    wider = tuple(replace(each, units=min(128, 2 * each.units)) for each in chosen.network.layers)
    points = min(5000, 2 * chosen.data.points)
    for dearer in (
        cost.training(chosen, 20, replicas),
        cost.training(chosen, 10, 2 * replicas),
        cost.training(replace(chosen, network=replace(chosen.network, layers=wider)), 10, replicas),
        cost.training(replace(chosen, data=replace(chosen.data, points=points)), 10 * 2, replicas),
    ):
        assert dearer.seconds >= less.seconds and dearer.flops >= less.flops and dearer.bytes >= less.bytes


def test_costs_add_up():
    one, other = Cost(1, 10, 100), Cost(2, 20, 200)
    assert one + other == Cost(3, 30, 300) and one * 3 == Cost(3, 10, 300) and one.then(other) == Cost(3, 20, 300)
    assert cost.one_after_the_other([one, other, one]) == Cost(4, 20, 400)


@pytest.mark.parametrize("bill, said", [
    (Bill(Cost(seconds=40), Cost()), "about 40 s of computing; a page takes on 20 s of computing"),
    (Bill(Cost(seconds=7200), Cost()), "about 120 minutes of computing"),
    (Bill(Cost(bytes=1.2e9), Cost()), "about 1.2 GB; a page takes on 200 MB"),
    (Bill(Cost(), Cost(bytes=3e8, seconds=3)), "about 3 s for one picture and 300 MB; a page takes on 0.5 s"),
    (Bill(Cost(seconds=float("nan")), Cost()), "of computing"),
])  # fmt: skip
def test_a_limit_says_what_is_broken(bill, said):
    limit = Limit(20, 0.5, 200e6)
    limit.refuse(Bill(Cost(bytes=200e6, seconds=20), Cost(seconds=0.5)))
    with pytest.raises(Refused, match=said):
        limit.refuse(bill)
