"""A crowd of clients in one process, frugal with it: each asks for frames as the player does, and counts them."""

from __future__ import annotations

import asyncio
import time
import zlib
from collections import Counter
from collections.abc import Callable

AHEAD = 0.45  # seconds of frames that a client likes to have at hand
SLOWEST = 3.0  # seconds until the next try, at most
PATIENCE = 15.0  # seconds for one answer

seen: dict[tuple[str, int], tuple[int, bool]] = {}  # (path, length of the answer) -> what is in it: unpacked only once


class Link(asyncio.Protocol):
    """One connection that is kept open: a request, its answer, the next request."""

    def __init__(self) -> None:
        self.buffer, self.waiting = bytearray(), None

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0 or self.waiting is None:
            return
        head = bytes(self.buffer[:end]).lower()
        at = head.find(b"content-length: ")
        length = int(head[at + 16 :].partition(b"\r\n")[0])
        if len(self.buffer) >= end + 4 + length and not self.waiting.done():
            self.waiting.set_result((int(head[9:12]), head, bytes(self.buffer[end + 4 :])))
            self.buffer.clear()

    def connection_lost(self, fault: Exception | None) -> None:
        if self.waiting and not self.waiting.done():
            self.waiting.set_exception(ConnectionError("the connection was cut"))

    async def get(self, path: str) -> tuple[int, bytes, bytes]:
        """Status, head and body of one answer."""
        self.waiting = asyncio.get_running_loop().create_future()
        self.transport.write(f"GET {path} HTTP/1.1\r\nHost: hall\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        return await asyncio.wait_for(self.waiting, PATIENCE)


class Client:
    """Plays one run at ``rate`` frames a second, from its first step on; ``path`` gives the request from a step."""

    def __init__(self, port: int, path: Callable[[int], str], rate: float = 20, every: int = 1):
        self.port, self.path, self.rate, self.every = port, path, rate, every
        self.frames, self.began, self.until, self.ended = 0, 0.0, 0.0, False
        self.statuses: Counter[int | str] = Counter()
        self.waits: list[float] = []
        self.link: Link | None = None

    async def play(self, until: float) -> None:
        """Ask for what is next until time or run are over; when all goes well, ``rate`` frames come a second."""
        self.began, self.until = time.monotonic(), until
        try:
            await self.go_on(until)
        finally:
            if self.link:
                self.link.transport.close()

    async def go_on(self, until: float) -> None:
        step, due, failures = 0, self.began, 0
        while (now := time.monotonic()) < until and not self.ended:
            status, found = await self.ask(step)
            failures = 0 if status == 200 else failures + 1
            self.frames, step = self.frames + found, step + found * self.every
            due = max(due, now) + found / self.rate
            pause = min(0.5 * 2 ** (failures - 1), SLOWEST) if failures else due - AHEAD - time.monotonic()
            await asyncio.sleep(min(max(pause, 0.016), max(until - time.monotonic(), 0)))

    async def ask(self, step: int) -> tuple[int | str, int]:
        """One request: its status, and how many frames have come."""
        path, began = self.path(step), time.monotonic()
        try:
            status, head, body = await (await self.connected()).get(path)
        except (OSError, TimeoutError) as fault:
            status, head, body, self.link = type(fault).__name__, b"", b"", None
        self.statuses[status] += 1
        self.waits.append(time.monotonic() - began)
        found, self.ended = count(path, head, body) if status == 200 else (0, False)
        return status, found

    async def connected(self) -> Link:
        """The connection, opened where there is none."""
        if self.link is None or self.link.transport.is_closing():
            _, self.link = await asyncio.get_running_loop().create_connection(Link, "127.0.0.1", self.port)
        return self.link


def count(path: str, head: bytes, body: bytes) -> tuple[int, bool]:
    """Frames in an answer, and whether they are the last."""
    key = path, len(body)
    if key not in seen:
        text = zlib.decompress(body, 31) if b"content-encoding: gzip" in head else body
        seen[key] = text.count(b'"views":{'), b'"end":{' in text
    return seen[key]


async def played(clients: list[Client], seconds: float, begin_within: float = 1.0) -> float:
    """Let all of them play; they come one after the other. Seconds of processor time that the crowd itself took."""
    used, until = time.process_time(), time.monotonic() + begin_within + seconds

    async def come(index: int, client: Client) -> None:
        await asyncio.sleep(begin_within * index / len(clients))
        await client.play(until)

    await asyncio.gather(*(come(index, client) for index, client in enumerate(clients)))
    return time.process_time() - used
