"""Values that are among the dearest which a page plays: fields at their extremes, networks as wide as is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from engine.chain import Chain
from engine.datasets import DATASETS
from engine.datasets.augmentation import Augmentation
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant, Exponential
from engine.studies.activation_functions.activations import Activations
from engine.studies.activation_functions.race import FunctionRace
from engine.studies.arena.arena import Arena, Corner
from engine.studies.back_propagation.passage import Hidden, Passage
from engine.studies.batch_norm.norms import Norms
from engine.studies.batch_norm.rates import NormRates
from engine.studies.bias_variance.sweep import Sweep
from engine.studies.framework_export.descent import Export
from engine.studies.gradient_checking.checking import Checking
from engine.studies.hyperparameter_search.hunt import Hunt
from engine.studies.input_normalization.apart import Apart
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.ledger.ledger import Ledger
from engine.studies.logistic_regression.neuron import Neuron
from engine.studies.logistic_regression.picture import Picture
from engine.studies.mini_batches.batches import Batches
from engine.studies.moving_averages.averages import Averages
from engine.studies.moving_averages.trained import BatchLoss
from engine.studies.optimizer_race.hills import NetworkLoss
from engine.studies.optimizer_race.race import Race, Runner
from engine.studies.rate_decay.annealed import Annealed
from engine.studies.rate_decay.decay import Decay, Pace
from engine.studies.regularization_lab.lab import Lab
from engine.studies.saddle_points.balls import Optima
from engine.studies.saddle_points.followed import Followed
from engine.studies.saddle_points.matrices import Matrices
from engine.studies.softmax_regions.temperature import Cooling
from engine.studies.weight_initialization.first_weights import FirstWeights
from engine.studies.weight_initialization.scale_map import ScaleMap
from engine.values.bounds import Refused
from pages.live.kind import Kind

MOVED = Augmentation(jitter=0.1, rotation=30.0)
ADAM = OPTIMIZERS["amsgrad"](), Constant(0.001)
Build = Callable[[int, int, int, int], Any]  # units, layers, points, batch size -> the value


def experiment(units: int, layers: int, points: int, batch: int, **more: Any) -> Experiment:
    """A network of equal layers with all that costs: GELU, batch norm, dropout, moved points."""
    dense = Dense(units, "gelu", more.pop("keep_prob", 0.5), batch > 1)
    data = Data(DATASETS["circles"](), points, 60, 40)
    base = Experiment(data, Network((dense,) * layers), optimizer=ADAM[0], schedule=ADAM[1], batch_size=batch)
    return replace(base, **{"augmentation": MOVED, **more})


def bare(units: int, layers: int, points: int, batch: int) -> Experiment:
    """The same without what a lab's contenders add."""
    return experiment(units, layers, points, batch, keep_prob=1.0, augmentation=Augmentation())


def hill(units: int, layers: int, points: int, batch: int) -> NetworkLoss:
    data = Data(DATASETS["circles"](), points, 100, 0)
    return NetworkLoss(data, Network((Dense(units, "gelu"),) * layers), batch)


def first_weights(units: int, layers: int, points: int) -> FirstWeights:
    return FirstWeights(
        depth=6 * layers, width=units, activation="gelu", data=Data(DATASETS["circles"](), points, 60, 40)
    )


RUNNERS = tuple(Runner(OPTIMIZERS[slug](), Constant(0.001)) for slug in (*list(OPTIMIZERS)[:4], *list(OPTIMIZERS)[:4]))
BUILDS: dict[str, list[Build]] = {
    "net1": [lambda *sizes: Chain(((0, experiment(*sizes)),))],
    "sweep1": [
        lambda *sizes: Sweep(experiment(*sizes), "l2", 0.01, 10, 16, redraws=50, epochs=2),
        lambda *sizes: Sweep(experiment(*sizes), "epochs", 1, 3, 2, redraws=2),
    ],
    "lab1": [lambda *sizes: Lab(bare(*sizes), factor=2, epochs=10)],
    "neuron1": [
        lambda units, layers, points, batch: Neuron(points=min(points, 200), batch_size=min(batch, 200), updates=500)
    ],
    "image1": [lambda *sizes: Picture()],
    "average1": [lambda *sizes: Averages(BatchLoss(experiment(*sizes), steps=10))],
    "cooling1": [lambda *sizes: Cooling(experiment(*sizes), epochs=1)],
    "init1": [lambda units, layers, points, batch: first_weights(units, layers, points)],
    "initmap1": [lambda units, layers, points, batch: ScaleMap(first_weights(units, layers, points))],
    "backprop1": [lambda units, layers, points, batch: Passage((Hidden(units, "gelu"),) * min(layers, 3), examples=5)],
    "race1": [
        lambda *sizes: Race(hill(*sizes), RUNNERS, steps=1000),
        lambda *sizes: Race(runners=RUNNERS, steps=2000),
    ],
}
BUILDS |= {
    "activation1": [lambda *sizes: Activations(experiment=experiment(*sizes), epochs=10, networks=5)],
    "functions1": [lambda *sizes: FunctionRace(experiment(*sizes), epochs=10, networks=5)],
}
BUILDS |= {"check1": [lambda *sizes: Checking(experiment(*sizes), steps=10)]}
BUILDS |= {
    "inputs1": [lambda *sizes: Inputs(points=500, share=0.05)],
    "apart1": [lambda *sizes: Apart(Inputs(points=500, test_points=500))],
    "optima1": [lambda *sizes: Optima(steps=1500)],
    "matrices1": [lambda *sizes: Matrices()],
    "followed1": [lambda *sizes: Followed(units=8, epochs=6000)],
    "batches1": [lambda *sizes: Batches(sizes=("1", "2", "4", "all"), points=400, units=8, epochs=60)],
    "annealed1": [lambda *sizes: Annealed(Decay(paces=(Pace(Exponential()),) * 5, steps=1000))],
    "decay1": [lambda *sizes: Decay(paces=(Pace(Exponential()),) * 5, steps=1000)],
}
DEEP = Norms(points=400, layers=6, units=10, activation="gelu", batch_size=2, epochs=100)
BUILDS |= {
    "arena1": [lambda *sizes: Arena((Corner(experiment(*sizes)),) * 4, epochs=10)],
    "ledger1": [lambda *sizes: Ledger()],
    "export1": [lambda *sizes: Export(experiment(*sizes), steps=1000)],
    "hunt1": [lambda *sizes: Hunt(knobs=("rate", "beta", "units", "l2", "decay"), points=400, epochs=200)],
    "norm1": [lambda *sizes: replace(DEEP, epochs=20)],
    "normrates1": [lambda *sizes: NormRates(replace(DEEP, batch_size=20, epochs=30))],
}
LAYERS, POINTS, BATCHES, UNITS = (8, 2), (5000, 2000, 500, 60), (5000, 1), (128, 96, 64, 48, 32, 16, 8, 4, 2)


def dearest(kind: Kind) -> Iterator[Any]:
    """For each shape of network and data, the widest network that the kind still plays."""
    for build in BUILDS[kind.version]:
        for layers in LAYERS:
            for points in POINTS:
                for batch in BATCHES:
                    found = (value for units in UNITS if (value := attempt(kind, build, units, layers, points, batch)))
                    yield from [next(found, None)]


def attempt(kind: Kind, build: Build, *sizes: int) -> Any:
    """The value, or None where it cannot be made or is not played."""
    try:
        value = build(*sizes)
        kind.limit.refuse(kind.cost(value))
        return kind.playable(value)
    except Refused:
        return None
