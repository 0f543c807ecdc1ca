"""What is played on this page: functions along z, a network in training, and a race of all functions."""

from __future__ import annotations

from engine.chain import Chain
from engine.studies.activation_functions.activations import Activations, places
from engine.studies.activation_functions.cost import bill, bill_of_places
from engine.studies.activation_functions.race import FunctionRace, standings
from engine.training.cost import Bill
from pages.live import network
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.network import VIEWS as USUAL
from pages.plots.view import View
from pages.topics.activation_functions import learning, plane, product, reach, reached, shapes
from pages.topics.activation_functions.tiles import TILES

ALONG_Z = {
    "shape": View(shapes.spec, shapes.patch),
    "slope": View(shapes.slope_spec, shapes.slope_patch),
    **TILES,
}
LIVE = {
    "network": USUAL["network"],
    "lines": View(plane.spec, plane.patch, {"hard": plane.hard_patch}),
    "one_matrix": View(product.spec, product.patch),
    "answers": View(product.outputs_spec, product.outputs_patch),
}
RACED = {
    "learning": View(learning.spec, learning.patch),
    "reach": View(reach.spec, reach.patch),
    "reached": View(reached.spec, reached.patch),
    "times": View(reached.table_spec, reached.table_patch),
}


def record_race(race: FunctionRace, parent: Recording | None) -> Moments:
    """A recording of a race before its first epoch."""
    return Moments(standings(race))


def playable_race(race: FunctionRace) -> FunctionRace:
    """The race, if a page can show its network.

    Raises: Refused.
    """
    network.playable(Chain(((0, race.experiment),)))
    return race


NETWORK_KIND = network.network_kind(LIVE)
RACE_KIND = Kind("functions1", bill, record_race, RACED, Limit(seconds=60), playable_race)


def playable(study: Activations) -> Activations:
    """The study, if all that its page plays can be played.

    Raises: Refused.
    """
    chain = Chain(((0, study.live),))
    for kind, played in ((NETWORK_KIND, chain), (RACE_KIND, study.race), (RACE_KIND, study.deep)):
        kind.limit.refuse(kind.cost(played))
        kind.playable(played)
    return study


def cost(study: Activations) -> Bill:
    """What lies along z costs the same whatever the functions."""
    return bill_of_places()


def record(study: Activations, parent: Recording | None) -> Moments:
    """A recording before the first z."""
    return Moments(places(study))


KIND = Kind("activation1", cost, record, ALONG_Z, Limit(), playable)
