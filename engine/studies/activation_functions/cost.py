"""What this page's runs cost: a few numbers at each z; and a race, ten stacks of networks that train at once."""

from __future__ import annotations

from engine.networks.activations import ACTIVATIONS
from engine.studies.activation_functions.activations import PLACES
from engine.studies.activation_functions.race import FunctionRace
from engine.training.cost import (
    BREATH,
    Bill,
    Cost,
    both_ways,
    opening,
    samples,
    steps_per_epoch,
    training,
    usual_step,
    widths,
    work,
)

CALLS_OF_A_FUNCTION, CALLS_OF_A_PICTURE, CALLS_OF_A_LOOK = 40, 2500, 300
ON_AN_EPOCH = 100  # of drawing one epoch of one curve


def bill_of_places() -> Bill:
    """All functions at every z; an answer works out all curves and draws one z."""
    curves = work(CALLS_OF_A_FUNCTION * len(ACTIVATIONS), 100 * len(PLACES), held=32 * len(ACTIVATIONS) * len(PLACES))
    drawn = work(CALLS_OF_A_PICTURE)
    return Bill(curves + drawn * len(PLACES), curves + drawn)


def bill(race: FunctionRace) -> Bill:
    """Every function's networks for all epochs; an answer may make one stack, move it by a breath, and look at it."""
    experiment, networks, functions = race.experiment, race.networks, len(ACTIVATIONS)
    seen = looking(race)
    made = opening(experiment, networks)
    trained = training(experiment, race.epochs * steps_per_epoch(experiment), networks)
    kept = work(held=8 * functions * (networks + 3 + len(widths(experiment))) * (race.epochs + 1) + 8 * race.epochs**2)
    drawn = work(CALLS_OF_A_PICTURE * 2, ON_AN_EPOCH * race.epochs * functions)
    one = made + trained + seen * (race.epochs + 1)
    every = Cost(one.flops, one.bytes * functions, one.seconds) + kept
    whole = Cost(every.flops * functions, every.bytes, every.seconds * functions) + drawn * (race.epochs + 1)
    answer = made + Cost(seconds=BREATH) + usual_step(experiment, networks) + seen + drawn
    return Bill(whole, answer)


def looking(race: FunctionRace) -> Cost:
    """All training points of one function's networks forward and backward, and what is made of the answers."""
    experiment, networks = race.experiment, race.networks
    examples = experiment.data.counts[0]
    judged = work(CALLS_OF_A_LOOK, 30 * networks * examples * experiment.data.sizes[1])
    return both_ways(experiment, examples, networks) + judged + work(held=samples(experiment, networks))
