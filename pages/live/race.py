"""A race as a recording. It is short and known whole, so one frame, a tape, serves for all of its steps."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from engine.codec import decode
from engine.race import Race
from pages.live.recording import Recording
from pages.plots.race.tracks import Tracks
from pages.plots.race.views import PATCHES

TRIES, STEPS = 5, 20  # to time a step


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
    """Seconds that a step of each optimizer takes here, its share of the gradient not counted."""
    theta = tracks.paths.points[0, 0]
    return [direction_seconds(runner.optimizer, theta) for runner in tracks.race.active]


def direction_seconds(optimizer: Any, theta: np.ndarray) -> float:
    """Seconds of one call of ``direction``: the fastest of a few tries."""
    memory, grad, direction = optimizer.init(theta), np.ones_like(theta), np.empty_like(theta)
    fastest = np.inf
    for _ in range(TRIES):
        began = time.perf_counter()
        for t in range(1, STEPS + 1):
            optimizer.direction(grad, theta, memory, t, out=(direction, memory))
        fastest = min(fastest, (time.perf_counter() - began) / STEPS)
    return float(fastest)


def summary(tracks: Tracks) -> str:
    """How the race ended, in a sentence or two."""
    final = tracks.paths.values[-1]
    lost = [fate.sentence for fate in tracks.paths.fates if fate.sentence]
    if np.isfinite(final).any():
        first = int(np.nanargmin(final))
        lost.insert(
            0, f"After {tracks.race.steps:,} steps {tracks.looks[first]['name']} is lowest, at {final[first]:.3g}."
        )
    return " ".join(lost)


class RaceKind:
    """Races of several optimizers: the Optimizer race."""

    views = tuple(PATCHES)

    def recording(self, code: str, parent: Recording | None) -> RaceRecording:
        """A recording of a race, complete."""
        return RaceRecording(decode(code, Race))
