"""House prices: one ReLU on a line learns what a house costs by its size (notes 1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.datasets.regression_sets import HousePrices
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import GradientDescent
from engine.optimizers.schedules import Constant
from engine.training.trainer import Trainer
from pages.controls.topic import Layout
from pages.live.clock import Clock
from pages.live.network import network_kind
from pages.plots.network import VIEWS

HOUSES = Experiment(
    Data(HousePrices(), 100, 100, 0, features=("x1",)),
    Network((Dense(1, "relu"),)),
    "squared_error",
    optimizer=GradientDescent(),
    schedule=Constant(0.1),
    batch_size=100,
    seed=2,  # with seed 0 it ends in a valley of its own: the one bend at the upper end
)


def run(value: Any) -> Experiment:
    """The houses, whatever neuron is on the page."""
    return HOUSES


def subject(experiment: Experiment, look: Mapping[str, str]) -> Trainer:
    """What the figures are made of."""
    return Trainer(experiment)


def clock(trainer: Trainer) -> Clock:
    """Steps, each of which sees all houses."""
    return Clock(epoch=trainer.steps_per_epoch, last=400, keeps=True)


LAYOUT = Layout(
    [["boundary", ["network", "loss"]]], "House prices", network_kind(VIEWS), run=run, subject=subject, clock=clock
)
