"""Two workers behind nginx, as README.md says; one is killed while fifty play: nobody sees an error."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.crowd import Client, played
from tests.benchmarks.visits import opening
from tests.browser.conftest import missing
from tests.live.asking import run
from tests.live.test_chaos import path
from tests.live.workers import NGINX, Workers, status, until

MOST_CUT = 3  # of fifty clients, whose frame is half sent at the moment at which a worker dies


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that nginx's workers may look into, whoever they run as."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def built(folder: Path) -> Iterator[Workers]:
    """nginx; no worker runs yet."""
    if NGINX is None:
        missing("no nginx is installed (apt-get install nginx)")
    hall = Workers(folder)
    yield hall
    hall.stop()


@pytest.fixture
def hall(built: Workers) -> Workers:
    """Both workers are up, again where a test has killed them."""
    return built.start()


def test_whoever_comes_gets_a_cookie_and_keeps_it(hall):
    root = f"http://127.0.0.1:{hall.port}/"
    first, other = (status(root)[1]["set-cookie"].partition(";")[0] for _ in range(2))
    assert first != other and first.startswith("worker=")
    assert status(root, {"Cookie": first})[1]["set-cookie"].startswith(first + ";")


def test_one_of_two_workers_is_killed_and_nobody_sees_an_error(hall):
    async def act() -> list[Client]:
        clients = [Client(hall.port, path(500 + index)) for index in range(50)]
        playing = asyncio.ensure_future(played(clients, 12, begin_within=1))
        await asyncio.sleep(3)
        next(iter(hall.workers.values())).kill()
        await asyncio.sleep(1)
        before = [client.frames for client in clients]
        await playing
        assert all(client.frames > had for client, had in zip(clients, before, strict=True)), "frames go on"
        return clients

    visit = run(opening(hall.port, 0, 0))
    assert visit.whole is not None
    clients = run(act())
    answers = Counter(answer for client in clients for answer in client.statuses)
    cut = answers.pop("ConnectionError", 0)  # half sent when the worker died: the player asks for it again, as these do
    assert set(answers) == {200} and cut <= MOST_CUT
    for _ in range(4):
        assert run(opening(hall.port, 0, 0)).whole is not None, "pages open, whomever the cookie names"


def test_frames_and_files_come_from_the_cache_and_sessions_stay_with_one_worker(hall):
    root = f"http://127.0.0.1:{hall.port}"
    frames = root + path(7, start=0, count=2)
    until(lambda: "immutable" in status(frames)[1]["cache-control"])  # the answer is complete, and kept
    for worker in hall.workers.values():
        worker.kill()
        worker.wait()
    assert status(frames)[0] == 200, "from the cache: nobody else is there"
    assert status(root + path(8, start=0, count=2))[0] == 502
