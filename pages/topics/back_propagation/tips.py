"""What is told of a parameter that somebody points at: its gradient, the two-sided check, the cost as it moves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from engine.networks.network import Layout, layout
from engine.studies.back_propagation.nudge import Nudges, nudges
from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.operations import written
from engine.studies.back_propagation.passage import INPUTS, Passage
from engine.studies.gradient_checking.gradient_check import EPSILON
from pages.topics.back_propagation.written import short

CURVE = "J as it moves by 2 to both sides; dashed, its slope"


@lru_cache(maxsize=64)
def places(passage: Passage) -> Layout:
    """Where the parameters lie in theta, which is the order of their tips."""
    return layout(passage.experiment.network, INPUTS, 1)


def tips(passage: Passage) -> list[dict[str, Any]]:
    """A tip for each parameter, in the order of theta."""
    found, theta = nudges(passage), passage.theta
    return [tip(found, theta, index, *named) for index, named in enumerate(names(passage))]


def names(passage: Passage) -> list[tuple[Name, str]]:
    """The matrix of each parameter, and its row and column there, counted from 1."""
    laid = places(passage)
    found: list[Any] = [None] * laid.P
    for layer in range(passage.depth):
        for letter in "Wb":
            for (row, column), index in np.ndenumerate(indices(laid, letter, layer + 1)):
                inside = f"row {row + 1}, column {column + 1}" if letter == "W" else f"row {row + 1}"
                found[index] = Name(letter, layer + 1), inside
    return found


def indices(laid: Layout, letter: str, layer: int) -> np.ndarray:
    """Where W[l] or b[l] lies in theta: as a matrix of its own shape."""
    part = laid.weights if letter == "W" else laid.bias
    return part(np.arange(laid.P), layer - 1)


def tip(found: Nudges, theta: np.ndarray, index: int, name: Name, inside: str) -> dict[str, Any]:
    """Numbers and curve of one parameter."""
    value, slope, checked = theta[index], found.gradient[index], found.difference[index]
    rows = [
        (f"{written(name)}, as it was first", short(value)),
        (f"d{written(name)}, by the chain rule", f"{slope:.8f}".replace("-", "−")),
        (f"two-sided check, ε = {EPSILON:g}", f"{checked:.8f}".replace("-", "−")),
        ("they differ by", f"{abs(slope - checked):.0e}"),
    ]
    curve = {
        "x": (value + found.offsets).round(3).tolist(),
        "y": [float(f"{each:.4g}") for each in found.costs[index]],
        "at": [round(float(value), 3), float(f"{found.cost:.4g}")],
        "slope": float(f"{slope:.4g}"),
        "caption": CURVE,
    }
    return {"title": f"{written(name)}, {inside}", "rows": rows, "curve": curve}
