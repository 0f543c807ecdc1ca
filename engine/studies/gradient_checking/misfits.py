"""Where a mistake cannot be made, or would change nothing: a sentence about an experiment, or no word."""

from __future__ import annotations

from itertools import pairwise

from engine.experiment import Experiment
from engine.training.cost import widths


def anywhere(experiment: Experiment) -> str:
    return ""


def one_example(experiment: Experiment) -> str:
    return "" if experiment.data.counts[0] > 1 else "with one example the sum over examples is that example"


def no_penalty(experiment: Experiment) -> str:
    penalty = experiment.penalty
    return "" if penalty.l1 > 0 or penalty.l2 > 0 else "this cost has no penalty; set L1 or L2 above 0"


def no_slope(experiment: Experiment) -> str:
    layers = experiment.network.layers
    return "" if any(layer.activation != "linear" for layer in layers) else "no hidden layer has a slope but 1"


def no_layer(experiment: Experiment) -> str:
    return "" if experiment.network.layers else "there is no hidden layer whose slope could be mistaken"


def no_square(experiment: Experiment) -> str:
    square = any(below == here > 1 for below, here in pairwise(widths(experiment)))
    return "" if square else "W dZ fits only a square W above the first layer; elsewhere NumPy itself finds the mistake"


def no_neighbours(experiment: Experiment) -> str:
    layers = experiment.network.layers
    alike = any(
        below.units == here.units and (below.activation, here.activation) != ("linear", "linear")
        for below, here in pairwise(layers)
    )
    return "" if alike else "no two hidden layers in a row have equally many units, so NumPy itself finds the mistake"


def linear_output(experiment: Experiment) -> str:
    return "" if experiment.data.source.task != "regression" else "a linear output has slope 1: dZ = ŷ − y is right"


def one_output(experiment: Experiment) -> str:
    return "" if experiment.data.sizes[1] > 1 else "with one output the mean over all numbers is that over examples"


def no_relu(experiment: Experiment) -> str:
    return "" if any(layer.activation == "relu" for layer in experiment.network.layers) else "no layer has ReLU units"


def no_norm(experiment: Experiment) -> str:
    return "" if any(layer.batch_norm for layer in experiment.network.layers) else "no layer has batch norm"


def no_dropout(experiment: Experiment) -> str:
    drops = any(layer.keep_prob < 1 for layer in experiment.network.layers)
    return "" if drops else "no layer drops units; set the keep probability below 1"
