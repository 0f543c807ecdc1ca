"""First weights of every scale as a run whose axis is the scale, and the map of what trains as one that fills in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from engine.studies.weight_initialization.cost import map_bill, signals_bill
from engine.studies.weight_initialization.first_weights import SCALES, FirstWeights
from engine.studies.weight_initialization.scale_map import ScaleMap, mapping
from engine.studies.weight_initialization.signals import BINS, Signals, measuring
from engine.values.bounds import Refused
from pages.live.kind import Kind
from pages.live.limit import Limit
from pages.live.moments import Making, Moments
from pages.live.recording import Recording
from pages.plots.view import Patch, Spec, View
from pages.topics.weight_initialization import activations, kept, layers, losses, map


class Look:
    """The network at one scale, measured when it is first looked at: no scale waits for those before it."""

    def __init__(self, study: FirstWeights, measure: Callable[[int], Signals], index: int):
        self.measure, self.index = measure, index
        self.nbytes = study.depth * (8 * 6 + 4 * BINS)

    @cached_property
    def signals(self) -> Signals:
        return self.measure(self.index)

    @property
    def facts(self) -> dict[str, Any]:
        return self.signals.facts


def looks(study: FirstWeights) -> Making:
    """A look at each scale."""
    measure = measuring(study)
    for index in range(len(SCALES)):
        yield Look(study, measure, index)
    return "all scales from 0 to 10 have been shown"


def record(study: FirstWeights, parent: Recording | None) -> Moments:
    """A recording before its first scale; one of another network is of no use to it."""
    return Moments(looks(study))


def seen(spec: Spec, patch: Patch) -> View:
    """A view of the signals that a look finds."""
    return View(spec, lambda look: patch(look.signals))


def record_map(study: ScaleMap, parent: Recording | None) -> Moments:
    """A recording of an empty map."""
    return Moments(mapping(study))


KIND = Kind(
    "init1",
    signals_bill,
    record,
    {
        "layers": seen(layers.spec, layers.patch),
        "activations": seen(activations.spec, activations.patch),
        "kept": seen(kept.spec, kept.patch),
    },
)
MAP_KIND = Kind(
    "initmap1",
    map_bill,
    record_map,
    {"map": View(map.spec, map.patch), "losses": View(losses.spec, losses.patch)},
    Limit(seconds=240),
)


def mappable(study: FirstWeights) -> bool:
    """Whether the map of a network is within what a page takes on."""
    try:
        MAP_KIND.limit.refuse(map_bill(ScaleMap(study)))
    except Refused:
        return False
    return True
