"""What a sweep may vary: how much or how long a network learns, from how many points, and how it is held back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.experiment import Experiment, Penalty
from engine.networks.network import Dense


@dataclass(frozen=True)
class Axis:
    """What may vary: its bounds and scale, usual first and last values, and how an experiment takes a value."""

    label: str
    low: float
    high: float
    first: float
    last: float
    scale: str
    whole: bool
    put: Callable[[Experiment, Any], Experiment]

    def values(self, first: float, last: float, count: int) -> tuple:
        """At most ``count`` different values from first to last, evenly spaced on the axis's scale."""
        spread = np.geomspace if self.scale == "log" else np.linspace
        steps = spread(first, last, count).tolist()
        return tuple(dict.fromkeys(round(each) if self.whole else float(f"{each:.2g}") for each in steps))


def with_units(experiment: Experiment, units: int) -> Experiment:
    """Every hidden layer as wide; a network without one gets one."""
    layers = experiment.network.layers or (Dense(),)
    layers = tuple(replace(layer, units=units) for layer in layers)
    return replace(experiment, network=replace(experiment.network, layers=layers))


def with_layers(experiment: Experiment, count: int) -> Experiment:
    """So many hidden layers, each like the first."""
    first = (experiment.network.layers or (Dense(8),))[:1]
    return replace(experiment, network=replace(experiment.network, layers=first * count))


def with_points(experiment: Experiment, points: int) -> Experiment:
    """More or fewer points, split in the same shares."""
    return replace(experiment, data=replace(experiment.data, points=points))


def with_l2(experiment: Experiment, l2: float) -> Experiment:
    """Another weight decay."""
    return replace(experiment, penalty=Penalty(experiment.penalty.l1, l2))


def with_keep_prob(experiment: Experiment, keep_prob: float) -> Experiment:
    """Dropout in every hidden layer."""
    layers = tuple(replace(layer, keep_prob=keep_prob) for layer in experiment.network.layers)
    return replace(experiment, network=replace(experiment.network, layers=layers))


AXES: dict[str, Axis] = {
    "units": Axis("units in a hidden layer", 1, 128, 1, 64, "log", True, with_units),
    "layers": Axis("hidden layers", 1, 8, 1, 6, "linear", True, with_layers),
    "epochs": Axis("epochs of training", 1, 5000, 3, 2000, "log", True, lambda experiment, _: experiment),
    "points": Axis("training points", 5, 5000, 20, 800, "log", True, with_points),
    "l2": Axis("L2 penalty λ", 1e-4, 100, 1e-3, 10, "log", False, with_l2),
    "keep_prob": Axis("keep probability", 0.05, 1, 0.3, 1, "linear", False, with_keep_prob),
}
