"""What hangs on an object, in Python's own bytes; and that every recording weighs what it says it does."""

from __future__ import annotations

import gc
import time
import tracemalloc
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from engine.values.codec import encode
from pages.live.reach import reached, weight
from pages.topics import topics

NUMBERS = 10_000
ARRAY = 8 * NUMBERS
LAYOUTS = [(topic, name) for topic in topics() for name in topic.layouts]
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


@pytest.mark.parametrize(("topic", "name"), LAYOUTS, ids=lambda each: getattr(each, "slug", each))
@pytest.mark.parametrize("rests", [False, True], ids=["at work", "at rest"])
def test_every_recording_weighs_what_it_says(topic, name, rests):
    layout = topic.layouts[name]
    kind, code = layout.kind or topic.kind, encode(layout.run(topic.default))

    def recorded():
        recording = kind.recording(code, None)
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
