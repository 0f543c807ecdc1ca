"""The network itself: every unit with its map of the plane, every weight as a link."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.features import FEATURES
from engine.networks.activations import ACTIVATIONS
from engine.networks.losses import OUTPUTS
from engine.training.trainer import Trainer
from pages.plots import pictures
from pages.plots.snapshot import TILE, Snapshot

MOST_LAYERS, MOST_UNITS = 8, 32  # hidden layers, and units of one, that a page can draw
CLOSEST = 0.25  # of the height, between two units of a small layer


def spec(trainer: Trainer) -> dict[str, Any]:
    """Units in columns, links between neighbouring columns, names and buttons over the hidden layers."""
    layers = names(trainer)
    nodes = [node for column, units in enumerate(layers) for node in column_nodes(column, units, len(layers))]
    bias = 0
    for index, node in enumerate(nodes):
        node["tile"] = index
        if node["column"]:
            node["bias"], bias = bias, bias + 1
    title = f"Network of {len(layers) - 2} hidden layers: a map in every unit, weights as links"
    return {
        "painter": "diagram",
        "title": "Network",
        "caption": "blue: positive, orange: negative; point at a link or a unit for its number",
        "label": title,
        "every": 2,
        "switches": [{"label": "table", "effect": "table", "title": "All weights and biases as a table"}],
        "nodes": nodes,
        "links": links([len(units) for units in layers]),
        "columns": columns(trainer, len(layers)),
        "layers": len(layers) - 2,
        "most": MOST_LAYERS,
    }


def still(trainer: Trainer) -> dict[str, Any]:
    """The same, to be looked at only: nothing is edited."""
    drawn = spec(trainer)
    del drawn["layers"]
    for column in drawn["columns"]:
        column.pop("layer", None)
    return drawn


def names(trainer: Trainer) -> list[list[tuple[str, str]]]:
    """(label beside a unit, title when pointed at) for each unit of each column."""
    features = trainer.samples[0].features
    inputs = [(FEATURES[name].label, f"input {FEATURES[name].label}") for name in features]
    hidden = [
        [("", f"unit {unit + 1} of layer {layer + 1}") for unit in range(each.units)]
        for layer, each in enumerate(trainer.experiment.network.layers)
    ]
    outputs = trainer.samples[0].sizes[1]
    last = [("", f"output {k}" if outputs > 1 else "output") for k in range(outputs)]
    return [inputs, *hidden, last]


def column_nodes(column: int, units: list[tuple[str, str]], columns: int) -> list[dict[str, Any]]:
    """Units of one column, centred, as far apart as the height allows."""
    apart = min(CLOSEST, 1 / max(1, len(units) - 1))
    top = 0.5 - apart * (len(units) - 1) / 2
    x = column / (columns - 1)
    return [
        {"x": round(x, 4), "y": round(top + apart * i, 4), "label": label, "title": title, "column": column, "unit": i}
        for i, (label, title) in enumerate(units)
    ]


def links(sizes: list[int]) -> list[list[int]]:
    """[from, to] of every weight, in the order of the rows of each W[l]."""
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return [
        [int(starts[layer] + source), int(starts[layer + 1] + target)]
        for layer in range(len(sizes) - 1)
        for target in range(sizes[layer + 1])
        for source in range(sizes[layer])
    ]


def columns(trainer: Trainer, count: int) -> list[dict[str, Any]]:
    """What stands over each column."""
    heads: list[dict[str, Any]] = [{"x": 0, "label": "inputs"}]
    for layer, each in enumerate(trainer.experiment.network.layers):
        name = ACTIVATIONS[each.activation].label
        x = round((layer + 1) / (count - 1), 4)
        heads.append({"x": x, "label": name, "layer": layer, "units": each.units, "most": MOST_UNITS})
    return [*heads, {"x": 1, "label": OUTPUTS[trainer.samples[0].task].label}]


def patch(snapshot: Snapshot) -> dict[str, Any]:
    """This moment's maps in one picture, tile under tile, and all weights and biases."""
    layout, theta = snapshot.trainer.layout, snapshot.state.theta
    layers = range(len(layout.spans))
    weights = np.concatenate([layout.weights(theta, layer).ravel() for layer in layers])
    biases = np.concatenate([layout.bias(theta, layer).ravel() for layer in layers])
    return {
        "atlas": pictures.png(pictures.signed(tiles(snapshot)), pictures.diverging()),
        "tile": TILE,
        "weights": tidy(weights),
        "biases": tidy(biases),
    }


def tiles(snapshot: Snapshot) -> np.ndarray:
    """Maps of inputs, hidden units and outputs under each other, (units · TILE, TILE)."""
    maps = scaled(snapshot.trainer, snapshot.lens.tiles.features, snapshot.unit_maps)
    return np.concatenate([each.reshape(-1, TILE) for each in maps])


def scaled(trainer: Trainer, features: np.ndarray, layers: list[np.ndarray]) -> list[np.ndarray]:
    """Maps of inputs, hidden units and outputs, column by column, each scaled to [−1, 1]."""
    *hidden, output = layers
    maps = [balanced(features)]
    for layer, values in zip(trainer.experiment.network.layers, hidden, strict=True):
        maps.append(2 * values - 1 if layer.activation == "sigmoid" else balanced(values))
    return [*maps, output if trainer.samples[0].task == "regression" else 2 * output - 1]


def balanced(maps: np.ndarray) -> np.ndarray:
    """Maps (n, height, width) divided by their largest value, where that is above 1."""
    return maps / np.maximum(1, np.abs(maps).max(axis=(1, 2), keepdims=True))


def tidy(values: np.ndarray) -> list[float]:
    """Numbers as they are shown and sent: four decimals, within reason."""
    return np.clip(np.nan_to_num(values), -1e6, 1e6).round(4).tolist()
