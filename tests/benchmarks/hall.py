"""A hall of three hundred on one server: ``python -m tests.benchmarks.hall``.

Starts the app on a free port of this machine; the crowd is one process beside it, on the same cores. Openings come over
websockets as a browser's do; frames are asked for as the player asks, 20 a second for each client. Takes about two
minutes; figures of a shared machine are noisy, so its load is printed with them.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from subprocess import Popen
from tempfile import TemporaryDirectory

from engine.experiment import Experiment
from engine.values.codec import encode
from pages.live.build import build
from tests.benchmarks.crowd import Client, Link, played
from tests.benchmarks.table import judged, show
from tests.benchmarks.visits import Visit, openings
from tests.browser.conftest import ROOT, Server
from tests.live.workers import NGINX, Workers

HALL, OPEN_WITHIN = 300, 10.0
RATE, COUNT = 20, 16  # frames a second that a client wants, frames in one request
SECONDS = 12.0
VIEWS = "network/2,boundary,loss,score,signals/2"
CROWDS = {10: 12.0, 30: 12.0, 100: 20.0, 300: 40.0}  # of distinct runs: for how many seconds, so that all have turns
Row = tuple[str, float, str, float | None, bool]  # what, figure, unit, wanted or None, whether more is better
seeds = iter(random.SystemRandom().sample(range(1_000_000), 5000))


def path(seed: int) -> Callable[[int], str]:
    """Requests for the frames of the default run with a seed of its own."""
    return frames_of(encode(replace(Experiment(), seed=seed)), VIEWS)


def frames_of(code: str, views: str) -> Callable[[int], str]:
    """Requests for the frames of a run."""
    return lambda step: f"/frames/{build()}?run={code}&from={step}&every=1&count={COUNT}&views={views}"


def seconds_of(*processes: Popen) -> float:
    """Processor time that a server's processes have used."""
    fields = [Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split() for process in processes]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def resident(server: Server) -> float:
    """MiB that the server holds."""
    with open(f"/proc/{server.process.pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def quantile(values: list[float], share: float) -> float:
    """The value below which such a share lies."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def opening_rows(port: int, *processes: Popen) -> Iterator[Row]:
    """Three hundred open the page within ten seconds."""
    asyncio.run(openings(port, 6, 3))  # a process's first page takes longer
    used, own = seconds_of(*processes), time.process_time()
    visits: list[Visit] = asyncio.run(openings(port, HALL, OPEN_WITHIN))
    used, own = seconds_of(*processes) - used, time.process_time() - own
    fine = [visit for visit in visits if visit.whole is not None]
    yield f"of {HALL} openings within {OPEN_WITHIN:g} s, failed", HALL - len(fine), "", 0, False
    yield "first thing to be seen, median", median(visit.first for visit in fine), " s", None, False
    yield "first thing to be seen, 95 %", quantile([visit.first for visit in fine], 0.95), " s", 0.5, False
    yield "whole script, 95 %", quantile([visit.whole for visit in fine], 0.95), " s", None, False
    yield "server's time for an opening", used / HALL * 1e3, " ms", None, False
    yield "the crowd's own time for one", own / HALL * 1e3, " ms", None, False


def rates(clients: list[Client]) -> list[float]:
    """Frames a second of each client, the fewest first."""
    return sorted(client.frames / (client.until - client.began) for client in clients)


def one_link_rows(server: Server) -> Iterator[Row]:
    """All of them play one link."""
    link = path(next(seeds))
    clients = [Client(server.port, link, RATE) for _ in range(HALL)]
    used = seconds_of(server.process)
    own = asyncio.run(played(clients, SECONDS))
    used, got, asked = seconds_of(server.process) - used, rates(clients), sum(len(client.waits) for client in clients)
    yield f"{HALL} clients on one link: the slowest gets", got[0], " frames/s", RATE, True
    yield "the median gets", median(got), " frames/s", RATE, True
    yield "answers that were no frames", bad(clients), "", 0, False
    yield "server's time for an answer", used / asked * 1e3, " ms", None, False
    yield "the crowd's own time for one", own / asked * 1e3, " ms", None, False
    yield "a repeated answer costs the server", asyncio.run(repeated(server, link(0))) * 1e3, " ms", 0.5, False


async def repeated(server: Server, address: str, times: int = 1000) -> float:
    """Processor time of the server for one answer that it has given before, over one connection."""
    _, link = await asyncio.get_running_loop().create_connection(Link, "127.0.0.1", server.port)
    await link.get(address)
    used = seconds_of(server.process)
    for _ in range(times):
        await link.get(address)
    link.transport.close()
    return (seconds_of(server.process) - used) / times


def bad(clients: list[Client]) -> int:
    """Answers that were neither frames nor a polite no."""
    return sum(number for client in clients for status, number in client.statuses.items() if status not in (200, 503))


def distinct_rows(server: Server) -> Iterator[Row]:
    """Everyone plays a run of his own."""
    first = None
    for number, seconds in CROWDS.items():
        clients = [Client(server.port, path(next(seeds)), RATE) for _ in range(number)]
        asyncio.run(played(clients, seconds))
        got, waits = rates(clients), [wait for client in clients for wait in client.waits]
        first = first or sum(got)
        yield f"{number} runs: all together", sum(got), " frames/s", 0.8 * min(first, RATE * number), True
        yield "    the slowest, as a share of the median", got[0] / median(got), "", 0.5, True
        yield "    the median gets", median(got), " frames/s", None, True
        yield "    waits for an answer, 95 %", quantile(waits, 0.95), " s", None, False
        yield "    sent away (503)", sum(client.statuses[503] for client in clients), "", None, False
        yield "    answers that were no frames", bad(clients), "", 0, False


def table(title: str, rows: Iterator[Row]) -> None:
    """Wanted beside measured."""
    lines = []
    for what, value, unit, wanted, more in rows:
        goal = ("", "") if wanted is None else (f"{wanted:.3g}{unit}", judged(value, wanted, more))
        lines.append((what, f"{value:.3g}{unit}", *goal))
    load = f"load of this machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    show(f"{title}; {load}", ("", "measured", "wanted", ""), lines)


def behind_nginx() -> None:
    """The same openings where two workers share them, as README.md says."""
    if NGINX is None:
        print("\nOpenings behind nginx: it is not installed")
        return
    with TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        workers = Workers(Path(name))
        try:
            workers.start()
            table("Openings, two workers behind nginx", opening_rows(workers.port, *workers.workers.values()))
        finally:
            workers.stop()


def main() -> None:
    server = Server(ROOT).start()
    try:
        before = resident(server)
        table("Openings", opening_rows(server.port, server.process))
        table("One link", one_link_rows(server))
        table("Distinct runs", distinct_rows(server))
        held = [
            ("at the start", before, " MiB", None, False),
            ("after all this", resident(server), " MiB", 1024, False),
        ]
        table("Memory", iter(held))
    finally:
        server.stop()
    behind_nginx()


if __name__ == "__main__":
    main()
