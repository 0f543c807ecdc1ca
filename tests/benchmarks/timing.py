"""Timing on a machine that others use too: sides take turns, and the fastest round of each counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

ROUNDS, SECONDS_A_ROUND = 9, 0.05
Run = Callable[[int], None]  # does so many rounds of its work


def take_turns(sides: Sequence[Run | None], rounds: int = ROUNDS) -> list[float]:
    """Seconds that one round of each side's work takes, in its fastest turn; NaN for a side that is missing."""
    counts = [rounds_in_a_turn(side) if side else 0 for side in sides]
    best = [float("inf") if side else float("nan") for side in sides]
    for _ in range(rounds):
        for index, (side, count) in enumerate(zip(sides, counts, strict=True)):
            if side:
                best[index] = min(best[index], seconds(side, count) / count)
    return best


def rounds_in_a_turn(side: Run) -> int:
    side(2)  # warm: caches, first allocations
    return max(1, round(SECONDS_A_ROUND / max(seconds(side, 3) / 3, 1e-6)))


def fastest(act: Callable[[], object], times: int) -> float:
    """Seconds of the fastest of so many calls."""
    act()
    return min(seconds(act) for _ in range(times))


def seconds(act: Callable[..., object], *given: object) -> float:
    """Seconds that one call takes."""
    began = time.process_time()
    act(*given)
    return time.process_time() - began
