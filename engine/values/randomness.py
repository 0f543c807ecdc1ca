"""Randomness as a pure function of (seed, purpose, index): nothing is drawn in sequence, nothing is global.

Any batch, mask or first weight of any run can be drawn again, in any process, to the same bits.
"""

from __future__ import annotations

import numpy as np

PURPOSES = {
    "points": 0,
    "split": 1,
    "weights": 2,
    "order": 3,
    "dropout": 4,
    "augmentation": 5,
    "noise": 6,
    "search": 7,
    "directions": 8,
    "truth": 9,
    "starts": 10,
}


def generator(seed: int, purpose: str, index: int = 0) -> np.random.Generator:
    """A fresh generator for one purpose, keyed by its path (seed, purpose, index), not by earlier draws."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, PURPOSES[purpose], index))))
