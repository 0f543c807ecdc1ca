"""Sweeps and races made in small pieces: the pieces do not matter, to the bit, and each is as small as it is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.networks.network import Dense, Network
from engine.networks.propagation import Propagation
from engine.optimizers import OPTIMIZERS
from engine.optimizers.descent import descend, strides
from engine.optimizers.schedules import Constant
from engine.studies.bias_variance.examiner import Marks
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE, Look, looks
from engine.studies.bias_variance.sweep import DEFAULT, Sweep, run
from engine.studies.optimizer_race import paths
from engine.studies.optimizer_race.hills import NetworkGround, NetworkLoss, SurfaceGround
from engine.studies.optimizer_race.race import Race, Runner
from engine.surfaces import SURFACES, slope
from engine.training import cost
from engine.training.trainer import Trainer

MOONS = replace(DEFAULT, data=Data(source=DATASETS["moons"](), points=60), loss="cross_entropy")
SWEEPS = {
    "units": Sweep(first=1, last=6, count=2, redraws=5, epochs=30),
    "epochs": Sweep(MOONS, "epochs", first=3, last=40, count=3, redraws=5),
    "batches": Sweep(replace(MOONS, batch_size=7), "points", first=40, last=90, count=2, redraws=4, epochs=6),
    "wild": Sweep(replace(DEFAULT, optimizer=OPTIMIZERS["gradient_descent"](), schedule=Constant(100.0)),
                  first=1, last=3, count=2, redraws=3, epochs=20),
}  # fmt: skip
every_sweep = pytest.mark.parametrize("name", SWEEPS)
RATES = (("adam", 0.05), ("gradient_descent", 0.1), ("adam", 0.01), ("momentum", 40.0), ("gradient_descent", 0.3))
FIELD = tuple(Runner(OPTIMIZERS[slug](), Constant(rate)) for slug, rate in RATES)
SMALL = NetworkLoss(Data(points=60, train_percent=100, dev_percent=0), Network((Dense(3),)), batch_size=20)
RACES = {
    "network": Race(SMALL, FIELD, steps=90),
    "surface": Race(SURFACES["beale"](), FIELD, x=1.0, y=1.0, noise=0.1, steps=90),
}
every_race = pytest.mark.parametrize("name", RACES)


@pytest.fixture(params=[1e-9, 1e-3, 1e3], ids=["short", "middle", "long"])
def breath(request, monkeypatch):
    """Breaths of other lengths than usual."""
    monkeypatch.setattr(cost, "BREATH", request.param)


def numbers(value) -> list:
    """Every array and number in a result."""
    if hasattr(value, "__dataclass_fields__"):
        return [each for one in vars(value).values() for each in numbers(one)]
    return [each for one in value for each in numbers(one)] if isinstance(value, tuple) else [value]


def same(one, other) -> bool:
    pairs = list(zip(numbers(one), numbers(other), strict=True))
    arrays = [pair for pair in pairs if isinstance(pair[0], np.ndarray)]
    rest = [pair for pair in pairs if not isinstance(pair[0], np.ndarray)]
    return all(np.array_equal(a, b, equal_nan=True) for a, b in arrays) and all(a == b for a, b in rest)


def seen(sweep: Sweep) -> list[Look]:
    points = np.linspace(-1, 1, 9)[None] if sweep.experiment.data.source.dimensions == 1 else np.eye(2)
    return [each for each in looks(sweep, points) if each]


USUAL = {name: seen(sweep) for name, sweep in SWEEPS.items()}
RUN = {name: paths.run(race) for name, race in RACES.items()}


@every_sweep
def test_a_sweep_is_the_same_in_pieces_of_any_size(name, breath):
    found = seen(SWEEPS[name])
    assert all(same(one, other) for one, other in zip(found, USUAL[name], strict=True))


@every_sweep
def test_the_last_look_at_a_value_is_what_the_whole_sweep_says_of_it(name):
    last = [each.summary for each in looks(SWEEPS[name]) if each and each.part == PARTS_OF_A_VALUE]
    assert all(same(one, other) for one, other in zip(last, run(SWEEPS[name]), strict=True))


@every_sweep
def test_looks_come_in_order(name):
    count, parts = len(SWEEPS[name].values), range(1, PARTS_OF_A_VALUE + 1)
    assert [(each.index, each.part) for each in USUAL[name]] == [
        (0, 0),
        *((index, part) for index in range(count) for part in parts),
    ]


def test_the_first_looks_at_a_value_lie_closer(monkeypatch):
    sweep, steps = replace(SWEEPS["units"], epochs=144), [0]
    descend = Trainer.descend
    monkeypatch.setattr(Trainer, "descend", lambda self, step: steps.append(step + 1) or descend(self, step))
    at = [steps[-1] for each in looks(sweep) if each]
    assert at == [0, *[part**2 for part in range(1, 13)] * 2]


@every_sweep
def test_marks_are_those_of_every_redraw(name):
    for look in USUAL[name]:
        assert isinstance(look.marks, Marks)
        assert {len(each) for each in vars(look.marks).values()} == {SWEEPS[name].redraws}


def between_breaths(monkeypatch, kind: type, method: str, pieces) -> list[list]:
    """What was called with, from breath to breath."""
    calls, usual = [], getattr(kind, method)
    monkeypatch.setattr(kind, method, lambda self, *given: calls.append((self, *given)) or usual(self, *given))
    found = []
    for _ in pieces:
        found.append(calls.copy())
        calls.clear()
    return found


@every_sweep
def test_a_sweep_breathes_often(name, monkeypatch):
    monkeypatch.setattr(cost, "BREATH", 5e-4)
    for calls in between_breaths(monkeypatch, Trainer, "descend", looks(SWEEPS[name])):
        seconds = [cost.usual_step(trainer.each[0], len(trainer.each)).seconds for trainer, _ in calls]
        assert sum(seconds) <= cost.BREATH


def test_networks_too_large_for_one_breath_train_apart(monkeypatch):
    monkeypatch.setattr(cost, "BREATH", 2.5 * cost.usual_step(SWEEPS["units"].at(1)).seconds)
    steps = between_breaths(monkeypatch, Trainer, "descend", looks(SWEEPS["units"]))
    trainers = {trainer for calls in steps for trainer, _ in calls}
    assert sum(len(each.each) for each in trainers) == 2 * 5 and len(trainers) == 3 + 3


@every_race
def test_a_race_is_the_same_in_pieces_of_any_size(name, breath):
    assert same(paths.run(RACES[name]), RUN[name])


@every_race
def test_a_race_breathes_often_and_ends_with_its_paths(name, monkeypatch):
    monkeypatch.setattr(cost, "BREATH", 3e-3)
    *breaths, last = paths.racing(RACES[name])
    assert same(last, RUN[name]) and set(breaths) == {None}
    kind = NetworkGround if name == "network" else SurfaceGround
    steps = [len(calls) for calls in between_breaths(monkeypatch, kind, "gradient", paths.racing(RACES[name]))]
    assert sum(steps) == 90 and 1 < max(steps) <= 3e-3 / (cost.CALLS_OF_A_STEP * cost.CALL)


@every_race
def test_every_runner_has_its_own_row(name):
    for row, runner in enumerate(FIELD):
        alone = paths.run(replace(RACES[name], runners=(runner,)))
        for field in ("points", "gradient", "velocity", "rates"):
            own, one = (getattr(each, field) for each in (RUN[name], alone))
            np.testing.assert_allclose(own[:, row], one[:, 0], rtol=1e-6, atol=1e-9)


def test_the_true_loss_is_measured_in_small_pieces(monkeypatch):
    place = NetworkGround(SMALL, 0, len(FIELD))
    monkeypatch.setattr(cost, "BREATH", 2.5 * place.value_cost.seconds)
    measured, usual = [], place.value
    place.value = lambda theta: measured.append(theta.shape[:-1]) or usual(theta)
    *breaths, _ = [*paths.measuring(place, RUN["network"].points), None]
    assert len(breaths) == len(measured) == 46 and set(measured) == {(2, 5), (1, 5)}


@pytest.mark.parametrize("every", [1, 7, 40, 1000])
def test_strides_are_one_descent(every):
    surface, optimizer = SURFACES["rosenbrock"](), OPTIMIZERS["adam"]()
    start = np.array([[-1.2, 1.0], [0.5, 0.5]])
    whole = descend(optimizer, Constant(0.05), slope(surface, 0), start, 40)
    path = np.empty_like(whole)
    path[0] = start
    breaths = list(strides(optimizer, Constant(0.05), slope(surface, 0), path, every))
    assert np.array_equal(path, whole) and len(breaths) == -(-40 // every)


def test_bytes_that_are_held_are_counted_once():
    network = Network((Dense(5),))
    theta, inputs = np.zeros(21), np.zeros((3, 10))
    made = Propagation(network, "binary", "cross_entropy", (2, 1, 10), theta, np.zeros(0))
    made.read(inputs)
    z, handed_on, last = 5 * 10, 6 * 10, 2 * 10
    assert cost.held([made]) == cost.held([made, made]) == 8 * (21 + 30 + z + handed_on + last)
