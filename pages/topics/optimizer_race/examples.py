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

EXAMPLES = {name: Example(race) for name, race in RACES.items()}
