"""The passage as blocks: forward above, back below, and between them what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.operations import BACKWARD, FORWARD, written
from engine.studies.back_propagation.passage import Passage
from engine.studies.back_propagation.walk import Moment
from pages.plots.style import SOFT
from pages.topics.back_propagation.circuit import MADE, MISSING, READ, THERE, focus, look, touched

WIDE, HIGH, PITCH, EDGE = 72, 42, 94, 6
ABOVE, BELOW = 8, 112


@dataclass(frozen=True)
class Block:
    """What is made at one layer on one way: its column, its top, and one or two lines of names."""

    column: int
    top: float
    lines: tuple[tuple[Name, ...], ...]

    @property
    def left(self) -> float:
        return EDGE + PITCH * self.column


@dataclass(frozen=True)
class Arrow:
    """Matrices that run from one block to another; ``kept``: on the way forward, for the way back."""

    names: tuple[Name, ...]
    path: tuple[tuple[float, float], ...]
    kept: bool = False
    at: tuple[float, float] | None = None  # of its word


def blocks(last: int) -> list[Block]:
    """Forward: X, each layer, the loss; back: each layer."""
    there = [Block(layer, ABOVE, lines(layer, ("Z",), ("A",))) for layer in range(1, last + 1)]
    back = [Block(layer, BELOW, lines(layer, ("dZ",), ("dW", "db"))) for layer in range(1, last + 1)]
    return [Block(0, ABOVE, lines(0, ("A",))), *there, Block(last + 1, ABOVE, lines(0, ("ℒ",), ("J",))), *back]


def lines(layer: int, *letters: tuple[str, ...]) -> tuple[tuple[Name, ...], ...]:
    """Lines of names that belong to one layer."""
    return tuple(tuple(Name(letter, layer) for letter in line) for line in letters)


def arrows(last: int) -> Iterator[Arrow]:
    """What is handed on, and what is kept."""
    high, low = ABOVE + HIGH / 2, BELOW + HIGH / 2
    edge = [EDGE + PITCH * column for column in range(last + 2)]
    for layer in range(1, last + 2):
        yield Arrow((Name("A", layer - 1),), ((edge[layer - 1] + WIDE, high), (edge[layer], high)))
    turn = edge[last + 1] + WIDE / 2
    yield Arrow((Name("dZ", last),), ((turn, ABOVE + HIGH), (turn, low), (edge[last] + WIDE, low)))
    for layer in range(1, last + 1):
        middle, below = edge[layer] + WIDE * 0.62, edge[layer - 1] + WIDE
        kept = (Name("A" if layer == last else "Z", layer), *((Name("W", layer),) if layer > 1 else ()))
        yield Arrow(kept, ((middle, ABOVE + HIGH), (middle, BELOW)), True, (middle + 5, (ABOVE + HIGH + BELOW) / 2))
        path = (below - 12, ABOVE + HIGH), (edge[layer] + 14, BELOW)
        yield Arrow((Name("A", layer - 1),), path, True)
        if layer > 1:
            yield Arrow((Name("dA", layer - 1),), ((edge[layer], low), (below, low)))


def spec(passage: Passage) -> dict[str, Any]:
    """The view as the player takes it."""
    last = passage.depth
    places = [
        {"at": at, "align": align, "tone": "over name" if align == "left" else ""}
        for _, at, align in (*block_words(last), *arrow_words(last))
    ]
    return {
        "painter": "circuit",
        "title": "What is kept for the way back",
        "caption": "Dashed: the cache. Straight down go Z and W, across A",
        "size": [EDGE * 2 + PITCH * (last + 1) + WIDE, BELOW + HIGH + EDGE],
        "boxes": [{"at": [each.left, each.top, WIDE, HIGH]} for each in blocks(last)],
        "wires": [wire(each) for each in arrows(last)],
        "places": places,
        "tips": [],
        "every": 1,
    }


def wire(arrow: Arrow) -> dict[str, Any]:
    """An arrow; dashed if it is of the cache."""
    return {"path": arrow.path, "arrow": True, "color": SOFT, "dash": "4 3" if arrow.kept else ""}


def block_words(last: int) -> Iterator[tuple[tuple[Name, ...], tuple[float, float], str]]:
    """What stands in the blocks: names, place, and how they are set."""
    for each in blocks(last):
        for number, names in enumerate(each.lines):
            height = HIGH / 2 if len(each.lines) == 1 else 13 + 16 * number
            yield names, (each.left + WIDE / 2, each.top + height), "middle"


def arrow_words(last: int) -> Iterator[tuple[tuple[Name, ...], tuple[float, float], str]]:
    """What stands beside the arrows of the cache."""
    return ((each.names, each.at, "left") for each in arrows(last) if each.at)


def patch(moment: Moment) -> dict[str, Any]:
    """Which blocks and arrows are lit by the operation that has just been made."""
    last, known, operation = moment.passage.depth, moment.known, moment.operation
    made, read = touched(operation)
    words = [names for names, *_ in (*block_words(last), *arrow_words(last))]
    column = min(focus(moment), last + 1)
    return {
        "words": [", ".join(map(written, names)) for names in words],
        "places": [strongest(names, made, read, known) for names in words],
        "boxes": [MADE if made & {name for line in each.lines for name in line} else THERE for each in blocks(last)],
        "wires": [lit(each, moment, made, read) for each in arrows(last)],
        "way": operation.way if operation else FORWARD,
        "focus": [EDGE + PITCH * (column - 1), EDGE + PITCH * column + WIDE],
    }


def strongest(names: tuple[Name, ...], made: set[Name], read: set[Name], known: frozenset[Name]) -> str:
    """How a line of names looks: as the one of them that is most in use."""
    return min((look(name, made, read, known) for name in names), key=(MADE, READ, THERE, MISSING).index)


def lit(arrow: Arrow, moment: Moment, made: set[Name], read: set[Name]) -> str:
    """How an arrow looks: gradients light it when made or handed down, the cache when read on the way back."""
    names, back = set(arrow.names), moment.operation is not None and moment.operation.way == BACKWARD
    if arrow.names[0].letter == "dZ":
        used = names & made
    elif arrow.names[0].letter == "dA":
        used = names & (made | read)
    else:
        used = names & read if arrow.kept == back else set()
    return READ if used else THERE if arrow.names[0] in moment.known else MISSING
