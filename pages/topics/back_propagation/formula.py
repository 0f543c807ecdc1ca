"""The operation as a formula: with letters, and with the numbers of all examples; below each matrix its shape."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.networks.activations import ACTIVATIONS
from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.operations import FORWARD, Factor, Operation
from engine.studies.back_propagation.passage import TASKS, Passage
from engine.studies.back_propagation.walk import Moment
from pages.topics.back_propagation.sentences import sentence
from pages.topics.back_propagation.written import parts, shape_of, short

OF_EXAMPLES = ("A", "Z", "dZ", "dA", "gʹ", "Y", "ℒ")  # matrices with a column for each example


def spec(passage: Passage) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "formula",
        "title": "The operation, in letters and in numbers",
        "caption": "Below each matrix its shape, rows and columns; dashed: kept on the way forward",
        "weight": 1.35,
        "every": 1,
    }


def patch(moment: Moment) -> dict[str, Any]:
    """The formula of the operation that has just been made; at the start, what is given."""
    operation = moment.operation
    shown = given(moment) if operation is None else made(moment, operation)
    return {"parts": shown, "words": sentence(moment), "way": operation.way if operation else FORWARD}


def given(moment: Moment) -> list[dict[str, Any]]:
    """X and Y."""
    return [matrix(moment, Factor(Name(letter, 0)), "") for letter in "AY"]


def made(moment: Moment, operation: Operation) -> list[dict[str, Any]]:
    """What is made, the sign, and from what."""
    equals = ":=" if operation.makes[0].letter.endswith("+") else "="
    right = [
        matrix(moment, each, "c" if each.cached else "") if isinstance(each, Factor) else sign(moment, operation, each)
        for each in operation.terms
    ]
    return [matrix(moment, Factor(operation.makes[0]), "m"), {"sign": [equals, equals]}, *right]


def matrix(moment: Moment, factor: Factor, look: str) -> dict[str, Any]:
    """A matrix with its numbers, its shape, and the column of the example that the drawing shows."""
    numbers = factor.of(moment.found)
    several = moment.passage.examples > 1 and factor.name.letter in OF_EXAMPLES and not factor.turned
    rows = [[short(each) for each in row] for row in np.atleast_2d(numbers)]
    tail = "T" if factor.turned else ""
    name = {"letter": f"g′(Z[{factor.name.layer}])", "up": ""} if factor.name.letter == "gʹ" else parts(factor.name)
    return {
        **name,
        "tail": tail,
        "rows": rows,
        "shape": shape_of(numbers.shape),
        "look": look,
        "column": moment.passage.shown - 1 if several else -1,
    }


def sign(moment: Moment, operation: Operation, letters: str) -> dict[str, Any]:
    """A sign or a letter that is no matrix, and what it stands for here."""
    passage = moment.passage
    numbers = {"α": f"{passage.rate:g}", "1/m": f"1/{passage.examples}", "1/m Σ": f"1/{passage.examples} Σ"}
    if letters == "g(":
        return {"sign": [letters, f"{function(passage, operation.layer)}("]}
    return {"sign": [letters, numbers.get(letters, letters)]}


def function(passage: Passage, layer: int) -> str:
    """The name of a layer's g; the last one's goes with the task."""
    if layer > len(passage.layers):
        return TASKS[passage.task].label
    return ACTIVATIONS[passage.layers[layer - 1].activation].label
