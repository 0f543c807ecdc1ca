"""Races that each show one thing in ten seconds."""

from __future__ import annotations

from typing import Any

from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant, InverseTime
from engine.studies.optimizer_race.hills import HILLS
from engine.studies.optimizer_race.race import Race, Runner
from engine.surfaces import quadratics
from pages.controls.topic import Example


def runner(slug: str, rate: float, **more: Any) -> Runner:
    """A runner with a constant rate."""
    return Runner(OPTIMIZERS[slug](**more), Constant(rate))


def race(hill: str, *runners: Runner, start: tuple[float, ...] | None = None, bowl: dict | None = None, **more) -> Race:
    """A race from a hill's own start, or from another."""
    ground = HILLS[hill](**(bowl or {}))
    x, y, *_ = (*(start or getattr(ground, "start", ())), 0.0, 0.0)
    return Race(hill=ground, runners=runners, x=x, y=y, **more)


BOWL = HILLS["bowl"](condition=20.0).curvatures()
LIMIT, (BEST_RATE, BEST_BETA) = quadratics.largest_rate(BOWL), quadratics.best_momentum(BOWL)

DEFAULT = Race()
RACES: dict[str, Race] = {
    "Rosenbrock's valley": DEFAULT,
    "The ravine: momentum damps the swing": race(
        "bowl", runner("gradient_descent", 0.095), runner("momentum", 0.3, beta=0.8), start=(-5.0, 2.0), steps=120
    ),
    "The saddle: who leaves it": race(
        "saddle",
        runner("gradient_descent", 0.02),
        runner("momentum", 0.02),
        runner("rmsprop", 0.02),
        runner("adam", 0.02),
        start=(-1.8, 0.00001),
        steps=300,
    ),
    "The plateau: nearly no slope": race(
        "plateau",
        runner("gradient_descent", 0.3),
        runner("momentum", 0.3),
        runner("adagrad", 0.3),
        runner("rmsprop", 0.05),
        runner("adam", 0.05),
        steps=400,
    ),
    "Just below and just above stability": race(
        "bowl", runner("gradient_descent", 0.99 * LIMIT), runner("gradient_descent", 1.01 * LIMIT), steps=150
    ),
    "The best momentum, after Polyak": race(
        "bowl",
        runner("gradient_descent", round(quadratics.best_rate(BOWL), 4)),
        runner("classical_momentum", round(BEST_RATE, 4), beta=round(BEST_BETA, 4)),
        steps=120,
    ),
    "Adam without bias correction": race(
        "bowl", runner("adam", 0.1), runner("adam", 0.1, bias_correction=False), steps=200
    ),
    "RMSprop bears a larger rate": race(
        "bowl",
        runner("gradient_descent", 0.05),
        runner("gradient_descent", 0.11),
        runner("rmsprop", 0.11),
        steps=150,
    ),
    "Decay against oscillation": race(
        "noisy_ravine",
        runner("gradient_descent", 0.03),
        Runner(OPTIMIZERS["gradient_descent"](), InverseTime(0.03, decay=0.05)),
        bowl={"condition": 20.0, "noise": 8.0},
        steps=400,
    ),
    "w² − 10w + 25, in one dimension": race(
        "parabola",
        runner("gradient_descent", 0.1),
        runner("momentum", 0.1),
        runner("adam", 0.3),
        start=(0.0,),
        steps=100,
    ),
    "Four valleys: the start decides": race(
        "himmelblau", runner("gradient_descent", 0.01), runner("momentum", 0.01), runner("adam", 0.1), steps=200
    ),
    "The loss of a real network": race(
        "network",
        runner("gradient_descent", 0.5),
        runner("momentum", 0.5),
        runner("rmsprop", 0.01),
        runner("adam", 0.02),
        steps=300,
        tolerance=0.05,
    ),
}

TEXTS: dict[str, str] = {
    "Rosenbrock's valley": (
        "All find the valley at once; along its floor hardly anything pulls. Look at who still moves at the end: "
        "nobody arrives in 300 steps. Now click the hill elsewhere, or sweep all rates below."
    ),
    "The ravine: momentum damps the swing": (
        "Both run near the rate at which plain descent would swing for ever. Look at the two zigzags: momentum adds "
        "up what points along and cancels what points across. Now raise both rates."
    ),
    "The saddle: who leaves it": (
        "The start lies almost on the ridge. RMSprop and Adam, which scale each coordinate, are gone within 50 steps; "
        "plain descent needs 235, and momentum is still there at the end. Now start farther off."
    ),
    "The plateau: nearly no slope": (
        "Where the slope is nearly nothing, a step of rate × slope is too. AdaGrad, RMSprop and Adam divide by the "
        "slope's size and cross it first. Now give plain descent ten times the rate."
    ),
    "Just below and just above stability": (
        "It fails on purpose: two rates 2 % apart, on both sides of 2/λ, the largest curvature's. One comes in, the "
        "other swings out. Now find the limit yourself, with the marks at its rate."
    ),
    "The best momentum, after Polyak": (
        "Both at the best rate that theory knows for this bowl: 43 steps without momentum, 17 with it. Now move β up "
        "or down by 0.1: the best is a narrow place."
    ),
    "Adam without bias correction": (
        "The averages begin at 0; without the correction the first steps are too large, for the average of squares is "
        "the smaller of the two. Here that even arrives first. Now take a tenth of the rate."
    ),
    "RMSprop bears a larger rate": (
        "It fails on purpose: at 0.11 plain descent is lost by step 44, for that is above its limit of 0.1. RMSprop "
        "divides by the gradient's size and comes in. Look at its end: it trembles, and stays so."
    ),
    "Decay against oscillation": (
        "The slopes are noisy. The constant rate is quick and then wanders about the minimum; the falling one ends "
        "nearer. Now raise the decay: too much of it stops on the way, and that fails too."
    ),
    "w² − 10w + 25, in one dimension": (
        "The notes' first example: the minimum lies at w = 5. All three are there within 20 steps, two of them by "
        "running past it. Now set plain descent to a rate of 1.1, and it fails."
    ),
    "Four valleys: the start decides": (
        "Four minima, all equally deep. Look at which one each runner falls into. Now click the hill: near a "
        "watershed, runners from one start part."
    ),
    "The loss of a real network": (
        "The plane shows two of all its directions, so lines may seem to climb. Adam is within the goal after 51 "
        "steps, plain descent after 108. Now open Many starts below: was it luck?"
    ),
}

EXAMPLES = {name: Example(race, TEXTS[name]) for name, race in RACES.items()}
