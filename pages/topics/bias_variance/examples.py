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

TEXTS: dict[str, str] = {
    "Width: bias falls, variance rises": (
        "Look at the two lowest curves: one unit cannot bend enough (bias), many bend to each draw's noise "
        "(variance). Now raise the points in the Data tab: variance shrinks, bias stays."
    ),
    "Learning curve: more data, less variance": (
        "Train and dev error close in on each other as the points grow: the gap is variance. Now give it a single "
        "unit: they meet too, but high up, and more data is no help."
    ),
    "Training curve: dev error falls, then rises": (
        "The knob is time. Look for the lowest dev error: stopping there is what early stopping does. Now raise L2, "
        "and the rise is smaller."
    ),
    "L2: less variance, more bias": (
        "From left to right the networks are held back more and more. It fails at both ends: too little λ and each "
        "draw is learned by heart, too much and all are flat. Look for the lowest test error."
    ),
    "Moons: boundaries as a fog, by width": (
        "Each network draws a boundary; the fog is where they disagree. Look at it spread as units are added. Now "
        "lower the noise."
    ),
    "Circles: wrong by majority": (
        "It fails on purpose: with one or two units most networks make the same mistake, and no vote among them would "
        "help. That is bias. Now go on to more units, where they differ instead."
    ),
    "XOR with dropout": (
        "The knob is the share of units kept. At 0.3 the networks are held back too much; at 1 nothing holds them. "
        "Look at where the test error is lowest, and how flat it is there."
    ),
    "Depth on two spirals": (
        "Each value has one layer of eight units more. Look at the error of a single layer first: it cannot wind. Now "
        "raise the epochs: deep ones need them."
    ),
    "Softmax: four blobs, by sample size": (
        "The classes overlap, so even the best answer is wrong at times: the noise floor. Look at how near the dev "
        "error comes to it. Now lower the noise, and the floor with it."
    ),
}

EXAMPLES = {name: Example(sweep, TEXTS[name]) for name, sweep in SWEEPS.items()}
