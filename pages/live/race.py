"""A race as a recording. It is short and known whole, so one frame, a tape, serves for all of its steps."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from engine.studies.optimizer_race.hills import ground
from engine.studies.optimizer_race.race import Race
from engine.values.codec import decode
from engine.values.fields import Refused
from pages.live.recording import Recording
from pages.plots.race.tracks import Tracks
from pages.plots.race.views import PATCHES

MOST_POINTS, MOST_STEPS = 500, 1000  # on a network's loss
ROUNDS, STEPS = 4, 12  # to time a step


def playable(race: Race) -> Race:
    """The race, if it can be computed while one waits: the engine's own bounds are wider.

    Raises: Refused.
    """
    if race.on_network and race.hill.data.points > MOST_POINTS:
        raise Refused("Data.points", f"{race.hill.data.points} is not a whole number between 1 and {MOST_POINTS}")
    if race.on_network and race.steps > MOST_STEPS:
        raise Refused(
            "Race.steps", f"{race.steps} is not a whole number between 10 and {MOST_STEPS} on a network's loss"
        )
    return race


class RaceRecording:
    """All paths of a race, computed when it is made."""

    def __init__(self, race: Race):
        self.race, self.tracks = race, Tracks(race)
        self.seconds = step_seconds(self.tracks)
        self.end = race.steps, summary(self.tracks)

    @property
    def nbytes(self) -> int:
        return self.tracks.nbytes

    def advance(self, step: int, deadline: float) -> int:
        """The whole race is there."""
        return min(step, self.race.steps)

    def frame(self, step: int, views: tuple[str, ...]) -> dict[str, Any]:
        """The views of all steps at once; ``tape`` says how many those are, and how the race ended."""
        tape = {"steps": self.race.steps, "reason": self.end[1], "epoch": 1}
        patches = {name: PATCHES[name](self.tracks, self.seconds) for name in views}
        return {"step": step, "epoch": step, "numbers": {}, "views": patches, "tape": tape}


def step_seconds(tracks: Tracks) -> list[float]:
    """Seconds that a step takes each runner here, if it runs alone: a gradient and a direction."""
    race, theta = tracks.race, tracks.paths.points[0, :1]
    place = ground(race.hill, race.seed, race.noise, STEPS, 1)
    gradient = fastest(lambda t: place.gradient(theta, t))
    return [gradient + direction_seconds(runner.optimizer, theta) for runner in race.active]


def direction_seconds(optimizer: Any, theta: np.ndarray) -> float:
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


def summary(tracks: Tracks) -> str:
    """Who was lost and why, one sentence each."""
    return " ".join(fate.sentence for fate in tracks.paths.fates if fate.sentence)


class RaceKind:
    """Races of several optimizers: the Optimizer race."""

    views = tuple(PATCHES)

    def recording(self, code: str, parent: Recording | None) -> RaceRecording:
        """A recording of a race, complete."""
        return RaceRecording(playable(decode(code, Race)))
