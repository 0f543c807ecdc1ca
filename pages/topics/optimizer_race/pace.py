"""What the curves of a race run over: steps, gradients of single examples, or seconds of computing.

Seconds are those of this computer in this minute. They are part of the page alone: no frame holds a clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.studies.optimizer_race.contest import start
from engine.studies.optimizer_race.hills import ground
from engine.studies.optimizer_race.race import Race

Array = np.ndarray
ROUNDS, STEPS = 4, 12  # to time a step


@dataclass(frozen=True)
class Paced:
    """A race, and what its curves run over: the words of that axis, and how much of it a step of each runner takes."""

    race: Race
    axis: str
    paces: tuple[float, ...]


def paced(race: Race, look: Mapping[str, str]) -> Paced:
    """A race as the page's ``pace`` says."""
    axis, paces = PACES[look["pace"]]
    return Paced(race, axis, paces(race))


def single_steps(race: Race) -> tuple[float, ...]:
    """One for every runner."""
    return (1,) * len(race.active)


def gradients(race: Race) -> tuple[float, ...]:
    """Gradients of single examples in a step: on a network as many as a mini-batch has."""
    batch = min(race.hill.batch_size, race.hill.data.points) if race.on_network else 1
    return (batch,) * len(race.active)


@lru_cache(maxsize=256)
def seconds(race: Race) -> tuple[float, ...]:
    """Seconds that a step takes each runner here, if it runs alone: a gradient and a direction."""
    theta = start(race)[None]
    place = ground(race.hill, race.seed, race.noise, STEPS, 1)
    gradient = fastest(lambda t: place.gradient(theta, t))
    return tuple(gradient + direction_seconds(runner.optimizer, theta) for runner in race.active)


def direction_seconds(optimizer: Any, theta: Array) -> float:
    """Seconds of one call of ``direction``."""
    memory, grad, direction = optimizer.init(theta), np.ones_like(theta), np.empty_like(theta)
    return fastest(lambda t: optimizer.direction(grad, theta, memory, t, out=(direction, memory)))


def fastest(call: Callable[[int], Any]) -> float:
    """Seconds of one call, in the fastest of a few rounds."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for t in range(1, STEPS + 1):
            call(t)
        rounds.append((time.perf_counter() - began) / STEPS)
    return min(rounds)


# What may be chosen: the words of the axis, and how much of it a step of each runner takes.
PACES: dict[str, tuple[str, Callable[[Race], tuple[float, ...]]]] = {
    "steps": ("step", single_steps),
    "gradients": ("gradients of single examples", gradients),
    "seconds": ("seconds of computing", seconds),
}
