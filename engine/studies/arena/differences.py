"""What sets two experiments apart, field by field; and the same set upon another."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.values.bounds import Choice, Flag
from engine.values.fields import specs
from engine.values.labels import label


@dataclass(frozen=True)
class Difference:
    """One field in which two values differ: its path, and what it is in either; of layers, a tuple of all of them."""

    path: tuple[str, ...]
    spec: Any
    here: Any
    there: Any

    @property
    def words(self) -> str:
        """``Learning rate 0.003 → 0.03``."""
        return f"{label(self.path[-1])} {written(self.spec, self.here)} → {written(self.spec, self.there)}"


def written(spec: Any, value: Any) -> str:
    """A value of a field as people read it."""
    if isinstance(value, tuple):
        parts = [written(spec, each) for each in value]
        return parts[0] if len(set(parts)) == 1 else ", ".join(parts) or "none"
    if isinstance(spec, Choice):
        return spec.registry[value].label
    if isinstance(spec, Flag):
        return "on" if value else "off"
    if isinstance(value, float):
        return f"{value:g}"
    return getattr(type(value), "label", None) or str(getattr(value, "units", value))


def differences(here: Any, there: Any, path: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Every field in which two dataclasses of one type differ, the outermost where even the types do."""
    for name, spec in specs(here).items():
        ours, theirs, place = getattr(here, name), getattr(there, name), (*path, name)
        if ours == theirs:
            continue
        if dataclasses.is_dataclass(ours) and type(ours) is type(theirs):
            yield from differences(ours, theirs, place)
        elif isinstance(ours, tuple) and ours and len(ours) == len(theirs) and dataclasses.is_dataclass(ours[0]):
            yield from in_rows(ours, theirs, place)
        else:
            yield Difference(place, spec, ours, theirs)


def in_rows(here: tuple, there: tuple, path: tuple[str, ...]) -> Iterator[Difference]:
    """Fields in which the entries of two tuples differ, all entries at once."""
    for name, spec in specs(here[0]).items():
        ours, theirs = (tuple(getattr(each, name) for each in row) for row in (here, there))
        if ours != theirs:
            yield Difference((*path, name), spec, ours, theirs)


def with_differences(base: Any, found: list[Difference]) -> Any:
    """Another value with the same differences; those that do not fit it are left out."""
    for each in found:
        base = put(base, each.path, each.there)
    return base


def put(owner: Any, path: tuple[str, ...], value: Any) -> Any:
    """A value with another entry at a path."""
    if isinstance(owner, tuple):
        if len(value) != len(owner) and len(set(value)) > 1:
            return owner
        values = value if len(value) == len(owner) else value[:1] * len(owner)
        return tuple(put(one, path, each) for one, each in zip(owner, values, strict=True))
    first, *rest = path
    if first not in specs(owner):
        return owner
    return dataclasses.replace(owner, **{first: put(getattr(owner, first), tuple(rest), value) if rest else value})
