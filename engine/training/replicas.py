"""Experiments of one shape as one: equal fields stay single, differing numbers become columns (R, 1)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.values.bounds import Number, Refused
from engine.values.fields import specs

# What may differ between replicas without being a number: it is drawn for each replica by itself.
OWN = ("data", "augmentation", "seed", "initializer")


def stack(values: Sequence[Any], name: str = "stack") -> Any:
    """One value that stands for R: numbers that differ are arrays (R, 1), which broadcast against theta (R, P).

    A stacked value lives inside a trainer only; it is neither hashed nor written into a link.

    Raises: Refused where there are none, or two differ in more than numbers (architecture, kind of optimizer...).
    """
    if not values:
        raise Refused(name, "has no replicas; at least one is needed")
    first = values[0]
    if all(each == first for each in values):
        return first
    if isinstance(first, tuple) and all(len(each) == len(first) for each in values):
        return tuple(stack(each, name) for each in zip(*values, strict=True))
    if not dataclasses.is_dataclass(first) or any(type(each) is not type(first) for each in values):
        raise Refused(name, "differs between the replicas; one stack trains one architecture and kind of optimizer")
    return dataclasses.replace(first, **{key: column(values, key, spec) for key, spec in specs(first).items()})


def column(values: Sequence[Any], key: str, spec: Any) -> Any:
    """The stacked value of one field."""
    each = [getattr(value, key) for value in values]
    if key in OWN or all(value == each[0] for value in each):
        return each[0]
    if isinstance(spec, Number) and spec.hot:
        return np.array(each, float)[:, None]
    return stack(each, f"{type(values[0]).__name__}.{key}")
