"""First weights of every scale as a run whose axis is the scale, and the map of what trains as one that fills in."""

from __future__ import annotations

from engine.studies.weight_initialization.cost import map_bill, signals_bill
from engine.studies.weight_initialization.first_weights import FirstWeights
from engine.studies.weight_initialization.scale_map import ScaleMap, mapping
from engine.studies.weight_initialization.signals import signals
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Moments
from pages.live.recording import Recording
from pages.plots.view import View
from pages.topics.weight_initialization import activations, kept, layers, losses, map


def record(study: FirstWeights, parent: Recording | None) -> Moments:
    """A recording before its first scale; one of another network is of no use to it."""
    return Moments(signals(study))


def record_map(study: ScaleMap, parent: Recording | None) -> Moments:
    """A recording of an empty map."""
    return Moments(mapping(study), round(map_bill(study).whole.bytes))


KIND = Kind(
    "init1",
    signals_bill,
    record,
    {
        "layers": View(layers.spec, layers.patch),
        "activations": View(activations.spec, activations.patch),
        "kept": View(kept.spec, kept.patch),
    },
)
MAP_KIND = Kind(
    "initmap1",
    map_bill,
    record_map,
    {"map": View(map.spec, map.patch), "losses": View(losses.spec, losses.patch)},
    Limit(seconds=240),
)
