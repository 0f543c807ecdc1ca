"""The problems to be learned, in the order of the menu.

A set is a frozen dataclass with ``sample(rng, m) -> (X, Y)``, and it knows what it samples: classes have
``log_density``, real targets have ``clean`` and ``deviation``. What a perfect learner would know (truth.py) builds on
that; what a network is shown of a set is made in samples.py. Sets whose points are given, not drawn, stand apart.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.datasets.class_sets import Blobs, Circles, Gaussians, Moons, Spirals, ThreeSpirals, Xor
from engine.datasets.many_class_sets import Rings, Row
from engine.datasets.own import Own
from engine.datasets.real_sets import Iris, Tumours, Wine
from engine.datasets.regression_sets import Bumps, Cubic, HousePrices, Plane, Sine, Step

DATASETS: Mapping[str, type] = {
    "circles": Circles,
    "xor": Xor,
    "gaussians": Gaussians,
    "spirals": Spirals,
    "moons": Moons,
    "three_spirals": ThreeSpirals,
    "blobs": Blobs,
    "rings": Rings,
    "row": Row,
    "plane": Plane,
    "bumps": Bumps,
    "house_prices": HousePrices,
    "sine": Sine,
    "cubic": Cubic,
    "step": Step,
}

GIVEN: Mapping[str, type] = {  # points that are not drawn: nobody knows the best possible answer
    "tumours": Tumours,
    "iris": Iris,
    "wine": Wine,
    "own": Own,
}
SOURCES: Mapping[str, type] = {**DATASETS, **GIVEN}
