"""What a race costs, and what may be asked of it beyond watching: tuned rates, many starts, curvature.

Axes: T steps, R runners, P coordinates or parameters.
"""

from __future__ import annotations

from engine.networks.network import layout
from engine.studies.landscapes.curvature import LARGEST, STEPS
from engine.studies.optimizer_race.contest import MEASURED, RATES
from engine.studies.optimizer_race.hills import gradient_cost, step_cost, value_cost
from engine.studies.optimizer_race.paths import CALLS_OF_A_STACK, MOST_VALUES
from engine.studies.optimizer_race.race import Race
from engine.training.cost import Bill, Cost, forward, opening, training, work

RECORDED, KEPT = 16, 8  # bytes of a coordinate at one step: the point, and in half the bits gradient and velocity
ON_A_COORDINATE = 12  # what is done with it at each step
ON_AN_EIGENVALUE = 4 * LARGEST  # products for each of the Hessian's entries


def bill(race: Race) -> Bill:
    """The race, run and looked at once; pieces are no longer than a breath, so an answer is little but its opening."""
    runners = len(race.active)
    whole = descent(race, runners, runners, MOST_VALUES, RECORDED)
    if race.moved:  # the plane in which the start is moved
        whole += descent(race, runners, runners, 0, KEPT) + looking_back(race)
    return Bill(whole, ground_cost(race, runners) + looking_back(race))


def descent(race: Race, runners: int, kinds: int, values: int, bytes: int) -> Cost:
    """So many runners of so many kinds down the hill, their true loss measured at so many steps."""
    size = coordinates(race)
    numbers = runners * size * race.steps
    moved = step_cost(race.hill, runners) + work(CALLS_OF_A_STACK * (1 + kinds))
    kept = work(numbers=ON_A_COORDINATE * numbers, held=bytes * numbers)
    return ground_cost(race, runners) + moved * race.steps + value_cost(race.hill, runners) * values + kept


def ground_cost(race: Race, runners: int) -> Cost:
    """Making the ground."""
    if not race.on_network:
        return work(200)
    experiment = race.hill.experiment(race.seed)
    arrays = training(experiment, 0, runners) + forward(experiment, experiment.data.points)
    return opening(experiment, runners) + arrays


def looking_back(race: Race) -> Cost:
    """What is worked out of the paths for pictures: on a network, the plane that holds most of them."""
    numbers = len(race.active) * race.steps * coordinates(race)
    return work(500, 6 * numbers, held=8 * numbers)


def coordinates(race: Race) -> int:
    """P of a race's hill."""
    return layout(race.hill.network, *race.hill.sizes).P if race.on_network else len(race.hill.bounds)


def tune_cost(race: Race) -> Cost:
    """Every runner over all rates."""
    return descent(race, len(RATES), 1, MEASURED, 2 * KEPT) * len(race.active)


def league_cost(race: Race, starts: int) -> Cost:
    """Every runner from so many starts."""
    return descent(race, starts, 1, MEASURED, 2 * KEPT) * len(race.active)


def curvature_cost(race: Race) -> Cost:
    """The race, and the Hessian where a runner is: two gradients of the true loss for each parameter, or fewer."""
    size = coordinates(race)
    gradients = 2 * size if size <= LARGEST else 2 * STEPS
    return bill(race).whole + gradient_cost(race.hill) * gradients + work(products=ON_AN_EIGENVALUE * size * size)


def trust_cost(race: Race, places: int) -> Cost:
    """The race, its plane, and the true loss at so many places of each path and under them."""
    looked = value_cost(race.hill, len(race.active)) * (2 * places)
    return bill(race).whole + looking_back(race) + looked
