"""Fair comparisons: every runner over a grid of rates, and over many starts, instead of one lucky run.

Axis letters: R runners, G rates, N starts, S measured steps.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from engine.networks.network import first_theta
from engine.studies.optimizer_race.fates import arrived, goal, lost
from engine.studies.optimizer_race.hills import ground
from engine.studies.optimizer_race.paths import descending, measuring, starting
from engine.studies.optimizer_race.race import Race, Runner
from engine.training.cost import in_a_breath
from engine.training.pieces import Work, counted, one_by_one, outcome, part
from engine.values.fields import specs
from engine.values.randomness import generator

Array = np.ndarray
RATES = np.array([float(f"{each:.2g}") for each in np.logspace(-5, 1, 31)])
INNER = 0.9  # share of a hill's width in which starts are drawn
READ = 50  # runs whose fate is read at once
MEASURED = 24  # steps at which a network's true loss is measured


@dataclass(frozen=True)
class Trials:
    """What came of N runs of one runner, alike but for one thing: final loss, step of arrival, lost or not; all (N,).

    ``values`` (T + 1, N) is the loss on the way; ``arrived`` is NaN where a run never came within the tolerance.
    """

    final: Array
    arrived: Array
    lost: Array
    values: Array


@dataclass(frozen=True)
class Tuning:
    """Each runner over the rates, (R, G): final loss, NaN where lost, and step of arrival; the rates to take, (R,).

    ``largest_stable`` is NaN for a runner that no rate is stable for.
    """

    rates: Array
    final: Array
    arrived: Array
    best: Array
    largest_stable: Array

    @property
    def lowest(self) -> Array:
        """The rate with the lowest end of each runner, (R,), whenever it arrived; NaN where all are lost."""
        ends = np.where(np.isfinite(self.final), self.final, np.inf)
        return np.where(np.isfinite(ends).any(axis=1), self.rates[ends.argmin(axis=1)], np.nan)


def trials(race: Race, runners: Sequence[Runner], starts: Array) -> Trials:
    """N runs as one stack: one runner, or one for each of the starts (N, P)."""
    return outcome(trying(race, runners, starts))


def trying(race: Race, runners: Sequence[Runner], starts: Array) -> Work:
    """``trials`` in pieces."""
    yield 0.0
    place = ground(race.hill, race.seed, race.noise, race.steps, len(starts))
    descent = descending(runners, place, starts, race.steps, record=False)
    strides = ceil(race.steps / in_a_breath(place.step_cost))
    points = (yield from part(counted(descent, strides), 0, 0.9))[0]
    gone: list[int | None] = []
    for row in range(0, len(starts), READ):
        gone += lost(race.hill, points[:, row : row + READ])
        yield 0.9
    for row, step in enumerate(gone):
        if step is not None:
            points[step:, row] = np.nan
    measure = part(counted(measuring(place, points, MEASURED), MEASURED), 0.9, 1)
    values = (yield from measure) if race.on_network else place.value(points)
    steps = [arrived(race, each) for each in values.T]
    when = np.array([np.nan if step is None else step for step in steps], float)
    return Trials(values[-1], when, np.array([step is not None for step in gone]), values)


def tune(race: Race, rates: Array = RATES) -> Tuning:
    """Each runner's first rate over a grid, everything else as in the race; one stacked run for each runner.

    The best rate arrives first and is there at the end or, if none is, ends lowest. The largest stable one is the
    largest up to which no rate is lost or ends above its start.
    """
    return outcome(tuning(race, rates))


def tuning(race: Race, rates: Array = RATES) -> Work:
    """``tune`` in pieces."""
    first = np.tile(start(race), (len(rates), 1))
    fields = [[with_rate(runner, float(rate)) for rate in rates] for runner in race.active]
    each = yield from one_by_one([trying(race, field, first) for field in fields])
    best = [fastest(race, rates, one) for one in each]
    stable = [last_stable(rates, one) for one in each]
    final, when = np.stack([one.final for one in each]), np.stack([one.arrived for one in each])
    return Tuning(rates, final, when, np.array(best), np.array(stable))


def fastest(race: Race, rates: Array, one: Trials) -> float:
    """The rate that arrived first of those there at the end; if none is, of the lowest end; NaN if all are lost."""
    final = np.where(np.isfinite(one.final) & ~one.lost, one.final, np.inf)
    if not np.isfinite(final).any():
        return np.nan
    there = np.where(final <= goal(race), one.arrived, np.nan)
    return float(rates[np.nanargmin(there) if np.isfinite(there).any() else np.argmin(final)])


def last_stable(rates: Array, one: Trials) -> float:
    """The last rate before the first that was lost or ended above its start; NaN where that is the very first."""
    good = ~one.lost & (one.final <= one.values[0])
    count = len(good) if good.all() else int(np.argmin(good))
    return float(rates[count - 1]) if count else np.nan


def with_rate(runner: Runner, rate: float) -> Runner:
    """The same runner at another first rate."""
    return dataclasses.replace(runner, schedule=dataclasses.replace(runner.schedule, rate=rate))


def start(race: Race) -> Array:
    """The start of a race, (P,): a point of the surface, or the first weights of the network."""
    if race.moved:
        return outcome(starting(race, ground(race.hill, race.seed, race.noise, race.steps, len(race.active))))[0]
    return starts(race, 1)[0] if race.on_network else race.start


def starts(race: Race, count: int) -> Array:
    """Many starts (N, P): all over a surface, or first weights by seeds that follow the race's own."""
    if not race.on_network:
        low, high = np.array(race.hill.bounds).T
        middle, half = (low + high) / 2, INNER * (high - low) / 2
        return middle + half * generator(race.seed, "starts").uniform(-1, 1, (count, len(low)))
    network, sizes = race.hill.network, race.hill.sizes
    top = int(specs(Race)["seed"].high) + 1
    return np.stack([first_theta(network, *sizes, (race.seed + index) % top) for index in range(count)])


def league(race: Race, count: int) -> list[Trials]:
    """Each runner from the same many starts, feeling the same noise or seeing the same mini-batches."""
    return outcome(competing(race, count))


def competing(race: Race, count: int) -> Work:
    """``league`` in pieces."""
    first = starts(race, count)
    return (yield from one_by_one([trying(race, [runner] * count, first) for runner in race.active]))
