"""The knobs in which a run may differ from the first, each with its widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from engine.experiment import Experiment
from engine.networks.network import Dense
from engine.studies.arena.differences import Difference
from engine.values.fields import specs
from pages.controls import fields, network, training
from pages.live.network import MOST_UNITS

Change = Callable[[Experiment, str], Experiment]  # a run, and the key of its widgets -> the run as wished


@dataclass(frozen=True)
class Contrast:
    """One knob: its word, the path of the field it turns, and its widget."""

    label: str
    path: tuple[str, ...]
    change: Change


def layered(experiment: Experiment, **more: Any) -> Experiment:
    """All hidden layers with other values of some fields."""
    layers = tuple(replace(layer, **more) for layer in experiment.network.layers)
    return replace(experiment, network=replace(experiment.network, layers=layers))


def first_layer(experiment: Experiment) -> Dense:
    """What all layers are shown to be like."""
    return experiment.network.layers[0] if experiment.network.layers else Dense()


def of_layers(name: str) -> Change:
    """The widget of one field of all hidden layers."""

    def change(experiment: Experiment, key: str) -> Experiment:
        layer = first_layer(experiment)
        more = {"high": MOST_UNITS} if name == "units" else {}
        wished = fields.field(layer, name, key, **more)
        return experiment if wished == getattr(layer, name) else layered(experiment, **{name: wished})

    return change


def rate(experiment: Experiment, key: str) -> Experiment:
    return replace(experiment, schedule=training.rate(experiment.schedule, key))


def optimizer(experiment: Experiment, key: str) -> Experiment:
    chosen = fields.kind(specs(experiment)["optimizer"], experiment.optimizer, "Optimizer", f"{key}.optimizer")
    return replace(experiment, optimizer=fields.edit(chosen, f"{key}.{type(chosen).__name__}"))


def batch_size(experiment: Experiment, key: str) -> Experiment:
    return replace(experiment, batch_size=training.batches(experiment, key))


def l2(experiment: Experiment, key: str) -> Experiment:
    return replace(experiment, penalty=training.decay(experiment.penalty, key))


def depth(experiment: Experiment, key: str) -> Experiment:
    layers = experiment.network.layers
    count = fields.counter("Hidden layers", network.LAYERS, len(layers), f"{key}.depth")
    wished = layers[:count] + (layers[-1:] or (Dense(4),)) * (count - len(layers))
    return replace(experiment, network=replace(experiment.network, layers=wished))


def initializer(experiment: Experiment, key: str) -> Experiment:
    spec = specs(experiment.network)["initializer"]
    chosen = fields.kind(spec, experiment.network.initializer, "First weights", f"{key}.initializer")
    chosen = fields.edit(chosen, f"{key}.{type(chosen).__name__}")
    return replace(experiment, network=replace(experiment.network, initializer=chosen))


CONTRASTS: dict[str, Contrast] = {
    "activation": Contrast("Activation", ("network", "layers", "activation"), of_layers("activation")),
    "rate": Contrast("Learning rate", ("schedule", "rate"), rate),
    "optimizer": Contrast("Optimizer", ("optimizer",), optimizer),
    "batch_size": Contrast("Mini-batch size", ("batch_size",), batch_size),
    "units": Contrast("Units", ("network", "layers", "units"), of_layers("units")),
    "depth": Contrast("Hidden layers", ("network", "layers"), depth),
    "l2": Contrast("L2", ("penalty", "l2"), l2),
    "keep_prob": Contrast("Keep probability", ("network", "layers", "keep_prob"), of_layers("keep_prob")),
    "batch_norm": Contrast("Batch norm", ("network", "layers", "batch_norm"), of_layers("batch_norm")),
    "initializer": Contrast("First weights", ("network", "initializer"), initializer),
}


def contrast(found: list[Difference]) -> str | None:
    """The knob that was turned, if it is one of these."""
    for each in found:
        longest = [slug for slug, one in CONTRASTS.items() if each.path[: len(one.path)] == one.path]
        if longest:
            return max(longest, key=lambda slug: len(CONTRASTS[slug].path))
    return None
