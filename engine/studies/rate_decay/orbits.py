"""How far noise keeps descent from the minimum: measured on particles, and by theory.

Axes: K schedules, R particles, T steps, 2 coordinates.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.studies.rate_decay.decay import PARTICLES, START, Decay, rates
from engine.values.randomness import generator

Array = np.ndarray
FAR = 1e6  # from the minimum: here a schedule has diverged
CONSTANTS = tuple(float(f"{each:.3g}") for each in np.geomspace(0.01, 1.5, 12))  # rates at which orbits are measured
SETTLING, LOOKING = 2000, 500  # steps of a measured orbit


@dataclass(frozen=True)
class Orbits:
    """The particles of all schedules after one step more: ``places`` is (K, R, 2), the rest (K,)."""

    decay: Decay
    step: int
    places: Array
    rates: Array  # of the next step
    radius: Array  # root of the mean squared distance to the minimum

    @property
    def nbytes(self) -> int:
        return self.places.nbytes + 24 * len(self.rates)

    @property
    def epoch(self) -> float:
        """How far the particles are."""
        return self.step / self.decay.epoch

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        return {"epoch": self.epoch, "numbers": {"nearest": f"{self.radius.min():.2g}"}}


def move(places: Array, rate: Array, noise: Array, decay: Decay) -> Array:
    """θ := θ − α (Λθ + σ ξ); the noise ξ (R, 2) is the same for all schedules."""
    return places - rate[:, None, None] * (decay.curvatures * places + decay.noise * noise)


def expected(moments: tuple[Array, Array], rate: Array, decay: Decay) -> tuple[Array, Array]:
    """Mean and variance of both coordinates, (K, 2), a step later: m := (1 − αλ) m, v := (1 − αλ)² v + α² σ²."""
    mean, variance = moments
    kept = 1 - rate[:, None] * decay.curvatures
    return kept * mean, kept**2 * variance + (rate[:, None] * decay.noise) ** 2


def orbits(decay: Decay) -> Generator[Orbits, None, str]:
    """Every step of all schedules, until the last, or until one has gone too far.

    Returns: a sentence on what came out.
    """
    alpha = rates(decay)
    places = np.tile(START, (alpha.shape[1], PARTICLES, 1))
    noise = generator(decay.seed, "noise")
    for step in range(decay.steps + 1):
        radius = root_mean_square(places)
        now = Orbits(decay, step, places, alpha[min(step, decay.steps - 1)], radius)
        yield now
        if radius.max() > FAR:
            gone = decay.active[int(np.argmax(radius))].schedule.label
            return f"{gone} diverged after {step} steps: its rate is above 2/λ"
        if step < decay.steps:
            places = move(places, alpha[step], noise.standard_normal((PARTICLES, 2)), decay)
    return conclusion(now)


def conclusion(last: Orbits) -> str:
    """Who came nearest, in one sentence."""
    names = [pace.schedule.label for pace in last.decay.active]
    order = np.argsort(last.radius)
    nearest = f"{names[order[0]]} ended nearest to the minimum, {last.radius[order[0]]:.2g} away"
    if len(order) == 1:
        return nearest
    return f"{nearest}; farthest was {names[order[-1]]}, {last.radius[order[-1]]:.2g}"


@np.errstate(over="ignore", invalid="ignore")
def theory(decay: Decay) -> Array:
    """The expected radius of all schedules before and after every step, (T + 1, K); not finite where one diverges."""
    alpha = rates(decay)
    moments = np.tile(START, (alpha.shape[1], 1)), np.zeros((alpha.shape[1], 2))
    found = [np.sqrt((moments[0] ** 2 + moments[1]).sum(axis=1))]
    for rate in alpha:
        moments = expected(moments, rate, decay)
        found.append(np.sqrt((moments[0] ** 2 + moments[1]).sum(axis=1)))
    return np.array(found)


def root_mean_square(places: Array) -> Array:
    """√(mean of ‖θ‖²) over particles: (..., R, 2) → (...)."""
    return np.sqrt((places**2).sum(axis=-1).mean(axis=-1))


def settled(rate: Any, decay: Decay) -> Any:
    """The radius at which an orbit settles at a constant rate: √ Σ α σ² / (λ (2 − αλ)), so it grows as √α.

    It is what v = (1 − αλ)² v + α² σ² comes to. Shapes: rate () or (N,).
    """
    alpha = np.asarray(rate)[..., None]
    return np.sqrt((alpha * decay.noise**2 / (decay.curvatures * (2 - alpha * decay.curvatures))).sum(axis=-1))


@lru_cache(maxsize=32)
def measured(decay: Decay) -> tuple[float, ...]:
    """Radii of orbits at each of CONSTANTS, over the last LOOKING of SETTLING + LOOKING steps from the minimum on."""
    alpha, noise = np.array(CONSTANTS), generator(decay.seed, "noise", 1)
    places, squares = np.zeros((len(alpha), PARTICLES, 2)), np.zeros(len(alpha))
    for step in range(SETTLING + LOOKING):
        places = move(places, alpha, noise.standard_normal((PARTICLES, 2)), decay)
        if step >= SETTLING:
            squares += root_mean_square(places) ** 2
    return tuple(np.sqrt(squares / LOOKING).tolist())


def slope(decay: Decay, most: float = 0.2) -> float:
    """How steeply the measured radius grows with the rate, on log-log axes, at rates up to ``most``."""
    radii = np.array(measured(decay))
    small = np.array(CONSTANTS) <= most
    return float(np.polyfit(np.log(np.array(CONSTANTS)[small]), np.log(radii[small]), 1)[0])
