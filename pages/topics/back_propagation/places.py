"""Where everything stands in the drawn network, in px: a column for each layer, a place for each number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engine.networks.activations import ACTIVATIONS
from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.passage import INPUTS, TASKS, Passage

UNIT, INPUT, LOSS = (110, 58), (66, 34), (92, 58)
TOP, APART, EDGE = 26, 74, 6
GAP, LABEL = 36, 44  # between columns, and for each number that stands side by side between them
FIRST, LAST = 0.2, 0.66  # share of a wire at which its number stands, from the first unit that it leads to to the last
ROWS, FORWARD, BACK = (14, 29, 44), 60, 103  # within a unit: heights, and right edges of value and gradient


@dataclass(frozen=True)
class Box:
    """A unit, an input or the loss: its column, its place there, and the rectangle."""

    column: int
    row: int
    at: tuple[float, float, float, float]

    @property
    def middle(self) -> float:
        return self.at[1] + self.at[3] / 2


@dataclass(frozen=True)
class Wire:
    """From one box to another; ``row`` and ``below`` are the indices of its weight in W. The last one has none."""

    layer: int
    row: int
    below: int
    path: tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Place:
    """A number: which, at what index (None: the column of the shown example); or a fixed word."""

    at: tuple[float, float]
    align: str
    tone: str
    name: Name | None = None
    index: tuple[int, int | None] = (0, None)
    word: str = ""
    box: int | None = None


@dataclass(frozen=True)
class Plan:
    """All of a drawing."""

    size: tuple[float, float]
    columns: tuple[tuple[float, float], ...]  # left and right edge of each
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    places: tuple[Place, ...]


@lru_cache(maxsize=64)
def plan(passage: Passage) -> Plan:
    """The drawing of a passage."""
    columns = edges(passage)
    high = APART * max(*passage.sizes, INPUTS)
    boxes = tuple(boxed(passage, columns, high))
    wires = tuple(wired(passage, boxes))
    places = (*heads(passage, columns), *in_units(passage, boxes), *on_wires(passage, wires))
    return Plan((columns[-1][1] + EDGE, TOP + high + EDGE), columns, boxes, wires, places)


def edges(passage: Passage) -> tuple[tuple[float, float], ...]:
    """Of the inputs, each layer, and the loss: between two columns there is room for the numbers on their wires."""
    found = [(EDGE, EDGE + INPUT[0])]
    for units in passage.sizes[1:]:
        left = found[-1][1] + GAP + LABEL * units
        found.append((left, left + UNIT[0]))
    left = found[-1][1] + GAP
    return (*found, (left, left + LOSS[0]))


def boxed(passage: Passage, columns: tuple, high: float) -> Iterator[Box]:
    """Every box, column by column, evenly from top to bottom."""
    for column, count in enumerate((*passage.sizes, 1)):
        left, right = columns[column]
        height = INPUT[1] if column == 0 else UNIT[1]
        for row in range(count):
            top = TOP + (row + 0.5) * high / count - height / 2
            yield Box(column, row, (left, round(top, 1), right - left, height))


def wired(passage: Passage, boxes: tuple[Box, ...]) -> Iterator[Wire]:
    """Every weight's wire, and the one that leads to the loss."""
    for upper in boxes:
        for lower in boxes:
            if lower.column == upper.column - 1:
                ends = (lower.at[0] + lower.at[2], lower.middle), (upper.at[0], upper.middle)
                yield Wire(upper.column, upper.row, lower.row, ends)


def heads(passage: Passage, columns: tuple) -> Iterator[Place]:
    """The name of each column, with its function."""
    functions = [ACTIVATIONS[each.activation].label for each in passage.layers] + [TASKS[passage.task].label]
    words = ["x", *(f"layer {number} · {each}" for number, each in enumerate(functions, 1)), "loss"]
    for (left, right), word in zip(columns, words, strict=True):
        yield Place(((left + right) / 2, 11), "middle", "name", word=word)


def in_units(passage: Passage, boxes: tuple[Box, ...]) -> Iterator[Place]:
    """What stands in the boxes: x; z, a, b with their gradients; y and the loss."""
    for index, box in enumerate(boxes):
        left, top = box.at[:2]
        if box.column == 0:
            yield Place((left + 8, box.middle), "left", "name", word=f"x{'₁₂'[box.row]}", box=index)
            yield Place((left + box.at[2] - 7, box.middle), "right", "", Name("A", 0), (box.row, None), box=index)
            continue
        for height, (word, name, gradient) in zip(ROWS, rows(passage, box), strict=False):
            right = left + FORWARD if box.column <= passage.depth else left + box.at[2] - 8
            yield Place((left + 8, top + height), "left", "name", word=word, box=index)
            yield Place((right, top + height), "right", "", name, at(name, box.row), box=index)
            if gradient:
                yield Place((left + BACK, top + height), "right", "back", gradient, at(gradient, box.row), box=index)


def rows(passage: Passage, box: Box) -> list[tuple[str, Name, Name | None]]:
    """What a box holds: word, value, gradient. The last layer's way back begins with dZ, so it has no dA."""
    if box.column > passage.depth:
        mean = [("J", Name("J", 0), None)] if passage.examples > 1 else []
        return [("y", Name("Y", 0), None), ("ℒ", Name("ℒ", 0), None), *mean]
    last = box.column == passage.depth
    named = [("z", "Z", "dZ"), ("ŷ" if last else "a", "A", None if last else "dA"), ("b", "b", "db")]
    return [(word, Name(each, box.column), back and Name(back, box.column)) for word, each, back in named]


def at(name: Name, row: int) -> tuple[int, int | None]:
    """The index of a unit's number: b, and the cost, have one column for all examples."""
    return row, 0 if name.letter in ("b", "db", "J") else None


def on_wires(passage: Passage, wires: tuple[Wire, ...]) -> Iterator[Place]:
    """Each weight on its wire, and its gradient below; those of different units stand side by side."""
    for wire in wires:
        if wire.layer > passage.depth:
            continue
        (x, y), (right, bottom) = wire.path
        units = passage.sizes[wire.layer]
        share = FIRST + (LAST - FIRST) * wire.row / (units - 1) if units > 1 else 0.45
        x, y = x + share * (right - x), y + share * (bottom - y)
        for letter, tone, below in (("W", "over", -6.5), ("dW", "over back", 6.5)):
            place = round(x, 1), round(y + below, 1)
            yield Place(place, "middle", tone, Name(letter, wire.layer), (wire.row, wire.below))
