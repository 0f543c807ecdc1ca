"""Thirty people on each page at once, each with a run of their own: ``python -m tests.benchmarks.everywhere``.

One server for all pages, one after the other, so its store is soon full. Large runs cannot all be held: what matters
there is that some come to their end, for then others can begin. Takes about eight minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from statistics import median
from typing import Any

from engine.values.codec import encode
from pages.controls.topic import Layout, Topic
from pages.topics import topics
from tests.benchmarks.crowd import Client, played
from tests.benchmarks.hall import bad, frames_of, resident
from tests.benchmarks.table import line
from tests.browser.conftest import ROOT, Server

COLUMNS = ("page", "layout", "frames/s", "slowest/median", "at their end", "sent away", "no frames", "MiB")
WIDTHS = (24, 12, 9, 15, 13, 10, 10, 7)
seeds = iter(random.SystemRandom().sample(range(1_000_000), 50_000))


def reseeded(value: Any, seed: int) -> Any:
    """A value with another seed wherever it has one."""
    if isinstance(value, tuple):
        return tuple(reseeded(each, seed) for each in value)
    if not is_dataclass(value):
        return value
    changed = {field.name: reseeded(getattr(value, field.name), seed) for field in fields(value) if field.init}
    return replace(value, **changed | ({"seed": seed} if "seed" in changed else {}))


def client(server: Server, topic: Topic, layout: Layout) -> Client:
    """One who plays a run of his own, with all views of the layout."""
    code = encode(layout.run(reseeded(topic.default, next(seeds))))
    return Client(server.port, frames_of(code, ",".join(layout.views)))


def rows(server: Server, people: int, seconds: float) -> Iterator[tuple[str, ...]]:
    """What comes of it, page by page."""
    for topic in topics():
        for name, layout in topic.layouts.items():
            crowd = [client(server, topic, layout) for _ in range(people)]
            asyncio.run(played(crowd, seconds))
            got = sorted(each.frames for each in crowd)
            share = got[0] / median(got) if median(got) else 0
            yield (topic.slug, name or "-", f"{sum(got) / seconds:.0f}", f"{share:.2f}",
                   str(sum(each.ended for each in crowd)), str(sum(each.statuses[503] for each in crowd)),
                   str(bad(crowd)), f"{resident(server):.0f}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=30, help="at once")
    parser.add_argument("--seconds", type=float, default=10.0, help="for each layout of each page")
    asked = parser.parse_args()
    server = Server(ROOT).start()
    try:
        print(line(COLUMNS, WIDTHS))
        for row in rows(server, asked.people, asked.seconds):
            print(line(row, WIDTHS), flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
