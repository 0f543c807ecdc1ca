"""A contest as one run over the epochs: its recording and what can be seen of it."""

from __future__ import annotations

from engine.studies.arena.arena import Arena
from engine.studies.arena.bout import fighting
from engine.studies.arena.cost import bill
from engine.values.bounds import Refused
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.network import MOST_POINTS
from pages.live.recording import Recording
from pages.topics.arena import curves, planes


def record(arena: Arena, parent: Recording | None) -> Moments:
    """A recording before its first look; one of another contest is of no use to it."""
    return Moments(fighting(arena))


def playable(arena: Arena) -> Arena:
    """The contest, if all its points can be drawn.

    Raises: Refused.
    """
    points = arena.experiments[0].data.points
    if points > MOST_POINTS:
        raise Refused("Data.points", f"{points} is not a whole number between 1 and {MOST_POINTS}")
    return arena


VIEWS = {**planes.RUNS, "difference": planes.DIFFERENCE, "losses": curves.LOSSES, "scores": curves.SCORES}
KIND = Kind("arena1", bill, record, VIEWS, Limit(seconds=60), playable)
