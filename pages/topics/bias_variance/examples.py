"""Sweeps worth opening, each of which shows one thing."""

from __future__ import annotations

from dataclasses import replace

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers.schedules import Constant
from engine.studies.bias_variance.sweep import DEFAULT, Sweep
from pages.controls.topic import Example


def on_line(slug: str, units: int = 8, **data) -> Experiment:
    """A regression problem on the line, a tanh layer, full batches."""
    noise = data.pop("noise", 0.6)
    points = replace(DEFAULT.data, source=DATASETS[slug](noise=noise), **data)
    return replace(DEFAULT, data=points, network=Network((Dense(units),)))


def on_plane(slug: str, *units: int, noise: float = 0.5, **data) -> Experiment:
    """A problem with classes on the plane, tanh layers, full batches."""
    network = Network(tuple(Dense(each) for each in units or (8,)))
    points = Data(source=DATASETS[slug](noise=noise), **{"points": 60, **data})
    return Experiment(data=points, network=network, schedule=Constant(0.03), batch_size=5000)


SWEEPS: dict[str, Sweep] = {
    "Width: bias falls, variance rises": Sweep(),
    "Learning curve: more data, less variance": Sweep(on_line("cubic", 16), "points", 20, 800),
    "Training curve: dev error falls, then rises": Sweep(on_line("sine", 16), "epochs", 10, 4000, 12),
    "L2: less variance, more bias": Sweep(on_line("cubic", 32), "l2", 0.001, 10, 9),
    "Moons: boundaries as a fog, by width": Sweep(on_plane("moons"), "units", 1, 32, 8, epochs=600),
    "Circles: wrong by majority": Sweep(on_plane("circles", noise=0.6, points=80), "units", 1, 16, 7, epochs=400),
    "XOR with dropout": Sweep(on_plane("xor", 24, 24), "keep_prob", 0.3, 1, 8, epochs=400),
    "Depth on two spirals": Sweep(on_plane("spirals", 8, points=200, noise=0.3), "layers", 1, 5, 5, epochs=400),
    "Softmax: four blobs, by sample size": Sweep(on_plane("blobs", noise=0.6), "points", 40, 800, 7, epochs=200),
}

EXAMPLES = {name: Example(sweep) for name, sweep in SWEEPS.items()}
