"""Requests that nobody should send: codes of every kind, broken in every way, and parameters likewise."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlencode

from hypothesis import strategies as st

from engine.values.codec import encode
from pages.topics import KINDS, topics

CODES = sorted({encode(layout.run(topic.default)) for topic in topics() for layout in topic.layouts.values()})
NAMES = sorted({name for kind in KINDS.values() for name in kind.patches})
numbers = st.one_of(
    st.integers(-10, 10**10).map(str),
    st.sampled_from(["0", "1", "1000000", "1e3", "-0", "+1", " 1", "1_0", "٣", "NaN", "inf", "0x10", "", "9" * 5000]),
    st.text(max_size=8),
)
values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(["kind", "Adam"])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=8,
)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A code with some characters changed, left out or doubled, or cut."""
    code = draw(st.sampled_from(CODES))
    for _ in range(draw(st.integers(0, 4))):
        at, put = draw(st.integers(0, len(code))), draw(st.text(max_size=2))
        code = code[:at] + put + code[at + draw(st.integers(0, 2)) :]
    return code


def packed(version: str, value: Any) -> str:
    """Any value as a code of a kind, as whoever knows the format could write it."""
    text = json.dumps(value).encode()
    return version + "." + base64.urlsafe_b64encode(text).decode().rstrip("=")


def changed(code: str, path: list[int], put: Any) -> str:
    """A code whose content has another value somewhere."""
    version, _, text = code.partition(".")
    try:
        value = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) if text else "{}")
    except ValueError:
        return code
    place = value
    for step in path:
        keys = list(place) if isinstance(place, dict) else list(range(len(place))) if isinstance(place, list) else []
        if not keys:
            break
        key = keys[step % len(keys)]
        if step == path[-1] or not isinstance(place[key], dict | list):
            place[key] = put
            break
        place = place[key]
    return packed(version, value)


codes = st.one_of(
    st.sampled_from(CODES),
    broken(),
    st.builds(packed, st.sampled_from(sorted(KINDS)), values),
    st.builds(changed, st.sampled_from(CODES), st.lists(st.integers(0, 9), min_size=1, max_size=4), values),
    st.builds(
        lambda one, step, other: f"{one}~{step}~{other}", st.sampled_from(CODES), numbers, st.sampled_from(CODES)
    ),
    st.text(max_size=60),
    st.integers(1, 200).map(lambda times: CODES[0] + "~1~" * times),
)
views = st.lists(
    st.one_of(st.sampled_from(NAMES), st.builds("{}/{}".format, st.sampled_from(NAMES), numbers), st.text(max_size=6)),
    max_size=6,
).map(",".join)


@st.composite
def queries(draw: st.DrawFn) -> bytes:
    """The query string of one request."""
    parts = {"run": codes, "from": numbers, "every": numbers, "count": numbers, "views": views}
    given = {name: draw(part) for name, part in parts.items() if name == "run" or draw(st.booleans())}
    text = urlencode(given, errors="surrogatepass").encode()
    return draw(st.one_of(st.just(text), st.binary(max_size=40).map(lambda more: text + b"&" + more)))
