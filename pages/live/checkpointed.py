"""The recording of what is trained step by step: states are held here and there, and what lies between is made anew."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol

from pages.live.recording import MOST_BYTES, Moment
from pages.live.states import OBJECTS, State, States, at, weight

SECONDS_AT_ONCE = 0.02  # between two looks at the clock
MOST_STATES, MOST_RECENT = 400, 4


class Process(Protocol):
    """What is trained step by step; a state is never changed, ``onward`` gives another."""

    last: int  # the step at which it ends at the latest
    end_reason: str  # the sentence with which it ends there
    nbytes: int  # held for work and for looking, apart from states
    shelf: type[States]  # how its states are held

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
        self.states = process.shelf(known or [process.start()])
        self.recents: list[State] = []  # where work was left lately, also between two whole steps
        self.end: tuple[int, str] | None = None
        self.pieces = 1  # of work between two looks at the clock; soon more, where they are small

    @property
    def nbytes(self) -> int:
        return self.held + self.process.nbytes

    @property
    def held(self) -> int:
        """Bytes of the states."""
        return self.states.nbytes + weight(self.recents)

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
        held = self.states[self.states.up_to(step) - 1]
        return max([held, *(each for each in self.recents if each.step <= step)], key=at)

    def keep(self, state: State) -> None:
        """Hold the state of a whole step; when there are many, every second one goes, but the first and the last."""
        if state.step != int(state.step):
            return
        self.states.add(state)
        if len(self.states) > MOST_STATES or self.held > MOST_BYTES:
            self.states = self.process.shelf([*self.states[:-1:2], self.states[-1]])

    def rest(self) -> None:
        """Keep the states alone, and what is half done."""
        self.process.rest()
        self.recents = [state for state in self.recents if state.step != int(state.step)]

    def until(self, step: int) -> list[State]:
        """The states held up to a step: another process that is the same until then may begin with them."""
        states = self.states  # another thread may be adding to them: then those that were counted are still the first
        return states[: states.up_to(step)]


def held_at_most(state: float) -> float:
    """The most bytes that states of so many bytes take: those that are held, one too many, and two at hand."""
    state += OBJECTS
    return min(MOST_STATES * state, MOST_BYTES) + 3 * state
