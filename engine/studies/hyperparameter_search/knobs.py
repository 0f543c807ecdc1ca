"""The knobs of a network that are searched: their bounds, and the scale that suits each (notes 2.3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine.studies.hyperparameter_search.search import Dimension, Space


@dataclass(frozen=True)
class Knob:
    """One of them: its word, its symbol, and where it may go."""

    label: str
    symbol: str
    dimension: Dimension


UNITS, LEAST, MOST = "network.layers.units", 1, 8
KNOBS: dict[str, Knob] = {
    "rate": Knob("Learning rate", "α", Dimension("schedule.rate", 1e-3, 10.0, "log")),
    "beta": Knob("Momentum", "β", Dimension("optimizer.beta", 0.5, 0.999, "1-log")),
    "units": Knob("Units", "n", Dimension(UNITS, LEAST, MOST, whole=True)),
    "l2": Knob("L2", "λ", Dimension("penalty.l2", 1e-3, 10.0, "log")),
    "decay": Knob("Decay of the rate", "δ", Dimension("schedule.decay", 1e-3, 1.0, "log")),
}


def space(slugs: Iterable[str], suited: bool = True) -> Space:
    """The dimensions of some knobs, each on the scale that suits it, or all spread evenly in their own numbers."""
    found = tuple(KNOBS[slug].dimension for slug in slugs)
    return found if suited else tuple(replace(each, scale="linear") for each in found)
