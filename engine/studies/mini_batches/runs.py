"""All runs of a comparison, looked at ten times an epoch, and the plane of parameters in which they are seen.

Axes: K sizes, T + 1 looks, P parameters.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.studies.landscapes.landscape import Plane, path_plane
from engine.studies.mini_batches.batches import Batches
from engine.training.cost import in_a_breath, usual_step
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused

Array = np.ndarray
LOOKS = 10  # an epoch
SIDE = 41  # points of the plane's grid


@dataclass(frozen=True)
class Runs:
    """What all runs leave: points (T + 1, K, P), costs of the whole training set (T + 1, K), the plane and J on it."""

    batches: Batches
    points: Array
    costs: Array
    plane: Plane
    window: tuple[tuple[float, float], tuple[float, float]]
    heights: Array  # (SIDE, SIDE), a row for each value of the second coordinate

    @property
    def places(self) -> Array:
        """The paths in the picture, as shares of its sides, (T + 1, K, 2)."""
        low, high = np.array(self.window).T
        return (self.plane.coordinates(self.points) - low) / (high - low)


@dataclass(frozen=True)
class Moment:
    """All runs, up to one look."""

    runs: Runs
    look: int

    nbytes = 64

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        costs = self.runs.costs[self.look]
        best = int(np.argmin(costs))
        told = {"lowest J": f"{costs[best]:.3f}, size {self.runs.batches.sizes[best]}"}
        return {"epoch": self.look / LOOKS, "numbers": told}


def running(batches: Batches) -> Generator[Moment | None, None, str]:
    """Every look; None while the runs and the plane are still in the making.

    Returns: a sentence on what came out.
    Raises: Refused, where a run diverges.
    """
    runs = yield from making(batches)
    for look in range(len(runs.points)):
        yield Moment(runs, look)
    ends = runs.costs[-1]
    best = int(np.argmin(ends))
    steps = [batches.epochs * -(-batches.points // batches.count(size)) for size in batches.sizes]
    return f"batches of {batches.sizes[best]} came lowest, to {ends[best]:.3f}, with {steps[best]:,} steps"


def making(batches: Batches) -> Generator[None, None, Runs]:
    """All runs, and the plane of their paths."""
    paths = []
    for size in batches.sizes:
        paths.append((yield from path(Trainer(batches.experiment(size)), batches.epochs)))
    points = np.stack(paths, axis=1)
    if not np.isfinite(points).all():
        raise Refused("Batches.rate", f"{batches.rate:g} makes a run diverge; choose a smaller one")
    objective = Objective(batches.experiment(batches.sizes[0]))
    yield None
    plane = path_plane([points[:, k] for k in range(points.shape[1])])
    window = plane.window([points[:, k] for k in range(points.shape[1])])
    across, up = (np.linspace(*ends, SIDE) for ends in window)
    heights = []
    for each in up:
        heights.append(objective.cost(plane.points(across, np.full(SIDE, each))))
        yield None
    return Runs(batches, points, objective.cost(points), plane, window, np.array(heights))


def path(trainer: Trainer, epochs: int) -> Generator[None, None, Array]:
    """The parameters at every look, (T + 1, P): after the last whole step by then."""
    state, found = trainer.start(), [trainer.first.copy()]
    every = in_a_breath(usual_step(trainer.experiment))
    for look in range(1, LOOKS * epochs + 1):
        due = look * trainer.steps_per_epoch // LOOKS
        while state.step < due:
            state = trainer.advance(state, min(every, due - state.step))
            yield None
        found.append(state.theta.copy())
    return np.array(found)
