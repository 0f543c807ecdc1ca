"""A run as a link: experiments as short, strict, versioned text, and chains of them.

An experiment's code is a version, a dot and base64url of compact JSON that lists only what differs from the default.
A run is a chain ``code~step~code~step~code``: from each step on, the code behind it holds. Reading checks every field
against its bounds; nothing is ever evaluated or unpickled.
"""

from __future__ import annotations

import base64
import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from engine.experiment import Experiment
from engine.fields import Choices, Nested, Number, OneOf, Pairs, Refused, Several, brief, specs
from engine.studies.lab import Lab
from engine.studies.race import Race
from engine.studies.sweep import Sweep

LONGEST = 8000
MOST_SEGMENTS = 40


@dataclass(frozen=True)
class Chain:
    """A run: experiments, each from a step on; the first from step 0."""

    segments: tuple[tuple[int, Experiment], ...]

    @property
    def last(self) -> Experiment:
        return self.segments[-1][1]


def encode(value: Any) -> str:
    """The code of an experiment, or of another value of ROOTS: equal values have equal codes."""
    version = next(version for version, kind in ROOTS.items() if kind is type(value))
    text = json.dumps(plain(value, type(value)()), separators=(",", ":"), sort_keys=True)
    return f"{version}.{base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')}"


def decode(code: str, kind: type = Experiment) -> Any:
    """The experiment of a code, or the value of another kind.

    Raises: Refused, naming the field that is wrong.
    """
    if len(code) > LONGEST:
        raise Refused("link", f"{len(code):,} characters are too long; allowed are {LONGEST:,}")
    version, dot, body = code.partition(".")
    if not dot or ROOTS.get(version) is not kind:
        readable = ", ".join(each for each, root in ROOTS.items() if root is kind)
        raise Refused("link", f"version {brief(version)} is unknown here; this page reads {readable}")
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        tree = json.loads(raw, parse_constant=refuse_constant, object_pairs_hook=unique)
        return build(tree, kind(), kind.__name__)
    except Refused:
        raise
    except (ValueError, RecursionError):  # of base64, UTF-8 or JSON; deep nesting may also show itself in ``build``
        raise Refused("link", "cut off or altered, its text cannot be read") from None


def encode_chain(chain: Chain) -> str:
    """The code of a run."""
    first, *rest = chain.segments
    return "~".join([encode(first[1])] + [f"{step}~{encode(experiment)}" for step, experiment in rest])


def decode_chain(code: str) -> Chain:
    """The run of a code: experiments that may follow each other, at rising steps.

    Raises: Refused, naming what is wrong.
    """
    if len(code) > LONGEST:
        raise Refused("link", f"{len(code):,} characters are too long; allowed are {LONGEST:,}")
    parts = code.split("~")
    if len(parts) % 2 == 0 or len(parts) > 2 * MOST_SEGMENTS - 1:
        raise Refused("link", f"cut off, or longer than {MOST_SEGMENTS} parts")
    segments = [(0, decode(parts[0]))]
    for step, text in zip(parts[1::2], parts[2::2], strict=True):
        if not (step.isascii() and step.isdigit() and len(step) < 10) or int(step) <= segments[-1][0]:
            raise Refused("link", f"step {brief(step)} is not a whole number above {segments[-1][0]}")
        segments.append((int(step), decode(text)))
        if cold_key(segments[-1][1]) != cold_key(segments[0][1]):
            raise Refused("link", f"at step {step} something changes that needs a new run (data, layers, optimizer...)")
    return Chain(tuple(segments))


def cold_key(experiment: Experiment) -> str:
    """Equal for experiments that may follow each other in one run: all but the fields that may change on the way."""
    return json.dumps(plain(experiment, None, cold=True), separators=(",", ":"), sort_keys=True)


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
    if isinstance(spec, Pairs):
        return [[float(each) + 0.0 for each in row] for row in value]
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
    if isinstance(spec, Pairs):
        return tuple(tuple(row) if isinstance(row, list) else row for row in tree) if isinstance(tree, list) else tree
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


# What has a code, by the version that its codes begin with.
ROOTS: dict[str, type] = {"net1": Experiment, "race1": Race, "sweep1": Sweep, "lab1": Lab}
