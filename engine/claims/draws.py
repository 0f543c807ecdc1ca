"""Values drawn anew: other points, other first weights and batches; and how much of that is taken on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.experiment import Experiment
from engine.studies.bias_variance.sweep import SEEDS, redrawn
from engine.training.cost import opening, steps_per_epoch, training
from engine.training.evaluation import TOO_LARGE
from engine.values.bounds import Refused

MOST_SECONDS, MOST_BYTES = 60, 4e8


def shifted(experiment: Experiment, by: int) -> Experiment:
    """The experiment with the by-th seeds after its own."""
    data = experiment.data
    return replace(experiment, data=replace(data, seed=(data.seed + by) % SEEDS), seed=(experiment.seed + by) % SEEDS)


def drawn(experiment: Experiment, seeds: range) -> list[Experiment]:
    """The experiment with other points and other first weights for each seed."""
    return redrawn(shifted(experiment, seeds.start), len(seeds))


def refuse_diverged(numbers: np.ndarray) -> None:
    """Hold losses, or norms of weights, to a sane size.

    Raises: Refused, where one of them is beyond it, or no number.
    """
    if not (numbers < TOO_LARGE).all():  # a comparison with NaN is false
        raise Refused("Learning rate", "some of the networks diverge, so there is nothing to compare; lower it")


def affordable(experiment: Experiment, replicas: int, epochs: int) -> bool:
    """Whether so many replicas of an experiment can be trained for so long while somebody waits."""
    steps = epochs * steps_per_epoch(experiment)
    cost = opening(experiment, replicas) + training(experiment, steps, replicas)
    return cost.seconds <= MOST_SECONDS and cost.bytes <= MOST_BYTES
