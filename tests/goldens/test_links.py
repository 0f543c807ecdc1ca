"""Old links keep their meaning: a code leaves out what is default, so a changed default needs a new version.

``links.json`` holds each root's default written out in full, as it was when its version was published. Should this test
fail because a default was changed on purpose: raise the version in ``ROOTS``, and write the file anew with
``python -m tests.goldens.test_links``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.values.bounds import Nested, OneOf, Several
from engine.values.codec import ROOTS, decode, encode
from engine.values.fields import specs
from engine.values.packed import Marks

FILE = Path(__file__).with_name("links.json")


def written_out(value: Any) -> dict[str, Any]:
    """Every field's default, all the way down, and the defaults of every alternative that a link may name."""
    return {name: field_written_out(spec, getattr(value, name)) for name, spec in specs(value).items()}


def field_written_out(spec: Any, value: Any) -> Any:
    if isinstance(spec, Nested):
        return written_out(value)
    if isinstance(spec, OneOf):
        kinds = {slug: written_out(kind()) for slug, kind in spec.registry.items()}
        return {"is": spec.key(value), **kinds, spec.key(value): written_out(value)}
    if isinstance(spec, Several):
        return {"is": [written_out(each) for each in value], "another": written_out(spec.kind())}
    if isinstance(spec, Marks):
        return " ".join(",".join(map(str, row)) for row in value)
    return value


def defaults() -> dict[str, Any]:
    return json.loads(json.dumps({version: written_out(kind()) for version, kind in ROOTS.items()}))


@pytest.mark.parametrize("version", ROOTS)
def test_the_defaults_behind_a_version_never_change(version):
    known = json.loads(FILE.read_text())[version]
    assert contains(defaults()[version], known), "a new field or alternative is welcome, a changed default is not"


def contains(now: Any, then: Any) -> bool:
    """Whether all that was known then is the same now; fields and alternatives may have been added."""
    if isinstance(then, dict):
        return isinstance(now, dict) and all(name in now and contains(now[name], each) for name, each in then.items())
    if isinstance(then, list):
        return isinstance(now, list) and len(now) == len(then) and all(map(contains, now, then))
    return now == then


@pytest.mark.parametrize(("version", "kind"), ROOTS.items())
def test_the_shortest_code_is_the_default(version, kind):
    assert decode(f"{version}.e30", kind) == kind()
    assert encode(kind()) == f"{version}.e30"


if __name__ == "__main__":
    FILE.write_text(json.dumps(defaults(), indent=1, sort_keys=True) + "\n")
