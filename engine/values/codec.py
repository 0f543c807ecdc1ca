"""A value as a link: short, strict, versioned text.

A code is a version, a dot and base64url of compact JSON that lists only what differs from the default. Reading checks
every field against its bounds; nothing is ever evaluated or unpickled. What has a code is registered by whoever defines
it: this module knows no experiment and no study.
"""

from __future__ import annotations

import base64
import dataclasses
import json
from typing import Any

from engine.values.bounds import Choices, Nested, Number, OneOf, Refused, Rows, Several, brief
from engine.values.fields import specs
from engine.values.packed import Marks, pack, unpack

LONGEST = 8000
ROOTS: dict[str, type] = {}  # what has a code, by the version that its codes begin with


def register(version: str, kind: type) -> None:
    """Give a dataclass of fields codes that begin with ``version``."""
    if ROOTS.setdefault(version, kind) is not kind:
        raise ValueError(f"version {version} is that of {ROOTS[version].__name__}")


def encode(value: Any) -> str:
    """The code of a value whose type is registered: equal values have equal codes."""
    version = next(version for version, kind in ROOTS.items() if kind is type(value))
    return f"{version}.{written(plain(value, type(value)()))}"


def decode(code: str, kind: type | None = None, change: str | None = None) -> Any:
    """The value of a code; where ``kind`` is given, only one of that type; with ``change``, some of its fields others.

    Raises: Refused, naming the field that is wrong.
    """
    limit_length(code)
    version, dot, body = code.partition(".")
    kind = kind or ROOTS.get(version)
    if not dot or kind is None or ROOTS.get(version) is not kind:
        readable = ", ".join(each for each, root in ROOTS.items() if kind in (None, root))
        raise Refused("link", f"version {brief(version)} is unknown here; this page reads {readable}")
    try:
        other = tree(change, kind) if change is not None else {}
        kept = {name: each for name, each in tree(body, kind).items() if name not in other}
        named = {name: each for name, each in other.items() if each is not None}  # a null takes a field back
        return build(kept | named, kind(), kind.__name__)
    except Refused:
        raise
    except (ValueError, RecursionError):  # of base64, UTF-8 or JSON; deep nesting may also show itself in ``build``
        raise Refused("link", "cut off or altered, its text cannot be read") from None


def encode_change(first: Any, value: Any) -> str:
    """What ``decode`` takes as a change: the fields of a value that are not written as in the first one."""
    before, after = plain(first, type(first)()), plain(value, type(value)())
    other = {name: each for name, each in after.items() if name not in before or before[name] != each}
    return written(other | dict.fromkeys(before.keys() - after.keys()))


def written(fields: dict[str, Any]) -> str:
    """Named fields as text that can stand in an address."""
    text = json.dumps(fields, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def tree(text: str, kind: type) -> dict[str, Any]:
    """The named fields of a text; ValueError or Refused where it has none."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    out = json.loads(raw, parse_constant=refuse_constant, object_pairs_hook=unique)
    if not isinstance(out, dict):
        raise Refused(kind.__name__, f"{brief(out)} is not a set of named fields")
    return out


def limit_length(code: str) -> None:
    """Refuse a code that is longer than any that was ever given out."""
    if len(code) > LONGEST:
        raise Refused("link", f"{len(code):,} characters are too long; allowed are {LONGEST:,}")


def cold_key(value: Any) -> str:
    """Equal for values that may follow each other in one run: all but the fields that may change on the way."""
    return json.dumps(plain(value, None, cold=True), separators=(",", ":"), sort_keys=True)


def plain(value: Any, default: Any, cold: bool = False) -> Any:
    """A value as JSON's own types: of a dataclass, the fields that differ from ``default``."""
    out = {}
    for name, spec in specs(value).items():
        each, usual = getattr(value, name), getattr(default, name, None)
        if (cold and spec.hot) or (default is not None and each == usual):
            continue
        out[name] = plain_field(spec, each, usual, cold)
    return out


def plain_field(spec: Any, value: Any, default: Any, cold: bool) -> Any:
    if isinstance(spec, Nested):
        return plain(value, default, cold)
    if isinstance(spec, OneOf):
        return [spec.key(value), plain(value, None if cold else type(value)(), cold)]
    if isinstance(spec, Several):
        return [plain(each, None if cold else spec.kind(), cold) for each in value]
    if isinstance(spec, Number) and not spec.whole:
        return float(value) + 0.0  # -0.0 equals 0.0, so it is written as such
    if isinstance(spec, Marks):
        return pack(value, spec.low)
    if isinstance(spec, Rows):
        return [[each if column.whole else float(each) + 0.0 for column, each in zip(spec.columns, row, strict=True)]
                for row in value]  # fmt: skip
    return list(value) if isinstance(value, tuple) else value


def build(tree: Any, default: Any, path: str) -> Any:
    """The dataclass that a JSON tree describes; what it does not name is as in ``default``."""
    if not isinstance(tree, dict):
        raise Refused(path, f"{brief(tree)} is not a set of named fields")
    known = specs(default)
    for name in tree:
        if name not in known:
            raise Refused(path, f"field {brief(name)} is unknown; allowed are {', '.join(known)}")
    values = {
        name: build_field(known[name], each, getattr(default, name), f"{path}.{name}") for name, each in tree.items()
    }
    return dataclasses.replace(default, **values)


def build_field(spec: Any, tree: Any, default: Any, path: str) -> Any:
    if isinstance(spec, Nested):
        return build(tree, default, path)
    if isinstance(spec, OneOf):
        if not (isinstance(tree, list) and len(tree) == 2 and isinstance(tree[0], str) and tree[0] in spec.registry):
            raise Refused(path, f"{brief(tree)} is unknown; allowed are {', '.join(spec.registry)}")
        return build(tree[1], spec.registry[tree[0]](), path)
    if isinstance(spec, Several):
        if not isinstance(tree, list) or len(tree) > spec.most:
            raise Refused(path, f"{brief(tree)} is not a list of at most {spec.most} entries")
        return tuple(build(each, spec.kind(), path) for each in tree)
    if isinstance(spec, Choices):
        return tuple(tree) if isinstance(tree, list) else tree
    if isinstance(spec, Rows) and not isinstance(tree, str):
        return tuple(tuple(row) if isinstance(row, list) else row for row in tree) if isinstance(tree, list) else tree
    if isinstance(spec, Marks) and isinstance(tree, str):
        return unpack(tree, spec.low, spec.most)
    if isinstance(spec, Number) and not spec.whole and type(tree) is int and tree.bit_length() < 64:
        return float(tree)  # a larger one may not fit a float; ``check`` refuses it
    return tree


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's pairs, each name once."""
    out = dict(pairs)
    if len(out) != len(pairs):
        raise Refused("link", "names a field twice")
    return out


def refuse_constant(name: str) -> None:
    raise Refused("link", f"{name} is not a number that can be used")
