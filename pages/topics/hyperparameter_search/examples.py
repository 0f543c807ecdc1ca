"""States worth opening: three knobs, five, two; the wrong scale; few trials."""

from __future__ import annotations

from engine.datasets import Moons
from engine.studies.hyperparameter_search.hunt import Hunt
from engine.studies.hyperparameter_search.knobs import KNOBS
from pages.controls.topic import Example

DEFAULT = Hunt()
ALL = tuple(KNOBS)

EXAMPLES: dict[str, Example] = {
    "Rate, momentum, units": Example(
        DEFAULT,
        "64 trials of a network each. A grid of 64 tries four learning rates, the dice 64. Watch the best so far, and "
        "where coarse to fine looks in its second and third round. Now click the ringed dot: it opens that network.",
    ),
    "Five knobs": Example(
        Hunt(knobs=ALL, source=Moons(noise=0.3)),
        "With five knobs a grid of 64 has two values of each, the ends of their ways, and 32 trials. Look at its dots, "
        "and compare the different values of α.",
    ),
    "Two knobs, and no dice needed": Example(
        Hunt(knobs=("rate", "units")),
        "With two knobs that both matter a grid of eight by eight is dense enough: compare the best so far. Random "
        "search gains where some knobs do not matter.",
    ),
    "On the wrong scale": Example(
        Hunt(knobs=("rate", "beta"), suited=False),
        "Rates spread evenly from 0.001 to 10: nine of ten trials have a rate above 1. Look at the dots of the dice, "
        "then switch to the scale that suits each knob.",
    ),
    "Eight trials": Example(
        Hunt(knobs=("rate", "beta", "units"), budget=8, rounds=2),
        "With eight trials luck decides. Reseed a few times and watch who is ahead; what matters is not shown at all: "
        "so few trials say nothing about it.",
    ),
}
