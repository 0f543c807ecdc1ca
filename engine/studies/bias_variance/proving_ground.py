"""Where networks are put to the test: points whose true answer is known, and fresh examples that nobody has seen.

Axes: R redraws, n coordinates, n_y outputs, G points of the ground, F fresh examples of each redraw.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.datasets.truth import truth
from engine.values.randomness import generator

Array = np.ndarray
ON_A_LINE, ON_A_SIDE, DRAWN = 128, 24, 1536  # points of a ground: of one feature, of two, and of classes
FRESH = 100  # examples for each redraw, beside its own splits


@dataclass(frozen=True)
class ProvingGround:
    """Points (n, G) spread as the problem spreads them, the true answer there (n_y, G), and the noise around it (G,).

    Of a problem with classes the answer is the chance of each output's class, and ``posterior`` (K, G) that of all.
    """

    points: Array
    answer: Array
    noise: Array
    posterior: Array | None

    @property
    def guess_error(self) -> float:
        """The error of the best answer that looks at nothing: a constant, or always the same class."""
        if self.posterior is not None:
            return 1 - 1 / len(self.posterior)
        return float(self.answer.var() + self.noise.mean())


@lru_cache(maxsize=32)
def proving_ground(source: Any) -> ProvingGround:
    """The proving ground of a problem."""
    if source.task == "regression":
        points = even(source)
        return ProvingGround(points, truth(source, points), np.full(points.shape[1], source.deviation**2), None)
    points, _ = source.sample(generator(0, "truth"), DRAWN)
    posterior = truth(source, points)
    answer = posterior[1:] if source.task == "binary" else posterior
    return ProvingGround(points, answer, (answer * (1 - answer)).sum(axis=0), posterior)


def even(source: Any) -> Array:
    """Midpoints of an even grid over the reach of a problem, (n, G): the mean over them is the mean over fresh x."""
    low, high = source.reach
    count = ON_A_LINE if source.dimensions == 1 else ON_A_SIDE
    side = low + (high - low) * (np.arange(count) + 0.5) / count
    return np.stack([each.ravel() for each in np.meshgrid(*[side] * source.dimensions)])


def fresh(source: Any, seed: int) -> tuple[Array, Array]:
    """Fresh examples of one redraw: X (n, F), Y (1, F)."""
    return source.sample(generator(seed, "truth", 1), FRESH)
