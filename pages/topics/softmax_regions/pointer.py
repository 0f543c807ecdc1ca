"""The formulas with numbers, at the pin: z, e^z, ŷ, and on a training point the loss and dL/dz = ŷ − y.

The frame carries z over the plane, so that the browser need not ask for a place.
"""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from engine.training.trainer import Trainer
from pages.plots.style import CLASS_COLORS
from pages.topics.softmax_regions.moment import Classes
from pages.topics.softmax_regions.regions import pinned
from pages.topics.softmax_regions.rest import STRIDE, places

WORDS = {
    "place": "at the ring: x₁ = {x}, x₂ = {y}",
    "known": "a training point of class {row}: L = −log ŷ = {loss}",
}


def spec(trainer: Trainer) -> dict[str, Any]:
    """The view as the player takes it."""
    samples = trainer.samples[0]
    cut = samples.bounds["train"]
    x, y = (row.round(3).tolist() for row in samples.points[[0, -1], cut])
    return {
        "painter": "shares",
        "title": "ŷ where the pointer is",
        "caption": "the formula in numbers at the ring; on a training point also dL/dz = ŷ − y",
        "legend": [],
        "rows": [{"label": f"class {k}", "color": CLASS_COLORS[k]} for k in range(max(2, samples.sizes[1]))],
        "columns": ["z", "e^z", "ŷ", "ŷ − y"],
        "bars": True,
        "at": pinned(trainer),
        "known": {"x": x, "y": y, "row": samples.values[0, cut].round().astype(int).tolist()},
        "words": WORDS,
        "tall": True,
        "rank": -1,
        "every": 2,
    }


def patch(moment: Classes) -> dict[str, Any]:
    """z over a grid of the plane, as 16-bit whole numbers and what one of them is worth."""
    z = moment.plane[:, ::STRIDE, ::STRIDE] / moment.temperature
    across, up = (each[::STRIDE] for each in places(moment.trainer.each[0].data.source.bounds, moment.plane.shape[-1]))
    unit = max(float(np.abs(z).max()), 1e-9) / 32767
    packed = (z / unit).round().astype("<i2").tobytes()
    ends = [round(float(each), 4) for each in (across[0], across[-1], up[0], up[-1])]
    return {"values": base64.b64encode(packed).decode(), "unit": unit, "size": list(z.shape[1:]), "ends": ends}
