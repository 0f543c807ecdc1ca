"""Visitors come, play, change and leave, for as long as one likes: ``python -m tests.benchmarks.soak --minutes 30``.

Latency and memory are printed as time goes on; both should stay flat. One server, one process of visitors, 127.0.0.1.
The server's store is full after some thousand runs, and only then are whole ones let go of: ``--visitors 40`` come to
that in a quarter of an hour.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import time
from collections import Counter
from statistics import median

from tests.benchmarks.crowd import Client
from tests.benchmarks.hall import path, quantile, resident
from tests.benchmarks.table import line
from tests.benchmarks.visits import script, session
from tests.browser.conftest import ROOT, Server

LINKS = 40  # runs that visitors choose from; more than that are seen only once
STAY, CHANGES = 12.0, 3  # seconds of a visit, changes in it
COLUMNS = ("minute", "MiB", "answers", "answer, median", "95 %", "script, median", "95 %", "no frames", "load")
WIDTHS = (7, 6, 8, 15, 9, 15, 9, 10, 6)


class Soak:
    """What was seen since the last line of the table."""

    def __init__(self, server: Server):
        self.server = server
        self.clear()

    def clear(self) -> None:
        self.waits: list[float] = []
        self.scripts: list[float] = []
        self.statuses: Counter[int | str] = Counter()

    async def visitor(self, until: float) -> None:
        """One after the other: each opens the page, plays, changes a knob a few times, and leaves."""
        while time.monotonic() < until:
            try:
                async with session(self.server.port) as socket:
                    for _ in range(CHANGES):
                        seed = random.randrange(LINKS) if random.random() < 0.5 else random.randrange(LINKS, 1_000_000)
                        visit = await script(socket, f"run={path(seed)(0).partition('run=')[2].partition('&')[0]}")
                        self.scripts.append(visit.whole or 0)
                        client = Client(self.server.port, path(seed))
                        await client.play(min(until, time.monotonic() + STAY / CHANGES))
                        self.waits += client.waits
                        self.statuses += client.statuses
            except (OSError, TimeoutError) as fault:
                self.statuses[type(fault).__name__] += 1
                await asyncio.sleep(1)

    def line(self, minute: float) -> tuple[str, ...]:
        """One line of the table."""
        wrong = sum(number for status, number in self.statuses.items() if status not in (200, 503))
        waits, scripts = self.waits or [0.0], self.scripts or [0.0]
        times = [f"{value * 1e3:.0f} ms" for each in (waits, scripts) for value in (median(each), quantile(each, 0.95))]
        return (f"{minute:.1f}", f"{resident(self.server):.0f}", str(len(self.waits)), *times, str(wrong),
                f"{os.getloadavg()[0]:.1f}")  # fmt: skip

    async def run(self, visitors: int, minutes: float, every: float = 60.0) -> list[float]:
        """Let them come and go; the memory at each line, MiB."""
        began, memory = time.monotonic(), []
        until = began + 60 * minutes
        crowd = [asyncio.ensure_future(self.visitor(until)) for _ in range(visitors)]
        while (left := until - time.monotonic()) > 0:
            await asyncio.sleep(min(every, left))
            memory.append(resident(self.server))
            print(line(self.line((time.monotonic() - began) / 60), WIDTHS), flush=True)
            self.clear()
        await asyncio.gather(*crowd)
        return memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--visitors", type=int, default=20, help="at once")
    asked = parser.parse_args()
    minutes, visitors = min(asked.minutes, 240.0), min(asked.visitors, 300)
    server = Server(ROOT).start()
    try:
        print(line(COLUMNS, WIDTHS))
        memory = asyncio.run(Soak(server).run(visitors, minutes, every=min(60.0, 60 * minutes / 5)))
        third = max(1, len(memory) // 3)
        growth = median(memory[-third:]) / median(memory[-2 * third : -third] or memory)
        print(f"memory, the last third of the time against the one before it: {growth:.2f} x")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
