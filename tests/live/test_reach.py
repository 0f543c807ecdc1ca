"""What hangs on an object, in Python's own bytes; and that every recording weighs what it says it does."""

from __future__ import annotations

import gc
import time
import tracemalloc
from functools import cache
from types import SimpleNamespace
from urllib.parse import urlencode

import numpy as np
import pytest
from starlette.requests import Request

from engine.values.codec import encode
from pages.live.answers import Answering
from pages.live.query import Query
from pages.live.reach import reached, weight
from pages.live.store import Store
from tests.live.layouts import every_layout
from tests.live.made_up import MadeUp, kind

NUMBERS = 10_000
ARRAY = 8 * NUMBERS
SMALL = 40_000  # bytes: what a recording of next to nothing takes is not held against it


def numbers() -> np.ndarray:
    return np.zeros(NUMBERS)


def generator():
    held = numbers()
    yield None
    yield held


def begun():
    """A generator that holds an array, and waits."""
    made = generator()
    next(made)
    return made


def closure():
    held = numbers()
    return lambda: held


def circle() -> list:
    found = [numbers()]
    found.append(found)
    return found


class Slotted:
    __slots__ = ("held",)

    def __init__(self):
        self.held = numbers()

    def method(self) -> None:
        """Held by whoever holds this method."""


HOLDERS = {
    "array": numbers,
    "list": lambda: [numbers()],
    "dict": lambda: {"a": {"b": numbers()}},
    "object": lambda: SimpleNamespace(a=numbers()),
    "slots": Slotted,
    "method": lambda: Slotted().method,
    "view": lambda: numbers()[:2],
    "reshaped view of a view": lambda: numbers()[2:].reshape(-1, 2)[::2],
    "generator": begun,
    "function": closure,
    "circle": circle,
}


@pytest.mark.parametrize("make", HOLDERS.values(), ids=HOLDERS)
def test_an_array_is_found_wherever_it_is_held_and_counted_once(make):
    held = make()
    assert ARRAY < weight(held) < ARRAY + 3000
    assert weight([held, held, make]) < ARRAY + 3000


def test_the_program_does_not_hang_on_its_functions():
    shared = numbers()

    @cache
    def kept() -> np.ndarray:
        return shared

    kept()
    for each in (numbers, np.mean, np, pytest, kept, SimpleNamespace, Slotted.method):
        assert weight(each) < 3000, each


def test_what_is_weighed_elsewhere_is_left_out_with_all_that_hangs_on_it():
    mine, other = numbers(), [numbers()]
    assert ARRAY < weight([mine, other], {id(other)}) < ARRAY + 3000
    assert not [each for each in reached([mine, other], {id(other)}) if each is other[0]]


@every_layout
@pytest.mark.parametrize("rests", [False, True], ids=["at work", "at rest"])
def test_every_recording_weighs_what_it_says(topic, name, rests):
    layout = topic.layouts[name]
    played, code = layout.kind or topic.kind, encode(layout.run(topic.default))

    def recorded():
        recording = played.recording(code, None)
        for step in range(9):
            recording.advance(step, time.monotonic() + 5)
        if rests:
            recording.rest()
        return recording

    recorded()  # what is kept for all is made by now
    gc.collect()
    tracemalloc.start()
    try:
        recording = recorded()
        gc.collect()
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert 0.6 * (recording.nbytes - 3 * SMALL) < held < 1.3 * recording.nbytes + SMALL


@pytest.mark.parametrize("length", [10, 9000])
def test_what_is_kept_of_a_link_weighs_what_is_said_or_less(length):
    """Each query is read from a text of its own, so a long link's could be held by each of its answers."""
    code, store = "up1." + "x" * length, Store(10**8)
    kinds = {"up1": kind({code: MadeUp()})}
    for step in range(200):
        text = urlencode({"run": code, "from": step, "views": "step"})
        request = Request({"type": "http", "query_string": text.encode(), "headers": []})
        wish = Answering(Query.read(request, kinds), store.kept)
        store.ask(wish.query.kind, wish.query.run, wish).future.result(20)
    held = weight(store.kept._things)
    assert held < store.kept.nbytes and (length > 10 or held > 0.6 * store.kept.nbytes)
