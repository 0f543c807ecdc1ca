"""What a field may hold: each kind checks a value, and holds the help and bounds that its widget shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from engine.values.labels import label


class Refused(ValueError):
    """A value that cannot be used: one sentence that names the field, the value and what is allowed."""

    def __init__(self, name: str, sentence: str):
        super().__init__(f"{name}: {sentence}")
        self.field, self.sentence = name, sentence

    @property
    def said(self) -> str:
        """The same to somebody who knows widgets, not classes: ``Inputs: choose at least one``."""
        return f"{label(self.field)}: {self.sentence}"


@dataclass(frozen=True)
class Number:
    """A float or an int between two finite bounds, both included; ``hot`` ones may change while a run goes on."""

    low: float
    high: float
    step: float
    scale: str  # "linear", "log" (a slider runs over the exponent) or "1-log" (over the exponent of 1 - value)
    whole: bool
    symbol: str
    help: str
    hot: bool
    unit: str = ""  # of what the number counts or measures, where its label does not say so

    def check(self, name: str, value: Any) -> None:
        if isinstance(value, np.ndarray):  # a stack of replicas holds one value for each
            for each in value.flat:
                self.check(name, each.item())
            return
        kind = "a whole number" if self.whole else "a number"
        right_type = isinstance(value, int if self.whole else (int, float)) and not isinstance(value, bool)
        if not right_type or not self.low <= value <= self.high:  # NaN compares as false
            raise Refused(name, f"{brief(value)} is not {kind} between {self.low:g} and {self.high:g}")


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    help: str
    hot: bool = False

    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, bool):
            raise Refused(name, f"{brief(value)} is not true or false")


@dataclass(frozen=True)
class Choice:
    """The name of one entry of a registry."""

    registry: Mapping[str, Any]
    help: str
    hot: bool = False

    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, str) or value not in self.registry:
            raise Refused(name, f"{brief(value)} is unknown; allowed are {', '.join(self.registry)}")


@dataclass(frozen=True)
class Choices:
    """Names of distinct entries of a registry, in any order, at least ``least`` of them."""

    registry: Mapping[str, Any]
    least: int
    help: str
    hot: bool = False

    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, tuple) or len(set(map(str, value))) != len(value):
            raise Refused(name, f"{brief(value)} is not a list of different names")
        if len(value) < self.least:
            raise Refused(name, f"choose at least {count(self.least)}")
        for each in value:
            Choice(self.registry, self.help).check(name, each)


@dataclass(frozen=True)
class OneOf:
    """A value of one of the types in a registry: alternatives with parameters of their own."""

    registry: Mapping[str, type]
    help: str
    hot: bool = False

    def check(self, name: str, value: Any) -> None:
        if type(value) not in self.registry.values():
            raise Refused(name, f"{brief(value)} is unknown; allowed are {', '.join(self.registry)}")

    def key(self, value: Any) -> str:
        """Name under which the type of ``value`` is registered."""
        return next(key for key, kind in self.registry.items() if kind is type(value))


@dataclass(frozen=True)
class Nested:
    """A dataclass of fields."""

    kind: type
    help: str = ""
    hot: bool = False

    def check(self, name: str, value: Any) -> None:
        if type(value) is not self.kind:
            raise Refused(name, f"{brief(value)} is not what belongs here")


@dataclass(frozen=True)
class Several:
    """A tuple of values of one dataclass, between ``least`` and ``most`` of them."""

    kind: type
    least: int
    most: int
    help: str
    hot: bool = False

    def check(self, name: str, value: Any) -> None:
        if not isinstance(value, tuple):
            raise Refused(name, f"{brief(value)} is not a list")
        if not self.least <= len(value) <= self.most:
            raise Refused(name, f"{len(value)} are not between {self.least} and {self.most}")
        for each in value:
            Nested(self.kind).check(name, each)


@dataclass(frozen=True)
class Rows:
    """A table of numbers, between ``least`` and ``most`` rows."""

    columns: tuple[Number, ...]
    least: int
    most: int
    help: str
    hot: bool = False

    def check(self, name: str, value: Any) -> None:
        rows = isinstance(value, tuple) and all(isinstance(row, tuple) for row in value)
        if not rows or any(len(row) != len(self.columns) for row in value):
            raise Refused(name, f"{brief(value)} is not a table of {len(self.columns)} columns")
        if not self.least <= len(value) <= self.most:
            raise Refused(name, f"{len(value):,} are not between {self.least} and {self.most:,}")
        for row in value:
            for column, each in zip(self.columns, row, strict=True):
                column.check(name, each)


class Growing(Rows):
    """A table whose first column grows from row to row."""

    def check(self, name: str, value: Any) -> None:
        super().check(name, value)
        if any(later[0] <= earlier[0] for earlier, later in pairwise(value)):
            raise Refused(name, f"{brief(value)} does not grow in its first column")


def count(number: int) -> str:
    """A small number in words."""
    return "one" if number == 1 else str(number)


def brief(value: Any) -> str:
    """A value as a sentence may quote it: never longer than 40 characters."""
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
