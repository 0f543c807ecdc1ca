"""The operations of one pass, in the order in which they are made, each with its formula in the notes' letters."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np

from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.passage import Passage

FORWARD, BACKWARD, UPDATE = "forward", "backward", "update"


@dataclass(frozen=True)
class Factor:
    """A matrix as it stands in a formula; ``turned``: transposed. ``cached``: it was kept on the way forward."""

    name: Name
    turned: bool = False
    cached: bool = False

    def of(self, found: dict[Name, np.ndarray]) -> np.ndarray:
        """Its numbers."""
        return found[self.name].T if self.turned else found[self.name]


@dataclass(frozen=True)
class Operation:
    """What is made, from what, and how: factors, and the signs and letters between them, from left to right."""

    way: str
    makes: tuple[Name, ...]
    terms: tuple[Factor | str, ...]  # on the right-hand side

    @property
    def label(self) -> str:
        """The matrix that is made, as it is written: dW[2]."""
        letter, layer = self.makes[0]
        return written(self.makes[0]) if letter[-1] != "+" else f"update {layer}"

    @property
    def reads(self) -> tuple[Name, ...]:
        """The matrices that it needs."""
        return tuple(each.name for each in self.terms if isinstance(each, Factor))

    @property
    def layer(self) -> int:
        """The layer at which it happens: that of what is made; for dA, of what it comes from."""
        letter, layer = self.makes[0]
        return layer + 1 if letter == "dA" else layer


def written(name: Name) -> str:
    """A name in one line, as in code; X, Y, losses and the cost belong to no layer."""
    letter, layer = name
    return ("X" if letter == "A" else letter) if layer == 0 else f"{letter}[{layer}]"


def operations(passage: Passage) -> tuple[Operation, ...]:
    """All of them: forward to the loss, back to the first layer, and the update."""
    last = passage.depth
    there = chain.from_iterable(forward(layer) for layer in range(1, last + 1))
    said, right = Factor(Name("A", last)), Factor(Name("Y", 0))
    loss = Operation(FORWARD, (Name("ℒ", 0), Name("J", 0)), ("ℒ(", said, ",", right, ")"))
    back = chain.from_iterable(backward(passage, layer) for layer in range(last, 0, -1))
    return (*there, loss, *back, *(update(layer) for layer in range(1, last + 1)))


def forward(layer: int) -> tuple[Operation, ...]:
    """Z[l] = W[l] A[l-1] + b[l] and A[l] = g(Z[l])."""
    z, a, w, b = (Name(letter, layer) for letter in "ZAWb")
    return (
        Operation(FORWARD, (z,), (Factor(w), Factor(Name("A", layer - 1)), "+", Factor(b))),
        Operation(FORWARD, (a,), ("g(", Factor(z), ")")),
    )


def backward(passage: Passage, layer: int) -> tuple[Operation, ...]:
    """dZ[l], then what follows from it: dW[l], db[l] and, but for the first layer, dA[l-1]."""
    dz, below = Name("dZ", layer), Name("A", layer - 1)
    mean, total = (("1/m",), ("1/m Σ",)) if passage.examples > 1 else ((), ())
    made = [
        Operation(BACKWARD, (dz,), last_slope(passage) if layer == passage.depth else slope(layer)),
        Operation(BACKWARD, (Name("dW", layer),), (*mean, Factor(dz), Factor(below, turned=True, cached=True))),
        Operation(BACKWARD, (Name("db", layer),), (*total, Factor(dz))),
    ]
    if layer > 1:
        weights = Factor(Name("W", layer), turned=True, cached=True)
        made.append(Operation(BACKWARD, (Name("dA", layer - 1),), (weights, Factor(dz))))
    return tuple(made)


def slope(layer: int) -> tuple[Factor | str, ...]:
    """dA[l] ∗ g'(Z[l]), number by number."""
    return Factor(Name("dA", layer)), "∗", Factor(Name("gʹ", layer), cached=True)


def last_slope(passage: Passage) -> tuple[Factor | str, ...]:
    """A − Y; where the loss does not undo the slope of the last function, (A − Y) ∗ g'(Z)."""
    a, y = Factor(Name("A", passage.depth), cached=True), Factor(Name("Y", 0))
    if passage.loss == "cross_entropy" or passage.task == "regression":
        return a, "−", y
    return "(", a, "−", y, ")", "∗", Factor(Name("gʹ", passage.depth), cached=True)


def update(layer: int) -> Operation:
    """W[l] := W[l] − α dW[l]; b[l] likewise, in the same step."""
    made = Name("W+", layer), Name("b+", layer)
    return Operation(UPDATE, made, (Factor(Name("W", layer)), "−", "α", Factor(Name("dW", layer))))
