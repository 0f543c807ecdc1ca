"""The recording of what is trained step by step: states are held here and there, and what lies between is made anew."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, Protocol

from pages.live.recording import MOST_BYTES, Moment

SECONDS_AT_ONCE = 0.02  # between two looks at the clock
MOST_STATES, MOST_RECENT = 400, 4
OBJECTS = 600  # bytes of a state beside its numbers: Python's objects, nearly as much as a small network


class State(Protocol):
    """Everything that is needed to go on, and to be looked at; strictly between two steps where one is half done."""

    step: float
    nbytes: int


class Process(Protocol):
    """What is trained step by step; a state is never changed, ``onward`` gives another."""

    last: int  # the step at which it ends at the latest
    end_reason: str  # the sentence with which it ends there
    nbytes: int  # held for work and for looking, apart from states

    def start(self) -> State:
        """The state before the first step."""

    def onward(self, state: State, goal: int, pieces: int) -> tuple[State, str | None]:
        """At most so many small pieces of work on, never beyond ``goal``; a reason where the run ends there."""

    def moment(self, state: State) -> Moment:
        """A state, as views look at it."""

    def rest(self) -> None:
        """Let go of what is held for work and for looking; it is made again when it is wanted."""


class Checkpointed:
    """States of a process at rising steps; any other is computed again from the one before it, to the bit."""

    def __init__(self, process: Process, known: Sequence[State] = ()):
        self.process = process
        self.states = list(known) or [process.start()]
        self.weight = weight(self.states)  # kept, for there are many: it is asked for with every frame
        self.recents = [self.states[-1]]  # where work was left lately, also between two whole steps
        self.end: tuple[int, str] | None = None
        self.pieces = 1  # of work between two looks at the clock; soon more, where they are small

    @property
    def nbytes(self) -> int:
        return self.held + self.process.nbytes

    @property
    def held(self) -> int:
        """Bytes of the states."""
        return self.weight + weight(self.recents)

    def advance(self, step: int, deadline: float) -> int:
        """Compute up to ``step``, to the end or until the deadline; the step reached."""
        goal = min(step, self.process.last)
        began = state = self.before(goal)
        while state.step < goal and not (self.end and state.step >= self.end[0]):
            state = self.chunk(state, goal)
            if time.monotonic() > deadline:
                break
        self.recents = [*(each for each in self.recents if each is not began), state][-MOST_RECENT:]
        self.keep(state)
        if state.step >= self.process.last and self.end is None:
            self.end = self.process.last, self.process.end_reason
        return int(state.step)

    def chunk(self, state: State, goal: int) -> State:
        """About as much work as fits between two looks at the clock."""
        began = time.monotonic()
        state, reason = self.process.onward(state, goal, self.pieces)
        if reason:
            self.end = int(state.step), reason
        share = SECONDS_AT_ONCE / max(time.monotonic() - began, 1e-4)
        self.pieces = max(1, min(round(self.pieces * share), 2 * self.pieces, 10_000))
        return state

    def moment(self, step: int) -> Moment:
        """The moment at a step that the last call of ``advance`` has reached."""
        return self.process.moment(self.before(step))

    def before(self, step: int) -> State:
        """The last state at hand at or before a step."""
        held = self.states[bisect_right(self.states, step, key=at) - 1]
        return max([held, *(each for each in self.recents if each.step <= step)], key=at)

    def keep(self, state: State) -> None:
        """Hold the state of a whole step; when there are many, every second one goes, but the first and the last."""
        place = bisect_left(self.states, state.step, key=at)
        if state.step != int(state.step) or (place < len(self.states) and self.states[place].step == state.step):
            return
        self.states.insert(place, state)
        self.weight += weight([state])
        if len(self.states) > MOST_STATES or self.held > MOST_BYTES:
            self.states = [*self.states[:-1:2], self.states[-1]]
            self.weight = weight(self.states)

    def rest(self) -> None:
        """Keep the states alone."""
        self.process.rest()

    def until(self, step: int) -> list[State]:
        """The states held up to a step: another process that is the same until then may begin with them.

        Another thread may be adding states meanwhile, so a copy is looked at.
        """
        states = self.states[:]
        return states[: bisect_right(states, step, key=at)]


def held_at_most(state: float) -> float:
    """The most bytes that states of so many bytes take: those that are held, one too many, and two at hand."""
    state += OBJECTS
    return min(MOST_STATES * state, MOST_BYTES) + 3 * state


def at(state: Any) -> float:
    """Where a state stands."""
    return state.step


def weight(states: Sequence[State]) -> int:
    """Bytes of some states."""
    return sum(state.nbytes + OBJECTS for state in states)
