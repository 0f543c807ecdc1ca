"""``python -m engine.claims [number ...]``: measure all claims, or some, and write down what came out."""

from __future__ import annotations

import datetime
import sys
import time

from engine.claims import CLAIMS
from engine.claims.record import FILE, entry, measured, write


def main(numbers: list[int]) -> None:
    """Measure, tell, and write after each, so that what is known is kept."""
    known = dict(measured()) if FILE.exists() else {}
    for number in numbers:
        began = time.perf_counter()
        claim = CLAIMS[number]
        found = claim.verdict(clock=time.perf_counter)
        known[number] = entry(number, claim, found, datetime.date.today().isoformat())
        write(known[each] for each in sorted(known))
        print(f"{number:2d} {found.holds:15} {time.perf_counter() - began:6.1f} s  {found.sentence}", flush=True)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(CLAIMS))
