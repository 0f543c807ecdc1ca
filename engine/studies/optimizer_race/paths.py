"""The paths of a race, made in small pieces, with a breath (None) after each at which a caller may look at the clock.

Axis letters: T steps, R runners, P coordinates or parameters.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.optimizers.descent import strides
from engine.studies.landscapes.landscape import Plane, path_plane
from engine.studies.optimizer_race.fates import Fate, arrived, lost, why_lost
from engine.studies.optimizer_race.hills import Ground, ground
from engine.studies.optimizer_race.pack import Pack
from engine.studies.optimizer_race.race import Race, Runner
from engine.training.cost import in_a_breath, work

Array = np.ndarray
Pieces = Generator[None, None, Any]  # gives way after each piece of work, and returns what came of it
MOST_POINTS = 150  # of a path, to find the plane of all
MOST_VALUES = 250  # a network's true loss is measured at so many steps of a race, and in between on a straight line
NUMBERS_AT_ONCE = 1 << 19  # copied in one piece
CALLS_OF_A_STACK = 12  # of NumPy in a step, for the optimizers that move together


@dataclass(frozen=True)
class Paths:
    """What a race leaves behind. A lost runner's numbers are NaN from the step on at which it was lost.

    Shapes: points (T + 1, R, P), gradient and velocity (T, R, P) where recorded, values (T + 1, R), rates (T, R).
    """

    points: Array
    gradient: Array
    velocity: Array
    values: Array
    rates: Array
    fates: tuple[Fate, ...]
    plane: Plane | None = None  # in which the start was moved


def run(race: Race) -> Paths:
    """The paths of all runners that are switched on."""
    *_, paths = racing(race)
    return paths


def racing(race: Race) -> Iterator[Paths | None]:
    """The same in small pieces: a breath after each, and at the end the paths."""
    runners = race.active
    place = ground(race.hill, race.seed, race.noise, race.steps, len(runners))
    yield None
    first, plane = yield from starting(race, place)
    starts = np.tile(first, (len(runners), 1))
    points, rates, gradient, velocity = yield from descending(runners, place, starts, race.steps)
    gone = []
    for row in range(len(runners)):
        gone += lost(race.hill, points[:, row : row + 1])
        forget((points, gradient, velocity), row, gone[row])
        yield None
    values = (yield from measuring(place, points)) if race.on_network else place.value(points)
    fates = tuple(
        Fate(arrived(race, values[:, row]), step, why_lost(race, runner, step, values[:, row]))
        for row, (runner, step) in enumerate(zip(runners, gone, strict=True))
    )
    yield Paths(points, gradient, velocity, values, rates, fates, plane)


def starting(race: Race, place: Ground) -> Pieces:
    """The start (P,), and the plane in which it was moved, if it was: that of the same runners' paths from where they
    would start otherwise, so that it does not move along with the start."""
    if not race.moved:
        return place.start if race.on_network else race.start, None
    starts = np.tile(place.start, (len(race.active), 1))
    points, *_ = yield from descending(race.active, place, starts, race.steps, record=False)
    plane = plane_of(points)
    return place.start + race.along * plane.u + race.across * plane.v, plane


def plane_of(points: Array) -> Plane:
    """The plane that paths (T + 1, R, P) share: the principal components of some of their points."""
    every = -(-len(points) // MOST_POINTS)
    return path_plane(list(points[::every].swapaxes(0, 1)))


def forget(arrays: tuple[Array, ...], row: int, step: int | None) -> None:
    """Leave no numbers of a runner from the step on at which it was lost."""
    if step is not None:
        for each in arrays:
            each[step:, row] = np.nan


def descending(runners: Sequence[Runner], place: Ground, starts: Array, steps: int, record: bool = True) -> Pieces:
    """Paths (T + 1, R, P) of runners from starts (R, P); rates (T, R); gradient and velocity (T, R, P) or None."""
    shape = (steps, *starts.shape)
    gradient, velocity = (np.zeros(shape, np.float32), np.zeros(shape, np.float32)) if record else (None, None)
    pack = Pack([runner.optimizer for runner in runners], velocity)
    epochs = [t / place.steps_per_epoch for t in range(steps)]
    courses = {each: [each(epoch) for epoch in epochs] for each in {runner.schedule for runner in runners}}
    rates = np.array([courses[runner.schedule] for runner in runners]).T

    def slope(theta: Array, t: int) -> Array:
        out = place.gradient(theta, t)
        if record:
            gradient[t - 1] = out
        return out

    column, points = rates[:, pack.order, None], np.empty((steps + 1, *starts.shape))
    points[0] = starts[pack.order]
    every = in_a_breath(place.step_cost + work(CALLS_OF_A_STACK * (1 + len(pack.stacks))))
    yield from strides(pack, lambda epoch: column[int(epoch)], slope, points, every)
    for each in (points, gradient, velocity) if record else (points,):
        yield from reordered(each, np.argsort(pack.order))
    return points, rates, gradient, velocity


def reordered(rows: Array, order: Array) -> Iterator[None]:
    """Put the rows of every step (T, R, P) in order, in place."""
    if np.all(order == np.arange(len(order))):
        return
    every = max(1, NUMBERS_AT_ONCE // rows[0].size)
    for first in range(0, len(rows), every):
        rows[first : first + every] = rows[first : first + every, order]
        yield


def measuring(place: Ground, points: Array, most: int = MOST_VALUES) -> Pieces:
    """A network's true loss along paths: measured at up to ``most`` steps, and in between on a straight line."""
    last = len(points) - 1
    steps = np.unique([*range(0, last, -(-last // most)), last])
    known = np.empty((len(steps), points.shape[1]))
    every = in_a_breath(place.value_cost)
    for first in range(0, len(steps), every):
        known[first : first + every] = place.value(points[steps[first : first + every]])
        yield
    return np.stack([np.interp(np.arange(last + 1), steps, each) for each in known.T], axis=-1)
