"""What a network answers to every place of the plane, in arrays that are shared: one thread at a time has them."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

import numpy as np

from engine.experiment import Experiment
from engine.training.evaluation import Maps
from engine.training.trainer import State, Trainer

Array = np.ndarray


@lru_cache(maxsize=8)
def desk(experiment: Experiment, side: int) -> tuple[Maps, Lock]:
    """The arrays in which an experiment's networks are asked, and the right to write into them."""
    return Maps(Trainer(experiment), side, experiment.data.source.bounds), Lock()


def answers(experiment: Experiment, state: State, side: int) -> Array:
    """A network's answer to every place of a square of so many pixels a side, (n_y, side, side), finite."""
    maps, free = desk(experiment, side)
    with free:
        return np.nan_to_num(maps.units(state)[-1])
