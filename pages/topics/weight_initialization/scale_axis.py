"""The axis of scales: logarithmic, with 0 first, and marks where Xavier and He stand."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.weight_initialization.first_weights import HE, LEAST, XAVIER
from pages.plots.style import POSITIVE, TRUTH, axis

STANDS = (("σ²n = 1, Xavier", XAVIER, POSITIVE), ("σ²n = 2, He", HE, TRUTH))
TICKS = (0.0, 0.01, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
GAP = 0.3  # decades between 0 and the least other scale, on the paper


def places(scales: Any, least: float = LEAST) -> list[float]:
    """Where scales stand: log₁₀ s, and 0 at the left of all."""
    logs = np.log10(np.maximum(scales, 1e-300))
    return np.where(np.asarray(scales) > 0, logs, np.log10(least) - GAP).round(4).tolist()


def across(least: float = LEAST) -> dict[str, Any]:
    """The axis."""
    ticks = [each for each in TICKS if not 0 < each < least]
    ends = {"range": [np.log10(least) - 1.5 * GAP, 1 + 0.5 * GAP]}
    shown = {"tickvals": places(ticks, least), "ticktext": [f"{each:g}" for each in ticks], "tickangle": 0}
    return axis("scale of the first weights, σ√n", **ends, **shown)


def stands(low: float, high: float) -> list[dict[str, Any]]:
    """Upright lines at the scales of Xavier and He."""
    line = {"type": "scatter", "mode": "lines", "y": [low, high], "hoverinfo": "skip"}
    return [
        line | {"name": name, "x": places([scale] * 2), "line": {"color": color, "width": 1.6, "dash": "5px,4px"}}
        for name, scale, color in STANDS
    ]
