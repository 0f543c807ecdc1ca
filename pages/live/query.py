"""One request for frames, read and checked: which run, which steps, which views."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from engine.values.bounds import Refused, brief
from pages.live.kind import Kind

LONGEST = 12_000  # characters: the longest code, its escapes, and the rest
MOST_FRAMES = 60
LAST_STEP = 10**9


class TooLong(Refused):
    """A query with more characters than any real one has."""


@dataclass(frozen=True)
class Query:
    """Frames of a run: ``count`` of them, ``every`` so many steps, from ``start`` on."""

    run: str
    kind: Kind = field(compare=False)  # the run says it
    start: int
    every: int
    count: int
    views: tuple[tuple[str, int], ...]  # (name or name:variant, in each n-th frame)

    @classmethod
    def read(cls, request: Request, kinds: Mapping[str, Kind]) -> Query:
        """The query of a request.

        Raises: Refused, naming the parameter; TooLong.
        """
        length = len(request.scope["query_string"])
        if length > LONGEST:
            raise TooLong("query", f"{length} characters are more than {LONGEST}")
        given = request.query_params
        run = sys.intern(given.get("run", ""))  # all that is kept of a run shares it
        kind = kind_of(run, kinds)
        return cls(
            run,
            kind,
            whole(given, "from", 0, 0, LAST_STEP),
            whole(given, "every", 1, 1, LAST_STEP),
            min(whole(given, "count", 1, 1, LAST_STEP), MOST_FRAMES),
            views(given.get("views", ""), kind.patches),
        )

    @property
    def steps(self) -> range:
        """The steps of all frames."""
        return range(self.start, self.start + self.count * self.every, self.every)

    def names(self, step: int) -> tuple[str, ...]:
        """Views of the frame at a step; the thinned ones are spread, so that no two need meet in a frame.

        The step decides, not the request: who plays a run at one speed gets the same frames, wherever he began.
        """
        turn, order, names = step // self.every, 0, []
        for name, each in self.views:
            if (turn - order) % each == 0:
                names.append(name)
            order += each > 1
        return tuple(names)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every view that was asked for, thinned or not."""
        return tuple(name for name, _ in self.views)


def kind_of(code: str, kinds: Mapping[str, Kind]) -> Kind:
    """The kind of run that a code belongs to.

    Raises: Refused.
    """
    kind = kinds.get(code.partition(".")[0])
    if kind is None:
        raise Refused("run", f"{brief(code)} is not the code of a run; codes begin with {' or '.join(kinds)}")
    return kind


def whole(given: Any, name: str, default: int, low: int, high: int) -> int:
    """The whole number of a parameter.

    Raises: Refused.
    """
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and low <= int(text) <= high):
        raise Refused(f"parameter {name}", f"{brief(text)} is not a whole number between {low} and {high}")
    return int(text)


def listed(names: Iterable[str]) -> str:
    """Names in a sentence; of those that are only numbered, one stands for all."""
    return ", ".join(dict.fromkeys(re.sub(r"\d+", "0", name) for name in names))


def views(text: str, known: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """The views of ``a,b:variant,c/3``: each name, and in each how manieth frame.

    Raises: Refused.
    """
    found: dict[str, int] = {}
    for item in filter(None, text.split(",")):
        name, _, each = item.partition("/")
        if name not in known:
            raise Refused("views", f"{brief(name)} is unknown; allowed are {listed(known)}")
        if name in found:
            raise Refused("views", f"{brief(name)} is named twice")
        found[name] = whole({"views": each or "1"}, "views", 1, 1, 60)
    return tuple(found.items())
