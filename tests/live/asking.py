"""The frame route, asked without a server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pages.live import route
from pages.live.build import build
from pages.live.kind import Kind
from pages.topics import KINDS


async def stays() -> dict[str, Any]:
    """What a client that stays sends after its request: nothing."""
    return await asyncio.Future()


async def respond(
    query: str | bytes,
    kinds: Mapping[str, Kind] = KINDS,
    headers: Mapping[str, str] = MappingProxyType({}),
    receive: Callable[[], Awaitable[dict[str, Any]]] = stays,
) -> Response:
    """The response to one request."""
    raw = query.encode() if isinstance(query, str) else query
    lines = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/frames", "headers": lines, "query_string": raw}
    scope["path_params"] = {"build": build()}
    return await route.endpoint(kinds)(Request(scope, receive))


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine comes to, in a thread of its own: a browser that another test has opened has a loop in this."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def ask(query: str | bytes, kinds: Mapping[str, Kind] = KINDS) -> tuple[int, Mapping[str, str], Any]:
    """Status, headers and body of one request."""
    response = run(respond(query, kinds))
    return response.status_code, response.headers, json.loads(response.body)
