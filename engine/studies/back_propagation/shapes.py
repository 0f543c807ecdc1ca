"""The shapes of all matrices, and what somebody may take them for."""

from __future__ import annotations

from engine.studies.back_propagation.numbers import Name
from engine.studies.back_propagation.passage import Passage

Shape = tuple[int, int]
ASKED = ("W", "b", "Z", "A", "dZ", "dW", "db", "dA")


def shape(passage: Passage, name: Name) -> Shape:
    """Rows and columns: W and dW (n[l], n[l-1]); b and db (n[l], 1); Z, A, dZ and dA (n[l], m) (notes 1.4)."""
    sizes, letter = passage.sizes, name.letter.removeprefix("d")
    columns = {"W": sizes[name.layer - 1], "b": 1}.get(letter, passage.examples)
    return sizes[name.layer], columns


def asked(passage: Passage) -> list[Name]:
    """Every matrix whose shape may be asked for, the way forward first; the last layer has no dA."""
    layers = range(1, passage.depth + 1)
    there = [Name(letter, layer) for layer in layers for letter in ASKED[:4]]
    back = [Name(letter, layer) for layer in reversed(layers) for letter in ASKED[4:]]
    return [*there, *(name for name in back if name != Name("dA", passage.depth))]


def mistakes(passage: Passage, name: Name) -> list[Shape]:
    """The right shape and others that come of a slip: turned over, the layer below, one example, b counted in."""
    here, below, m = passage.sizes[name.layer], passage.sizes[name.layer - 1], passage.examples
    right = shape(passage, name)
    slips = [right[::-1], (here, below), (below, here), (here, m), (below, m), (here, 1), (m, here), (1, here),
             (here, below + 1), (here + 1, below), (here + 1, below + 1)]  # fmt: skip
    others = [each for each in dict.fromkeys(slips) if each != right][:3]
    return sorted([right, *others])
