"""Bounds, step, symbol and help beside each field: one source for validation, sliders, links and documentation."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from engine.values.bounds import Choice, Choices, Flag, Growing, Nested, Number, OneOf, Rows, Several

SPEC = "spec"


def number(default, low, high, *, step=0.0, scale="linear", symbol="", unit="", help="", hot=False) -> Any:
    """A field that holds a float."""
    return field(default=default, metadata={SPEC: Number(low, high, step, scale, False, symbol, help, hot, unit)})


def whole(default, low, high, *, symbol="", unit="", help="", hot=False) -> Any:
    """A field that holds an int."""
    return field(default=default, metadata={SPEC: Number(low, high, 1, "linear", True, symbol, help, hot, unit)})


def flag(default: bool, *, help="", hot=False) -> Any:
    """A field that holds True or False."""
    return field(default=default, metadata={SPEC: Flag(help, hot)})


def choice(default: str, registry: Mapping[str, Any], *, help="") -> Any:
    """A field that holds the name of a registry's entry."""
    return field(default=default, metadata={SPEC: Choice(registry, help)})


def choices(default: tuple[str, ...], registry: Mapping[str, Any], *, least=1, help="") -> Any:
    """A field that holds several names of a registry's entries."""
    return field(default=default, metadata={SPEC: Choices(registry, least, help)})


def one_of(default: Any, registry: Mapping[str, type], *, help="", hot=False) -> Any:
    """A field that holds a value of one of a registry's types."""
    return field(default=default, metadata={SPEC: OneOf(registry, help, hot)})


def nested(default: Any, *, help="") -> Any:
    """A field that holds another dataclass of fields."""
    return field(default=default, metadata={SPEC: Nested(type(default), help)})


def several(default: tuple, kind: type, *, least: int, most: int, help="") -> Any:
    """A field that holds a tuple of dataclasses of one type."""
    return field(default=default, metadata={SPEC: Several(kind, least, most, help)})


def growing(default: tuple, columns: tuple[Number, ...], *, most: int, help="", hot=False) -> Any:
    """A field that holds a table of numbers whose first column grows."""
    return field(default=default, metadata={SPEC: Growing(columns, 1, most, help, hot)})


def rows(columns: tuple[Number, ...], *, most: int, help="", hot=False) -> Any:
    """A field that holds a table of numbers, empty by itself."""
    return field(default=(), metadata={SPEC: Rows(columns, 0, most, help, hot)})


def elementwise(function: Callable[..., float], *values: Any) -> Any:
    """A function of floats, or entry by entry of a stack's arrays, through the same arithmetic.

    NumPy's own powers may differ from Python's in the last bit; a replica must equal the same run alone.
    """
    if np.ndarray not in map(type, values):
        return function(*values)
    return np.frompyfunc(function, len(values), 1)(*values).astype(np.float64)


def specs(kind: Any) -> Mapping[str, Any]:
    """Field name -> spec, in the order of definition, of a dataclass or one of its values."""
    return _specs(kind if isinstance(kind, type) else type(kind))


@cache
def _specs(kind: type) -> Mapping[str, Any]:
    return MappingProxyType(
        {each.name: each.metadata[SPEC] for each in dataclasses.fields(kind) if SPEC in each.metadata}
    )


def check(value: Any) -> None:
    """Hold every field of a dataclass to its spec; called from ``__post_init__``.

    Raises: Refused, naming ``Type.field``.
    """
    for name, spec in specs(value).items():
        spec.check(f"{type(value).__name__}.{name}", getattr(value, name))
