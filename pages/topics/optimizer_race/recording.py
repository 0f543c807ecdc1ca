"""A race as a recording. It is short and known whole, so one moment, its tracks, serves for all of its steps."""

from __future__ import annotations

from itertools import repeat

from engine.studies.optimizer_race.cost import bill
from engine.studies.optimizer_race.paths import racing
from engine.studies.optimizer_race.race import Race
from engine.training.cost import Bill
from engine.training.pieces import Work
from engine.values.bounds import Refused
from pages.live.kind import Kind
from pages.live.moments import Making, Moments
from pages.live.recording import Recording
from pages.topics.optimizer_race.hill import picture_cost, survey_cost, surveying
from pages.topics.optimizer_race.tracks import Tracks
from pages.topics.optimizer_race.views import VIEWS

MOST_POINTS, MOST_STEPS = 500, 1000  # on a network's loss


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


def cost(race: Race) -> Bill:
    """The engine's bill, and the picture of the hill."""
    run, drawn = bill(race), picture_cost(race)
    return Bill(run.whole + survey_cost(race) + drawn, run.answer + drawn)


def making(race: Race) -> Making:
    """Breaths while the race is run; then its tracks, once for each step. The sentence on who was lost."""
    for paths in racing(race):
        if paths is None:
            yield None
    tracks = Tracks(race, paths)
    yield from surveying(tracks)
    yield from repeat(tracks, race.steps + 1)
    return tracks.ending


def record(race: Race, parent: Recording | None) -> Moments:
    """A recording of a race; another race is of no help."""
    return Moments(making(race))


KIND = Kind("race1", cost, record, VIEWS, playable=playable)


def tracks_of(race: Race) -> Work:
    """The tracks of a race, made anew: who works on a job must not wait for a run that stands in the same line."""
    for paths in racing(race):
        if paths is None:
            yield 0.0
    return Tracks(race, paths)
