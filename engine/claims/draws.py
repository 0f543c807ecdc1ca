"""Values drawn anew: other points, other first weights and batches; and how much of that is taken on."""

from __future__ import annotations

from dataclasses import replace

from engine.experiment import Experiment
from engine.studies.bias_variance.sweep import SEEDS, redrawn
from engine.training.cost import opening, steps_per_epoch, training

MOST_SECONDS, MOST_BYTES = 120, 4e8


def shifted(experiment: Experiment, by: int) -> Experiment:
    """The experiment with the by-th seeds after its own."""
    data = experiment.data
    return replace(experiment, data=replace(data, seed=(data.seed + by) % SEEDS), seed=(experiment.seed + by) % SEEDS)


def drawn(experiment: Experiment, seeds: range) -> list[Experiment]:
    """The experiment with other points and other first weights for each seed."""
    return redrawn(shifted(experiment, seeds.start), len(seeds))


def affordable(experiment: Experiment, replicas: int, epochs: int) -> bool:
    """Whether so many replicas of an experiment can be trained for so long while somebody waits."""
    steps = epochs * steps_per_epoch(experiment)
    cost = opening(experiment, replicas) + training(experiment, steps, replicas)
    return cost.seconds <= MOST_SECONDS and cost.bytes <= MOST_BYTES
