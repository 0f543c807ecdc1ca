"""Networks in which bugs can be planted: each fault finds one in which it can be made."""

from __future__ import annotations

from dataclasses import replace

from engine.datasets.class_sets import Blobs
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.studies.gradient_checking.checking import SMALL
from engine.studies.gradient_checking.faults import possible

RELU = replace(
    SMALL, data=Data(Blobs(), points=100), network=Network((Dense(4, "relu"), Dense(4, "relu", keep_prob=0.8)))
)
NORMED = replace(SMALL, network=Network((Dense(4), Dense(4, batch_norm=True), Dense(3))))
GROUNDS = (SMALL, RELU, NORMED)


def ground(fault: str) -> Experiment:
    """The first of the networks in which a fault can be made."""
    return next(experiment for experiment in GROUNDS if fault in possible(experiment))
