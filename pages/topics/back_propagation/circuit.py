"""The network with every number in its place: what is known by now, and what has just been made, from what."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.operations import FORWARD, Operation
from engine.studies.back_propagation.passage import Passage
from engine.studies.back_propagation.walk import Moment
from pages.plots.style import INK, NEGATIVE, POSITIVE, SOFT
from pages.topics.back_propagation.places import Place, Wire, plan
from pages.topics.back_propagation.tips import indices, places, tips
from pages.topics.back_propagation.written import EMPTY, short

BACK = "#c2255c"
MADE, READ, THERE, MISSING = "m", "r", ".", "-"  # as the painter knows them


def spec(passage: Passage) -> dict[str, Any]:
    """The view as the player takes it."""
    drawn, theta = plan(passage), passage.theta
    of = f", example {passage.shown} of {passage.examples}" if passage.examples > 1 else ""
    return {
        "painter": "circuit",
        "title": f"The network, {'-'.join(map(str, passage.sizes))}{of}",
        "legend": [
            {"label": "forward", "color": INK},
            {"label": "gradient", "color": BACK},
            {"label": "weight > 0", "color": POSITIVE},
            {"label": "< 0", "color": NEGATIVE},
            {"label": "point at a weight for its check and its curve", "color": SOFT, "symbol": "ring"},
        ],
        "size": drawn.size,
        "boxes": [{"at": box.at} | tip(passage, "b", box.column, box.row, 0) for box in drawn.boxes],
        "wires": [wire(passage, theta, each) for each in drawn.wires],
        "places": [place(passage, each) for each in drawn.places],
        "tips": tips(passage),
        "tall": True,
        "every": 1,
    }


def tip(passage: Passage, letter: str, layer: int, row: int, column: int) -> dict[str, int]:
    """The tip of a parameter; nothing for inputs and the loss, which have none."""
    if not 1 <= layer <= passage.depth:
        return {}
    return {"tip": int(indices(places(passage), letter, layer)[row, column])}


def wire(passage: Passage, theta: np.ndarray, each: Wire) -> dict[str, Any]:
    """A line, as strong as its weight and in the colour of its sign."""
    found = tip(passage, "W", each.layer, each.row, each.below)
    if not found:
        return {"path": each.path, "arrow": True}
    weight = float(theta[found["tip"]])
    width = round(0.8 + 4 * (1 - np.exp(-abs(weight) / 2)), 2)
    return {"path": each.path, "color": NEGATIVE if weight < 0 else POSITIVE, "width": width} | found


def place(passage: Passage, each: Place) -> dict[str, Any]:
    """Where a word stands; those on a wire tell of its weight."""
    told = tip(passage, "W", each.name.layer, *each.index) if each.name and "over" in each.tone else {}
    return {"at": each.at, "align": each.align, "tone": each.tone} | told


def patch(moment: Moment) -> dict[str, Any]:
    """Words, and what is lit, after one more operation."""
    drawn, known, operation = plan(moment.passage), moment.known, moment.operation
    made, read = touched(operation)
    looks = [look(each.name, made, read, known) for each in drawn.places]
    lit = {each.box for each, seen in zip(drawn.places, looks, strict=True) if seen == MADE}
    layer = focus(moment)
    return {
        "words": [word(moment, each, known) for each in drawn.places],
        "places": looks,
        "boxes": [MADE if index in lit else THERE for index in range(len(drawn.boxes))],
        "wires": [lit_wire(moment, each, made, read) for each in drawn.wires],
        "way": operation.way if operation else FORWARD,
        "focus": [drawn.columns[layer - 1][0], drawn.columns[layer][1]],
    }


def touched(operation: Operation | None) -> tuple[set[Name], set[Name]]:
    """What an operation makes and what it reads, as it is drawn: updated parameters in their old place, g'(Z) as Z."""
    if operation is None:
        return set(), set()
    made = {Name(letter.removesuffix("+"), layer) for letter, layer in operation.makes}
    return made, {Name("Z" if letter == "gʹ" else letter, layer) for letter, layer in operation.reads}


def look(name: Name | None, made: set[Name], read: set[Name], known: frozenset[Name]) -> str:
    """How a place looks."""
    if name in made:
        return MADE
    return READ if name in read else THERE if name is None or name in known else MISSING


def word(moment: Moment, each: Place, known: frozenset[Name]) -> str:
    """What stands in a place: its number, if it is known by now; of a parameter that was updated, the new one."""
    if each.name is None:
        return each.word
    name = updated if (updated := Name(f"{each.name.letter}+", each.name.layer)) in known else each.name
    if name not in known:
        return EMPTY
    row, column = each.index
    return short(moment.found[name][row, moment.passage.shown - 1 if column is None else column])


def lit_wire(moment: Moment, each: Wire, made: set[Name], read: set[Name]) -> str:
    """How a wire looks: lit where something runs along it, or its weight is changed."""
    if each.layer > moment.passage.depth:
        lit = Name("ℒ", 0) in made or Name("dZ", moment.passage.depth) in made
        return MADE if lit else THERE
    if {Name("W", each.layer), Name("dW", each.layer)} & made:
        return MADE
    return READ if Name("W", each.layer) in read else THERE


def focus(moment: Moment) -> int:
    """The column whose wires from below should be in sight."""
    operation = moment.operation
    if operation is None:
        return 1
    return operation.layer or moment.passage.depth + 1
