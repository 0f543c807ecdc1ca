"""What computing costs: about how many multiplications training takes, and how many bytes propagations hold.

It is an estimate from sizes alone; no clock is read, so what follows from it is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from engine.experiment import Experiment
from engine.networks.propagation import Propagation

STEP = 1e5  # a training step costs so many multiplications whatever the size of the network: Python's share
BREATH = 2e7  # multiplications in about a hundredth of a second


def example_work(experiment: Experiment) -> float:
    """About how many multiplications one example takes in one training step: forward, backward, activations."""
    units = [len(experiment.data.features), *(each.units for each in experiment.network.layers), 1]
    weights = sum(below * here for below, here in pairwise(units))
    return 3 * weights + 20 * sum(units)


def in_a_breath(work: float) -> int:
    """How many things of so much work each are done in about a hundredth of a second; one at least."""
    return max(1, int(BREATH / work))


def held(propagations: Iterable[Propagation]) -> int:
    """Bytes of all arrays that propagations work in, those that they were given included, each counted once."""
    made = list(propagations)
    arrays = [
        each
        for one in made
        for part in (*one.operations, one)
        for each in vars(part).values()
        if isinstance(each, np.ndarray)
    ]
    arrays += [each for one in made for each in one.a]
    owners = {id(owner): owner for owner in map(owner_of, arrays)}
    return sum(each.nbytes for each in owners.values())


def owner_of(array: np.ndarray) -> np.ndarray:
    """The array whose memory a view looks into."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array
