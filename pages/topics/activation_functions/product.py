"""The product of all matrices as one, beside the neuron that is fitted; and the answers of network and neuron."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.features import FEATURES
from engine.networks.collapse import collapsed
from engine.studies.activation_functions.neuron import fitted, mean_loss, probability
from engine.training.trainer import Trainer
from pages.plots.snapshot import Snapshot, finite
from pages.plots.style import CLASS_COLORS, INK, TRUTH
from pages.topics.activation_functions.plane import product

SHOWN = 6  # points whose answers are written out
EQUAL = 1e-12


def spec(trainer: Trainer) -> dict[str, Any]:
    """The weights of the one matrix; where there are two classes, beside those of the best neuron."""
    inputs = [FEATURES[each].label for each in trainer.each[0].data.features]
    outputs = trainer.samples[0].sizes[1]
    own = [{"label": "the product", "note": f"W[{len(trainer.layout.spans)}] … W[1]", "color": INK}]
    if outputs > 1:
        own = [{"label": f"class {k}", "color": CLASS_COLORS[k]} for k in range(outputs)]
    best = [{"label": "logistic regression", "note": "fitted by itself", "color": TRUTH}] if outputs == 1 else []
    return {
        "painter": "table",
        "title": "All matrices as one",
        "caption": "what the layers would be with nothing between them, while they learn",
        "rows": own + best,
        "columns": [*(f"w {each}" for each in inputs), "b", *(["loss"] if best else [])],
    }


def patch(snapshot: Snapshot) -> dict[str, Any]:
    """The product at this step, and how far network and product are apart."""
    state, data = snapshot.state, snapshot.trainer.each[0].data
    found = collapsed(snapshot.trainer.layout, state.theta, state.buffers)
    cells = [numbers(row) for row in found]
    if len(found) == 1:
        best = fitted(data)
        cells = [cells[0] + [written(mean_loss(found[0], data))]]
        cells += [numbers(np.array(best)) + [written(mean_loss(best, data))] if best else ["∞"] * len(found[0]) + ["0"]]
    return {"cells": cells, "best": [None] * len(cells[0]), "sum": told(snapshot)}


def told(snapshot: Snapshot) -> str:
    """Whether the network is its product."""
    found = difference(snapshot)
    if found is None:
        return "With more than two classes each row gives one class's sum z."
    if found <= EQUAL:
        return f"The network is this neuron: over all points their answers differ by at most {apart(found)}."
    return f"The network is more than this neuron: their answers differ by up to {found:.2g}."


def difference(snapshot: Snapshot) -> float | None:
    """The largest difference between the network's answers and those of the neuron that it would collapse to."""
    network, neuron = answers(snapshot)
    return None if neuron is None else finite(float(np.abs(network - neuron).max()), 3)


def answers(snapshot: Snapshot) -> tuple[np.ndarray, np.ndarray | None]:
    """ŷ of the network and of the neuron at all points, (m,); no neuron for several outputs."""
    trainer, w = snapshot.trainer, product(snapshot)
    trainer.load(snapshot.state)
    with np.errstate(all="ignore"):
        network = snapshot.lens.evaluator.all.forward()[0].copy()
        return network, None if w is None else probability(trainer.samples[0].rows @ w)


def outputs_spec(trainer: Trainer) -> dict[str, Any]:
    """Some points, with both answers."""
    points, values = trainer.samples[0].points[:, :SHOWN], trainer.samples[0].values[0, :SHOWN]
    rows = [{"label": "(" + ", ".join(f"{each:.1f}".replace("-", "−") for each in point) + ")",
             "color": CLASS_COLORS[int(k)]} for point, k in zip(points.T, values, strict=True)]  # fmt: skip
    return {
        "painter": "table",
        "title": "Answers, side by side",
        "caption": "ŷ at the first points, by the network and by the one neuron",
        "rows": rows,
        "columns": ["network ŷ", "neuron ŷ", "apart"],
        "weight": 1.1,
    }


def outputs_patch(snapshot: Snapshot) -> dict[str, Any]:
    """The answers at this step."""
    network, neuron = answers(snapshot)
    shown = range(min(SHOWN, len(network)))
    if neuron is None:
        return {"cells": [[f"{network[each]:.12f}", "–", "–"] for each in shown], "best": [None] * 3}
    cells = [[f"{network[k]:.12f}", f"{neuron[k]:.12f}", f"{apart(network[k] - neuron[k])}"] for k in shown]
    return {"cells": cells, "best": [None] * 3}


def apart(difference: float) -> str:
    """A difference, to one digit."""
    return f"{abs(difference):.0e}".replace("-", "−") if difference else "0"


def numbers(row: np.ndarray) -> list[str]:
    return [written(float(each)) for each in row]


def written(value: float) -> str:
    """Four places, with a true minus sign."""
    return f"{value:.4f}".replace("-", "−")
