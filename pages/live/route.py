"""The frame route: ``GET /frames/<build>?run=<code>&from=<step>&every=<steps>&count=<n>&views=a,b:variant,c/3``.

Frame k of a run is an immutable resource: whoever asks a build for it, whenever, gets the same bytes and may keep them.
A view ``name:variant`` is an alternative look of a view; ``name/n`` asks for the view in each n-th frame only.

What is ready is sent at once. For anything else a request waits in the store's line, without a thread of its own.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import TimeoutError
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from engine.values.bounds import Refused
from pages.live.answers import Answer, Answering, compact
from pages.live.build import build
from pages.live.kind import Kind
from pages.live.query import Query, TooLong
from pages.live.run import Asked, Fault
from pages.live.store import Busy, Store

SECONDS_OF_A_PAGE = 0.05  # that a page waits for its first frame
LATER = (1, 4)  # seconds, from and to: not all come back at once
KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}
PASS = {"Cache-Control": "no-store"}
LOG = logging.getLogger(__name__)
STORE = Store(limit_bytes=448 * 2**20)


def endpoint(kinds: Mapping[str, Kind]) -> Callable[[Request], Awaitable[Response]]:
    """The route's answer to a request, for the kinds of run that are served."""

    async def frames(request: Request) -> Response:
        try:
            return sent(await answer(Query.read(request, kinds), request), request)
        except TooLong as refused:
            return sentence(refused.said, 414)
        except Refused as refused:
            return sentence(refused.said, 400)
        except Busy:
            return sentence("The server is busy with other runs.", 503, {"Retry-After": str(random.randint(*LATER))})
        except Fault:
            return sentence("The server has met a fault and written it down.", 500)
        except Exception:  # a fault of ours, outside of any run
            LOG.exception("a request could not be answered")
            return sentence("The server has met a fault and written it down.", 500)

    return frames


async def answer(query: Query, request: Request) -> Answer:
    """Frames, as many as could be made in time, and the end of the run if it is known."""
    wish = Answering(query, STORE.kept)
    return wish.ready() or await granted(STORE.ask(query.kind, query.run, wish), request)


async def granted(asked: Asked, request: Request) -> Answer:
    """What comes of a wish; it is given up when the client leaves."""
    coming = asyncio.wrap_future(asked.future)
    leaving = asyncio.ensure_future(gone(request))
    try:
        await asyncio.wait((coming, leaving), return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
        STORE.leave(asked)
    return coming.result() if coming.done() else asked.wish.progress(0)  # which nobody will read


async def gone(request: Request) -> None:
    """Returns when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def first_frame(kind: Kind, run: str, views: tuple[str, ...], step: int = 0) -> dict[str, Any] | None:
    """The frame at a step, to be sent along with the page itself, so that nobody has to ask; None if it takes long."""
    wish = Answering(Query(run, kind, step, 1, 1, tuple((name, 1) for name in views)), STORE.kept)
    try:
        found = wish.ready() or STORE.ask(kind, run, wish).future.result(SECONDS_OF_A_PAGE)
    except (Refused, Busy, Fault, TimeoutError):
        return None  # the player asks, and is told why
    frames = json.loads(found.plain)["frames"]
    return frames[0] if frames and frames[0]["step"] == step else None


def sent(found: Answer, request: Request) -> Response:
    """An answer as a response; one that is complete may be kept, under this build's address."""
    lasting = found.complete and request.path_params.get("build") == build()
    headers = {**(KEEP if lasting else PASS), "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(found.plain, 200, headers, "application/json")
    return Response(found.packed, 200, {**headers, "Content-Encoding": "gzip"}, "application/json")


def sentence(text: str, status: int, headers: Mapping[str, str] = PASS) -> Response:
    """What went wrong, in one sentence."""
    return Response(compact({"error": text}), status, {**PASS, **headers}, "application/json")
