"""How many stationary points are saddles, if their curvature is a matter of chance: random Hessians by dimension.

Axes: n dimensions, N draws.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.studies.saddle_points.balls import Optima
from engine.values.fields import check, whole
from engine.values.randomness import generator

Array = np.ndarray
DIMENSIONS = tuple(range(1, 51))
DRAWS = 10_000
SHOWN = 100  # matrices whose directions are counted
RARE = 3 / DRAWS  # what never happened in DRAWS trials has, at 95 %, no greater chance: the rule of three
EXACT = {
    1: 1.0,
    2: 1 - np.sqrt(2) / 2,
    3: (np.pi - 2 * np.sqrt(2)) / (2 * np.pi),
}  # shares of bowls and summits together
DECAY = np.log(3) / 4  # of log share by n², for large n (Dean and Majumdar 2006)


@dataclass(frozen=True)
class Matrices:
    """Symmetric matrices of independent normal numbers, variance 1 beside the diagonal and 2 on it."""

    seed: int = whole(0, 0, 999_999, help="Draws the matrices")

    __post_init__ = check


def of_page(optima: Optima) -> Matrices:
    """The matrices of a page's value."""
    return Matrices(optima.seed)


@dataclass(frozen=True)
class Chance:
    """What chance makes of n dimensions: the share that are no saddles, and how many ways lead down in each draw."""

    matrices: Matrices
    n: int
    definite: float  # share of DRAWS that curve the same way in all directions
    ways: Array  # (n + 1,): share of SHOWN draws with so many directions down

    nbytes = 600

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        saddles = 1 - self.definite if self.n > 1 else 0.0
        told = f"{saddles:.2%}" if self.definite else f"more than {1 - RARE:.2%}"
        return {"epoch": self.n, "numbers": {"saddles": told}}


def symmetric(noise: np.random.Generator, count: int, n: int) -> Array:
    """Draws (count, n, n) of the ensemble."""
    matrix = noise.standard_normal((count, n, n))
    return (matrix + matrix.swapaxes(1, 2)) / np.sqrt(2)


@lru_cache(maxsize=256)
def definite(seed: int, n: int) -> float:
    """The share of DRAWS matrices whose eigenvalues all have one sign.

    A matrix of one sign has that sign all along its diagonal. So all diagonals are drawn first, and the rest only for
    those that still may be: this is the same chance, and of 10,000 large matrices hardly one is left.
    """
    noise = generator(seed, "noise", n)
    diagonal = np.sqrt(2) * noise.standard_normal((DRAWS, n))
    diagonal = np.abs(diagonal[(diagonal > 0).all(axis=1) | (diagonal < 0).all(axis=1)])
    matrix = symmetric(noise, len(diagonal), n)
    matrix[:, range(n), range(n)] = diagonal
    return float((np.linalg.eigvalsh(matrix)[:, 0] > 0).sum() / DRAWS) if len(diagonal) else 0.0


@lru_cache(maxsize=256)
def directions(seed: int, n: int) -> Array:
    """The share of SHOWN matrices with 0, 1 … n eigenvalues below 0, (n + 1,)."""
    down = (np.linalg.eigvalsh(symmetric(generator(seed, "directions", n), SHOWN, n)) < 0).sum(axis=1)
    return np.bincount(down, minlength=n + 1) / SHOWN


def independent(n: Any) -> Any:
    """The share without a saddle if each direction had a sign of its own: 2^(1 − n)."""
    return 2.0 ** (1 - np.asarray(n, float))


def chances(matrices: Matrices) -> Generator[Chance | None, None, str]:
    """Every dimension in turn; None as a breath between the two counts.

    Returns: a sentence on what came out.
    """
    last = 1
    for n in DIMENSIONS:
        share = definite(matrices.seed, n)
        yield None
        last = n if share else last
        yield Chance(matrices, n, share, directions(matrices.seed, n))
    return f"beyond {last} dimensions not one of {DRAWS:,} matrices was anything but a saddle"
