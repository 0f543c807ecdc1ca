"""A hundred thousand hostile requests: ``python -m tests.benchmarks.hostile --inputs 100000``; it takes a while."""

from __future__ import annotations

import argparse
import time
from collections import Counter

from hypothesis import HealthCheck, given, settings

from pages.live import workers
from tests.benchmarks.table import judged, show
from tests.live.asking import ask
from tests.live.hostile import queries

ALLOWED = (200, 400, 414, 503)
EVERY = 5000  # requests from one word to the next


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000)
    inputs = min(parser.parse_args().inputs, 1_000_000)
    workers.LONGEST_TURN = workers.SHORTEST_TURN = 0.005
    seen: Counter[int] = Counter()
    began = time.monotonic()

    @settings(max_examples=inputs, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(queries())
    def request(query: bytes) -> None:
        status, _, body = ask(query)
        seen[status] += 1
        if (done := sum(seen.values())) % EVERY == 0:
            print(f"{done:,} after {time.monotonic() - began:.0f} s", flush=True)
        assert status in ALLOWED and ("error" in body) == (status != 200), query

    request()
    wrong = sum(number for status, number in seen.items() if status not in ALLOWED)
    rows = [(f"answered with {status}", f"{number:,}", "", "") for status, number in sorted(seen.items())]
    rows.append(("answered with anything else", str(wrong), "0", judged(wrong, 0, False)))
    show(f"{sum(seen.values()):,} requests in {time.monotonic() - began:.0f} s", ("", "measured", "wanted", ""), rows)


if __name__ == "__main__":
    main()
