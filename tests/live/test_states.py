"""Laws of how a run's states are held: a network's as rows of numbers, to the bit, and in as many bytes as is said."""

from __future__ import annotations

import gc
import threading
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Experiment, Network
from engine.networks.network import Dense
from engine.optimizers import OPTIMIZERS
from engine.training.trainer import State, Trainer
from pages.live.states import Rows, States

SHELVES = pytest.mark.parametrize("shelf", [States, Rows], ids=lambda shelf: shelf.__name__)


def state(step: int, units: int = 4, slots: int = 2) -> State:
    """A state of numbers that tell its step, with some that are easily lost: -0.0, infinite, not a number."""
    theta = np.arange(units, dtype=float) + 100 * step
    theta[:3] = -0.0, np.inf, np.nan
    return State(step, theta, np.full((slots, units), -step - 0.1), np.linspace(0, step, units // 2))


def same(one: State, other: State) -> bool:
    """Whether two states are the same to the bit."""
    pairs = ((one.theta, other.theta), (one.memory, other.memory), (one.buffers, other.buffers))
    alike = all(a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes() for a, b in pairs)
    return alike and one.step == other.step and type(one.step) is type(other.step)


@SHELVES
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(3, 6), st.integers(0, 3)), max_size=30))
def test_states_stand_in_order_and_are_what_they_were(shelf, added):
    held, first = shelf(), {}
    for step, units, slots in added:
        held.add(state(step, units, slots))
        first.setdefault(step, state(step, units, slots))
    expected = [first[step] for step in sorted(first)]
    assert len(held) == len(expected) and all(map(same, held, expected)), "of two at one step the first stays"
    for step in range(-1, 42):
        count = held.up_to(step)
        assert [each.step for each in held[:count]] == [each for each in sorted(first) if each <= step]
    assert all(map(same, held[::2], expected[::2])) and all(map(same, held[-2:], expected[-2:]))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("batch_norm", [False, True], ids=["bare", "batch norm"])
def test_a_run_goes_on_from_a_row_as_from_the_state_itself(optimizer, batch_norm):
    layers = (Dense(5, batch_norm=batch_norm), Dense(3))
    trainer = Trainer(Experiment(network=Network(layers), optimizer=OPTIMIZERS[optimizer]()))
    come = trainer.advance(trainer.start(), 7)
    [row] = Rows([come])
    assert same(row, come)
    assert same(trainer.advance(row, 5), trainer.advance(come, 5))


@SHELVES
def test_it_weighs_what_it_says(shelf):
    """As Python counts, of small networks: there its own objects weigh most."""
    gc.collect()
    tracemalloc.start()
    try:
        runs = [shelf(state(step, 33, 2) for step in range(300, 400)) for _ in range(30)]
        measured = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    said = sum(run.nbytes for run in runs)
    assert 0.9 * said < measured < 1.1 * said, f"{measured:,} bytes, it says {said:,}"


def test_a_row_takes_little_more_than_its_numbers():
    states = [state(step, 33, 2) for step in range(100)]
    numbers = sum(each.nbytes for each in states)
    assert Rows(states).nbytes < 1.3 * numbers < States(states).nbytes


@SHELVES
def test_another_thread_may_look_while_they_become_more(shelf):
    held, faults, done = shelf([state(0)]), [], threading.Event()

    def look() -> None:
        while not done.is_set():
            seen = held[: held.up_to(500)]
            if not all(same(each, state(each.step)) and each.step <= 500 for each in seen[-20:]):
                faults.append(seen)

    looker = threading.Thread(target=look)
    looker.start()
    for step in (step for near in range(1, 1000) for step in (1000 - near, 1000 + near)):
        held.add(state(step))
    done.set()
    looker.join()
    assert len(held) == 1999 and not faults
