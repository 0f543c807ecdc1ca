"""Trials as experiments: a hyper-parameter by its name, an experiment of each trial, and their dev losses.

A name is a path through an experiment's fields: "schedule.rate", "optimizer.beta1", "penalty.l2", "batch_size", or, for
all hidden layers at once, "network.layers.units".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from engine.datasets.samples import Samples
from engine.experiment import Experiment
from engine.studies.hyperparameter_search.search import Dimension, Trial
from engine.training.run import train
from engine.values.bounds import Number, Refused, brief
from engine.values.codec import cold_key
from engine.values.fields import specs

STACKED = 64  # trials that train together at most: more would not fit a core's cache


def dimension(experiment: Experiment, name: str, low: float | None = None, high: float | None = None) -> Dimension:
    """A dimension over a field's own bounds, or narrower ones, on its own scale.

    Raises: Refused where an experiment has no such number.
    """
    *path, last = name.split(".")
    owner: Any = experiment
    for step in path:
        owner = getattr(owner, step, None)
        owner = owner[0] if isinstance(owner, tuple) and owner else owner
    spec = specs(owner).get(last) if hasattr(owner, "__dataclass_fields__") else None
    if not isinstance(spec, Number):
        raise Refused("name", f"{brief(name)} is no number of this experiment")
    return Dimension(
        name, low if low is not None else spec.low, high if high is not None else spec.high, spec.scale, spec.whole
    )


def put(owner: Any, name: str, value: float) -> Any:
    """An experiment with another value of one field, found by its path; in a tuple, such as the layers, in every entry.

    Raises: Refused where there is no such field, or the value is outside its bounds.
    """
    if isinstance(owner, tuple):
        return tuple(put(each, name, value) for each in owner)
    first, _, rest = name.partition(".")
    if first not in specs(owner):
        raise Refused("name", f"{type(owner).__name__} has no field {brief(first)}; it has {', '.join(specs(owner))}")
    return replace(owner, **{first: put(getattr(owner, first), rest, value) if rest else value})


def experiment_at(base: Experiment, trial: Trial) -> Experiment:
    """The experiment of a trial."""
    for name, value in trial.items():
        base = put(base, name, value)
    return base


def stacks(experiments: Sequence[Experiment]) -> list[list[int]]:
    """Indices of experiments that can train as one: those that differ only in numbers that may change during a run."""
    groups: dict[str, list[int]] = {}
    for index, experiment in enumerate(experiments):
        groups.setdefault(cold_key(experiment), []).append(index)
    return [rows[start : start + STACKED] for rows in groups.values() for start in range(0, len(rows), STACKED)]


def dev_loss(base: Experiment, epochs: int, samples: Samples | None = None) -> Callable[[list[Trial]], list[float]]:
    """A score: the dev loss after so many epochs, trials that fit together trained as one stack."""

    def score(trials: list[Trial]) -> list[float]:
        experiments, losses = [experiment_at(base, trial) for trial in trials], np.empty(len(trials))
        for rows in stacks(experiments):
            losses[rows] = train([experiments[row] for row in rows], epochs, samples=samples).loss[-1, :, 1]
        return losses.tolist()

    return score
