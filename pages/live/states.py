"""States of a run in order of their steps: as they are, or a network's as rows of numbers in one piece of memory."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import prod
from typing import Any, NamedTuple, Protocol, overload

import numpy as np

from engine.training import trainer

OBJECTS = 600  # bytes of a state beside its numbers: Python's objects, nearly as much as a small network
ROW = 160  # the same of a row


class State(Protocol):
    """Everything that is needed to go on, and to be looked at; strictly between two steps where one is half done."""

    step: float
    nbytes: int


class States(Sequence[State]):
    """States as they are. Another thread may look at them while they become more."""

    def __init__(self, states: Iterable[State] = ()):
        self.entries: list[Any] = []  # each with its ``step``
        self.held = 0
        for state in states:
            self.add(state)

    def __len__(self) -> int:
        return len(self.entries)

    @overload
    def __getitem__(self, place: int) -> State: ...
    @overload
    def __getitem__(self, place: slice) -> list[State]: ...
    def __getitem__(self, place: int | slice) -> State | list[State]:
        if isinstance(place, slice):
            return [self.state(entry) for entry in self.entries[place]]
        return self.state(self.entries[place])

    @property
    def nbytes(self) -> int:
        return self.held

    def up_to(self, step: float) -> int:
        """How many stand at a step or before it; these are the first."""
        return bisect_right(self.entries, step, key=at)

    def add(self, state: State) -> None:
        """Hold a state in its place; of two at one step the first stays."""
        place = self.up_to(state.step)
        if not place or self.entries[place - 1].step < state.step:
            self.entries.insert(place, self.entry(state))

    def entry(self, state: State) -> Any:
        """What is held of a state."""
        self.held += weight([state])
        return state

    def state(self, entry: Any) -> State:
        """The state that was held so."""
        return entry


class Row(NamedTuple):
    """Where a network's state stands: its first number, and the shapes of theta, memory and buffers."""

    step: int
    start: int
    shapes: tuple[tuple[int, ...], ...]


class Rows(States):
    """States of a network: their numbers stand in one array, and each is made again when it is looked at.

    Held as they are, most of a full store would be millions of small pieces, of which each that stays keeps the page
    it stands on, while others come and go.
    """

    def __init__(self, states: Iterable[trainer.State] = ()):
        self.numbers = array("d")
        super().__init__(states)

    @property
    def nbytes(self) -> int:
        return sys.getsizeof(self.numbers) + ROW * len(self.entries)

    def entry(self, state: trainer.State) -> Row:
        """Write a state's numbers behind all others."""
        start, arrays = len(self.numbers), (state.theta, state.memory, state.buffers)
        shapes = tuple(each.shape for each in arrays)
        if self.entries and self.entries[-1].shapes == shapes:
            shapes = self.entries[-1].shapes  # one object for all
        self.numbers.frombytes(b"".join(each.tobytes() for each in arrays))
        return Row(state.step, start, shapes)

    def state(self, entry: Row) -> trainer.State:
        """Read a state's numbers."""
        arrays, start = [], entry.start
        for shape in entry.shapes:
            stop = start + prod(shape)
            arrays.append(np.array(self.numbers[start:stop]).reshape(shape))
            start = stop
        return trainer.State(entry.step, *arrays)


def at(entry: Any) -> float:
    """Where a state stands."""
    return entry.step


def weight(states: Sequence[State]) -> int:
    """Bytes of some states as they are."""
    return sum(state.nbytes + OBJECTS for state in states)
