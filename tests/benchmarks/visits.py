"""Opening a page as a browser does, without one: Streamlit's websocket, its messages, and nothing drawn."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

PATIENCE = 60.0  # seconds


@dataclass
class Visit:
    """Seconds until the first thing was to be seen and until the script was through; None where it failed."""

    first: float | None = None
    whole: float | None = None


async def script(socket: ClientConnection, query: str = "") -> Visit:
    """Ask for a run of the page's script, and see it through."""
    began, visit, message = time.monotonic(), Visit(), BackMsg()
    message.rerun_script.query_string = query
    await socket.send(message.SerializeToString())
    async for raw in socket:
        kind = ForwardMsg.FromString(raw).WhichOneof("type")
        if kind == "delta" and visit.first is None:
            visit.first = time.monotonic() - began
        if kind == "script_finished":
            visit.whole = time.monotonic() - began
            break
    return visit


def session(port: int) -> connect:
    """A connection such as Streamlit's own page opens."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    return connect(address, subprotocols=["streamlit"], max_size=None, compression=None, open_timeout=PATIENCE)


async def opening(port: int, after: float, stays: float) -> Visit:
    """One visitor comes, sees the page, stays for a while and leaves; the clock runs from the moment of coming."""
    await asyncio.sleep(after)
    began = time.monotonic()
    try:
        async with session(port) as socket:
            connected = time.monotonic() - began
            visit = await asyncio.wait_for(script(socket), PATIENCE)
            await asyncio.sleep(max(0.0, stays - (time.monotonic() - began)))
            return Visit(connected + (visit.first or PATIENCE), connected + (visit.whole or PATIENCE))
    except (OSError, TimeoutError, WebSocketException):
        return Visit()


async def openings(port: int, count: int, within: float) -> list[Visit]:
    """So many visitors come within so many seconds, and all stay until the last is there."""
    times = [within * index / count for index in range(count)]
    return await asyncio.gather(*(opening(port, each, within + 2 - each) for each in times))
