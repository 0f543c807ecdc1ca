"""What all views of sizes share: their colours and names, and the gradients at one moment."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from engine.studies.mini_batches.batches import ALL, SIZES, Batches
from engine.studies.mini_batches.clouds import Cloud, cloud, each_gradient
from engine.studies.mini_batches.runs import Moment

Array = np.ndarray
# From one example, warm, to all of them, cold.
COLORS = ("#d6336c", "#e4572e", "#f59322", "#cf9a12", "#86b52c", "#17a06f", "#22a6c9", "#2f7fe0", "#7042fa")
HUES = dict(zip(SIZES, COLORS, strict=True))


def name(size: str) -> str:
    """A size in words."""
    return {"1": "1: stochastic", ALL: "all: batch"}.get(size, size)


def legend(batches: Batches) -> list[dict[str, Any]]:
    """The sizes by their colours."""
    return [{"label": name(size), "color": HUES[size]} for size in batches.sizes]


@lru_cache(maxsize=64)
def gradients(batches: Batches, theta: bytes) -> Array:
    """Those of all examples at a theta, (m, P); views of one frame ask for the same."""
    return each_gradient(batches.experiment(batches.sizes[-1]), np.frombuffer(theta))


def here(moment: Moment) -> Array:
    """The gradients of all examples where the run of the last size is by now, (m, P)."""
    batches = moment.runs.batches
    return gradients(batches, np.ascontiguousarray(moment.runs.points[moment.look, -1]).tobytes())


def clouds(moment: Moment) -> list[Cloud]:
    """Batches of each size there."""
    batches, found = moment.runs.batches, here(moment)
    return [cloud(found, batches.count(size), batches.seed) for size in batches.sizes]
