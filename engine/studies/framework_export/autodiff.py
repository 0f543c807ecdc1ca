"""Automatic differentiation of scalars, backwards, in forty lines (notes 2.3.4).

Each operation makes a node that knows its parents and the slope towards each; going back through all nodes, last first,
a node hands its gradient times that slope to every parent. That is all that a framework's graph does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any


class Value:
    """A number, the operation that made it, and after ``backward`` the slope of the last node by this one."""

    def __init__(self, number: float, word: str = "", parents: tuple[tuple[Value, float], ...] = ()):
        self.number, self.word, self.parents, self.gradient = float(number), word, parents, 0.0

    def __add__(self, other: Any) -> Value:
        other = lift(other)
        return Value(self.number + other.number, "+", ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: Any) -> Value:
        other = lift(other)
        return Value(self.number * other.number, "×", ((self, other.number), (other, self.number)))

    def __pow__(self, power: int) -> Value:
        return Value(self.number**power, f"^{power}", ((self, power * self.number ** (power - 1)),))

    def __sub__(self, other: Any) -> Value:
        return self + lift(other) * -1.0

    __radd__, __rmul__ = __add__, __mul__

    def tanh(self) -> Value:
        a = math.tanh(self.number)
        return Value(a, "tanh", ((self, 1 - a * a),))

    def softplus(self) -> Value:
        """log(1 + eᶻ), of which cross-entropy is made."""
        z = self.number
        slope = 1 / (1 + math.exp(-z)) if z > 0 else math.exp(z) / (1 + math.exp(z))
        return Value(max(z, 0.0) + math.log1p(math.exp(-abs(z))), "softplus", ((self, slope),))

    def backward(self) -> None:
        """Fill the gradient of every node that this one is made of."""
        nodes = list(ordered(self))
        for node in nodes:
            node.gradient = 0.0
        self.gradient = 1.0
        for node in reversed(nodes):
            for parent, slope in node.parents:
                parent.gradient += slope * node.gradient


def lift(number: Any) -> Value:
    """A number as a node of its own."""
    return number if isinstance(number, Value) else Value(number)


def ordered(last: Value) -> Iterator[Value]:
    """Every node once, each after those it is made of; without recursion, for a graph may be deep."""
    seen: set[int] = set()
    stack: list[tuple[Value, bool]] = [(last, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            stack += [(node, True), *((parent, False) for parent, _ in reversed(node.parents))]


def cost(w: Value) -> Value:
    """J = w² − 10w + 25, of the notes' code; their text has + 10w, whose minimum is not at 5."""
    return w**2 + w * -10.0 + 25.0
