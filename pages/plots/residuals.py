"""Residuals of real values: how far each answer is off, against what was to be answered."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.datasets.samples import SPLITS
from engine.training.trainer import Trainer
from pages.plots.boundary import SIZE
from pages.plots.snapshot import Snapshot, finite
from pages.plots.style import ACCENT, INK, SOFT, TEST, axis, layout

COLORS = {"train": INK, "dev": ACCENT, "test": TEST}
SYMBOLS = {"train": "circle", "dev": "square", "test": "triangle-up"}


def spec(trainer: Trainer) -> dict[str, Any]:
    """A point for each example, on the level at which its answer is off; 0 is right."""
    values = trainer.samples[0].values
    low, high = float(values.min()) - 0.1, float(values.max()) + 0.1
    zero = {"type": "scatter", "mode": "lines", "x": [low, high], "y": [0, 0], "line": {"color": SOFT, "width": 1}}
    x, y = axis("y, to be answered", range=[low, high]), axis("ŷ − y", range=[-1.05, 1.05])
    return {
        "painter": "plotly",
        "title": "Residuals",
        "caption": "how far each answer is off, ŷ − y",
        "legend": [{"label": split, "color": COLORS[split], "symbol": "dot"} for split in SPLITS],
        "scores": {"columns": list(SPLITS), "rows": [{"label": "RMSE"}, {"label": "mean"}]},
        "figure": {"data": [*map(trace, SPLITS), zero], "layout": layout(x, y, hovermode="closest")},
        "every": 3,
    }


def trace(split: str) -> dict[str, Any]:
    """The marks of one split."""
    marker = {"color": COLORS[split], "symbol": SYMBOLS[split], "size": SIZE[split] - 2, "opacity": 0.75}
    hover = f"y = %{{x:.2f}}, off by %{{y:.2f}}<extra>{split}</extra>"
    return {"type": "scatter", "mode": "markers", "name": split, "marker": marker, "x": [], "y": [],
            "hovertemplate": hover}  # fmt: skip


def patch(snapshot: Snapshot) -> dict[str, Any]:
    """This moment's residuals, their size and their mean."""
    samples = snapshot.trainer.samples[0]
    values = samples.values[0]
    off = np.nan_to_num(snapshot.lens.evaluator.answers(snapshot.state)[0] - values)
    cuts = [samples.bounds[split] for split in SPLITS]
    places = [{"x": values[cut].round(3).tolist(), "y": off[cut].round(3).tolist()} for cut in cuts]
    size = [finite(np.sqrt((off[cut] ** 2).mean()), 3) if len(off[cut]) else None for cut in cuts]
    bias = [finite(off[cut].mean(), 2) if len(off[cut]) else None for cut in cuts]
    return {"restyle": {str(i): each for i, each in enumerate(places)}, "scores": [size, bias]}
