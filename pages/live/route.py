"""The frame route: ``GET /frames/<build>?run=<code>&from=<step>&every=<steps>&count=<n>&views=a,b:variant,c/3``.

Frame k of a run is an immutable resource: whoever asks a build for it, whenever, gets the same bytes and may keep them.
A view ``name:variant`` is an alternative look of a view; ``name/n`` asks for the view in each n-th frame only.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from engine.values.fields import Refused, brief
from pages.live.build import build
from pages.live.kind import Kind
from pages.live.recording import Recording
from pages.live.store import Busy, Store

LONGEST_QUERY = 12_000  # the longest code, its escapes, and the rest
MOST_FRAMES = 60
LAST_STEP = 10**9
SECONDS = 0.15  # of computing, for one answer
SECONDS_OF_A_PAGE = 0.05  # the same, while a page waits for it
KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}
PASS = {"Cache-Control": "no-store"}
LOG = logging.getLogger(__name__)
STORE = Store(limit_bytes=512 * 2**20)


@dataclass(frozen=True)
class Query:
    """One request for frames, checked."""

    run: str
    kind: Kind
    start: int
    every: int
    count: int
    views: tuple[tuple[str, int], ...]  # (name or name:variant, in each n-th frame)

    @classmethod
    def read(cls, request: Request, kinds: Mapping[str, Kind]) -> Query:
        """The query of a request.

        Raises: Refused, naming the parameter.
        """
        length = len(request.scope["query_string"])
        if length > LONGEST_QUERY:
            raise Refused("query", f"{length} characters are more than {LONGEST_QUERY}")
        given = request.query_params
        run = given.get("run", "")
        kind = kind_of(run, kinds)
        return cls(
            run,
            kind,
            _whole(given, "from", 0, 0, LAST_STEP),
            _whole(given, "every", 1, 1, LAST_STEP),
            min(_whole(given, "count", 1, 1, LAST_STEP), MOST_FRAMES),
            _views(given.get("views", ""), kind.patches),
        )

    def names(self, index: int) -> tuple[str, ...]:
        """Views of the frame at ``index``; the thinned ones are spread, so that no two need meet in a frame."""
        thinned = [name for name, each in self.views if each > 1]
        shift = {name: order for order, name in enumerate(thinned)}
        return tuple(name for name, each in self.views if (index - shift.get(name, 0)) % each == 0)


def endpoint(kinds: Mapping[str, Kind]) -> Callable[[Request], Response]:
    """The route's answer to a request, for the kinds of run that are served."""

    def frames(request: Request) -> Response:
        try:
            return answered(Query.read(request, kinds), lasting=request.path_params.get("build") == build())
        except Refused as refused:
            return _json({"error": str(refused)}, 400, PASS)
        except Busy:
            return _json({"error": "The server is busy with other runs."}, 503, {**PASS, "Retry-After": "1"})
        except Exception:  # a fault of ours: written down here, a sentence there, and the player tries again
            LOG.exception("a frame could not be made")
            return _json({"error": "The server has met a fault and written it down."}, 500, PASS)

    return frames


def answered(query: Query, lasting: bool) -> Response:
    """Frames, as many as could be made in time, and the end of the run if it is known; ``lasting`` ones may be kept."""
    made, tail = _stored(query) or _computed(query)
    complete = len(made) == query.count or tail["end"] is not None
    body = b'{"frames":[' + b",".join(made) + b"]," + _compact(tail)[1:]
    return Response(body, media_type="application/json", headers=KEEP if complete and lasting else PASS)


def first_frame(kind: Kind, run: str, views: tuple[str, ...], step: int = 0) -> dict[str, Any] | None:
    """The frame at a step, to be sent along with the page itself, so that nobody has to ask; None if it takes long."""
    try:
        with STORE.open(run, kind.recording) as recording:
            reached = recording.advance(step, time.monotonic() + SECONDS_OF_A_PAGE)
            return json.loads(_frame(kind, recording, run, step, views)) if reached == step else None
    except (Refused, Busy):
        return None  # the player asks, and is told why


def kind_of(code: str, kinds: Mapping[str, Kind]) -> Kind:
    """The kind of run that a code belongs to.

    Raises: Refused.
    """
    kind = kinds.get(code.partition(".")[0])
    if kind is None:
        raise Refused("run", f"{brief(code)} is not the code of a run; codes begin with {' or '.join(kinds)}")
    return kind


def _stored(query: Query) -> tuple[list[bytes], dict[str, Any]] | None:
    """The whole answer from frames made before, without waiting for anybody."""
    made = []
    for index in range(query.count):
        frame = STORE.frames.get((query.run, query.start + index * query.every, query.names(index)))
        if frame is None:
            return None
        made.append(frame)
    return made, {"end": None}


def _computed(query: Query) -> tuple[list[bytes], dict[str, Any]]:
    """Frames up to the count, the deadline or the end of the run, whichever comes first."""
    made: list[bytes] = []
    with STORE.open(query.run, query.kind.recording) as recording:
        deadline = time.monotonic() + SECONDS
        reached = 0
        for index in range(query.count):
            step = query.start + index * query.every
            reached = recording.advance(step, deadline)
            if reached < step:
                break
            made.append(_frame(query.kind, recording, query.run, step, query.names(index)))
            if time.monotonic() > deadline:
                break
        return _closed(recording, query, made, reached)


def _closed(recording: Recording, query: Query, made: list[bytes], reached: int) -> tuple[list[bytes], dict[str, Any]]:
    """Add what the player must know: the end with its last frame, or how far a long way ahead has come.

    The end is told only with fewer frames than were asked for: a full answer is the same before and after it is known.
    """
    following = query.start + len(made) * query.every
    if (
        recording.end is None
        or len(made) == query.count
        or following <= recording.end[0]
        or reached < recording.end[0] - query.every
    ):
        return made, {"end": None} if made else {"end": None, "progress": max(reached, 0)}
    step, reason = recording.end
    if not made or following - query.every < step:
        if recording.advance(step, time.monotonic() + SECONDS) < step:
            return made, {"end": None} if made else {"end": None, "progress": 0}
        made.append(_frame(query.kind, recording, query.run, step, tuple(name for name, _ in query.views)))
    return made, {"end": {"step": step, "reason": reason}}


def _frame(kind: Kind, recording: Recording, run: str, step: int, names: tuple[str, ...]) -> bytes:
    key = (run, step, names)
    frame = STORE.frames.get(key)
    if frame is None:
        frame = _compact(kind.frame(recording, step, names))
        STORE.frames.put(key, frame)
    return frame


def _whole(given: Any, name: str, default: int, low: int, high: int) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and low <= int(text) <= high):
        raise Refused(name, f"{brief(text)} is not a whole number between {low} and {high}")
    return int(text)


def _views(text: str, known: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    views = []
    for item in filter(None, text.split(",")):
        name, _, each = item.partition("/")
        if name not in known:
            raise Refused("views", f"{brief(name)} is unknown; allowed are {', '.join(known)}")
        if any(name == other for other, _ in views):
            raise Refused("views", f"{brief(name)} is named twice")
        views.append((name, _whole({"views": each or "1"}, "views", 1, 1, 60)))
    return tuple(views)


def _compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def _json(value: Any, status: int, headers: dict[str, str]) -> Response:
    return Response(_compact(value), status, headers, "application/json")
