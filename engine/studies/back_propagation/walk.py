"""The passage as moments: the k-th is what is known after k operations."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from engine.studies.back_propagation.numbers import Name, numbers
from engine.studies.back_propagation.operations import Operation, operations
from engine.studies.back_propagation.passage import Passage

Array = np.ndarray


@dataclass(frozen=True)
class Moment:
    """What is known after ``step`` operations; ``found`` holds all matrices, and is shared by all moments."""

    passage: Passage
    found: dict[Name, Array]
    made: tuple[Operation, ...]  # all operations, of which ``step`` have been made
    step: int

    nbytes: ClassVar[int] = 200

    @property
    def operation(self) -> Operation | None:
        """The one that has just been made; None at the start."""
        return self.made[self.step - 1] if self.step else None

    @property
    def known(self) -> frozenset[Name]:
        """All matrices that there are by now: what was given, and what has been made."""
        given = {Name("A", 0), Name("Y", 0)}
        given |= {Name(letter, layer) for letter in "Wb" for layer in range(1, self.passage.depth + 1)}
        return frozenset(given.union(*(each.makes for each in self.made[: self.step])))

    @property
    def facts(self) -> dict[str, Any]:
        """The cost, and how large the gradient of each layer's weights is."""
        known = self.known
        updated = all(Name("W+", layer) in known for layer in range(1, self.passage.depth + 1))
        costs = [self.found[Name("J", 0)].item()] if Name("J", 0) in known else []
        costs += [self.found[Name("J+", 0)].item()] if updated else []
        sizes = [size(self.found, known, layer) for layer in range(1, self.passage.depth + 1)]
        cost = " → ".join(f"{each:.3f}" for each in costs) or None
        return {"epoch": self.step, "numbers": {"J": cost, "rms of dW, layer by layer": " ".join(sizes)}}


def size(found: dict[Name, Array], known: frozenset[Name], layer: int) -> str:
    """The root mean square of a dW, once it is known."""
    name = Name("dW", layer)
    return f"{np.sqrt(np.mean(found[name] ** 2)):.3g}" if name in known else "·"


def walk(passage: Passage) -> Generator[Moment, None, str]:
    """The moments, from what is given to the end of the update.

    Returns: a sentence on what the update has brought.
    """
    found, made = numbers(passage.experiment, passage.samples, passage.theta), operations(passage)
    for step in range(len(made) + 1):
        yield Moment(passage, found, made, step)
    before, after = (found[Name(letter, 0)].item() for letter in ("J", "J+"))
    word = "fell" if after < before else "rose" if after > before else "stayed"
    return f"one update, and the cost {word}: J was {before:.4g} and is {after:.4g}"


def steps(passage: Passage) -> list[str]:
    """What each moment is called: the matrix that has just been made."""
    return ["given", *(each.label for each in operations(passage))]


def first_of(passage: Passage, way: str) -> int:
    """The moment of the first operation of one way."""
    return 1 + next(index for index, each in enumerate(operations(passage)) if each.way == way)
