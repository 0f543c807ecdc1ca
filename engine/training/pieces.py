"""Work in pieces: it gives way after each, saying how much is done, from 0 to 1, and returns what came of it.

Whoever runs it may look at the clock in between, show how far it has come, or give it up. No clock is read here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Generator, Sequence
from functools import wraps
from typing import Any

from engine.training.cost import in_a_breath, usual_step
from engine.training.trainer import State, Trainer

Work = Generator[float, None, Any]


def outcome(pieces: Generator) -> Any:
    """What came of some work, all pieces of it done at once."""
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            return end.value


def part(work: Work, first: float, last: float) -> Work:
    """Some work as a part of more, of which the share ``first`` is done before it and ``last`` after it."""
    while True:
        try:
            done = next(work)
        except StopIteration as end:
            return end.value
        yield first + (last - first) * done


def one_by_one(works: Sequence[Work]) -> Work:
    """Several works, one after the other, each taken for as large as the next; a list of what came of them."""
    found, count = [], len(works)
    for index, work in enumerate(works):
        found.append((yield from part(work, index / count, (index + 1) / count)))
        yield (index + 1) / count
    return found


def counted(pieces: Generator, count: int) -> Work:
    """Work in pieces that do not say how much is done; there are about so many."""
    done = 0
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            return end.value
        done += 1
        yield min(done / count, 1.0)


def at_once(function: Callable[..., Any]) -> Callable[..., Work]:
    """A function that is done in a blink, as work of one piece."""

    @wraps(function)
    def work(*args: Any) -> Work:
        yield 0.0
        return function(*args)

    return work


def kept(most: int) -> Callable[[Callable[..., Work]], Callable[..., Work]]:
    """Keep what came of the latest works, by what they were about; two that ask at the same time both work."""

    def keep(function: Callable[..., Work]) -> Callable[..., Work]:
        known: OrderedDict[tuple, Any] = OrderedDict()

        @wraps(function)
        def work(*args: Any) -> Work:
            if args not in known:
                found = yield from function(*args)
                known[args] = found
                while len(known) > most:
                    known.popitem(last=False)
                return found
            return known[args]

        work.forget = known.clear
        return work

    return keep


def advancing(trainer: Trainer, state: State, steps: int) -> Work:
    """The state ``steps`` steps later, as ``trainer.advance`` has it, in strides of about a breath."""
    every = in_a_breath(usual_step(trainer.each[0], len(trainer.each)))
    for done in range(0, steps, every):
        state = trainer.advance(state, min(every, steps - done))
        yield min(done + every, steps) / steps
    return state
