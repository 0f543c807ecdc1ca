"""A real server and clients that misbehave: killed, cut off, slow; nobody else is touched, and the picture goes on."""

from __future__ import annotations

import asyncio
import json
import socket
import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.experiment import Experiment
from engine.values.codec import encode
from pages.live.build import build
from tests.benchmarks.crowd import Client, played
from tests.browser.conftest import ROOT, Server
from tests.live.asking import run

VIEWS = "network,boundary,loss,score,signals"


def path(seed: int, count: int = 16, start: int | None = None):
    """Requests for frames of a small run of its own."""
    code = encode(replace(Experiment(), seed=seed))
    address = f"/frames/{build()}?run={code}&every=1&count={count}&views={VIEWS}&from="
    return (lambda step: f"{address}{step}") if start is None else f"{address}{start}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The app in a process of its own."""
    server = Server(ROOT).start()
    yield server
    server.stop()


def get(server: Server, address: str) -> dict:
    with urllib.request.urlopen(server.url.rstrip("/") + address, timeout=20) as response:
        return json.load(response)


def raw(server: Server, address: str, buffer: int | None = None) -> socket.socket:
    """A connection that has asked for something, and has read nothing yet."""
    connection = socket.socket()
    if buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.settimeout(20)
    connection.connect(("127.0.0.1", server.port))
    connection.sendall(f"GET {address} HTTP/1.1\r\nHost: hall\r\n\r\n".encode())
    return connection


def test_slow_clients_hold_up_nobody(server):
    """Forty who read a byte now and then, of answers that do not fit into the socket's buffers."""
    slow = [raw(server, path(1, count=60, start=0), buffer=4096) for _ in range(40)]
    for connection in slow:
        assert connection.recv(1) == b"H"
    assert len(get(server, path(2, start=0))["frames"]) > 0, "though all forty wait"
    for connection in slow:
        assert connection.recv(1) == b"T"
        connection.close()


def test_connections_that_are_cut_in_the_middle_of_an_answer_leave_nothing_behind(server):
    for turn in range(60):
        connection = raw(server, path(100 + turn, count=60, start=0), buffer=4096)
        if turn % 2:
            connection.recv(200)
        connection.close()
    frames = get(server, path(3, start=0))["frames"]
    assert frames and frames[0]["step"] == 0


def test_the_picture_goes_on_after_the_server_was_killed_and_started_again(server):
    async def act() -> list[Client]:
        clients = [Client(server.port, path(200 + index)) for index in range(10)]
        playing = asyncio.ensure_future(played(clients, 120, begin_within=0.2))
        await asyncio.sleep(2)
        before = [client.frames for client in clients]
        await asyncio.to_thread(lambda: (server.stop(), server.start()))
        while any(client.frames < had + 10 for client, had in zip(clients, before, strict=True)):
            assert not playing.done(), [client.statuses for client in clients]
            await asyncio.sleep(0.1)
        playing.cancel()
        await asyncio.wait([playing])
        await asyncio.sleep(0.1)  # their connections are closed
        return clients

    before = get(server, path(200, start=5))["frames"][0]
    clients = run(act())
    assert any(status != 200 for client in clients for status in client.statuses), "they have met the gap"
    assert get(server, path(200, start=5))["frames"][0] == before, "the same frame, from a server that never saw it"
