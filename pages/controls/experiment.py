"""The panels of an experiment, for every page whose value is one or holds one; and what a click in its picture asks."""

from __future__ import annotations

import dataclasses
from typing import Any

from engine.experiment import Experiment
from engine.networks.network import Dense
from engine.values.fields import specs
from pages.controls import data, network, training
from pages.controls.topic import Panel
from pages.live.network import MOST_LAYERS, MOST_UNITS

PANELS: dict[str, Panel] = {"Data": data.panel, "Network": network.panel, "Training": training.panel}
BESIDE_STRIP: dict[str, Panel] = {"Data": data.rest, "Network": network.panel, "Training": training.rest}


def within(panel: Panel) -> Panel:
    """A panel of an experiment as one of a study that holds an experiment."""
    return lambda study: dataclasses.replace(study, experiment=panel(study.experiment))


def reseed(experiment: Experiment, wish: Any = True) -> Experiment:
    """Other first weights, batches and masks."""
    return dataclasses.replace(experiment, seed=(experiment.seed + 1) % int(specs(Experiment)["seed"].high))


def edit(experiment: Experiment, wish: Any) -> Experiment:
    """A click in the drawn network: ``{"layer": l, "units": ±1}`` or ``{"layers": ±1}``; anything else does nothing."""
    layers = list(experiment.network.layers)
    if not isinstance(wish, dict):
        return experiment
    if wish.get("layers") in (1, -1):
        layers = [*layers, layers[-1] if layers else Dense(4)] if wish["layers"] == 1 else layers[:-1]
    elif wish.get("layer") in range(len(layers)) and wish.get("units") in (1, -1):
        layer = layers[wish["layer"]]
        units = min(max(layer.units + wish["units"], 1), max(MOST_UNITS, layer.units))
        layers[wish["layer"]] = dataclasses.replace(layer, units=units)
    layers = layers[: max(MOST_LAYERS, len(experiment.network.layers))]
    return dataclasses.replace(experiment, network=dataclasses.replace(experiment.network, layers=tuple(layers)))
