"""Weights set by hand on the way: once a run has taken so many steps, and before it takes the next one.

An override is a row (step, layer, unit, source, value): θ's weight from unit ``source`` of the layer before to ``unit``
of ``layer`` is given a value; a source of −1 means the unit's bias, or batch norm's β. All count from 0. What a network
has no place for is passed over, so that networks of other shapes may be derived from one that was changed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from engine.networks.network import Layout
from engine.values.bounds import Number

Array = np.ndarray
Row = tuple[int, int, int, int, float]
BIAS = -1  # as a source
LARGEST = 20.0
MOST = 20  # in one run; each is written into its link again with every change that follows


def whole(low: int, high: int, help: str) -> Number:
    """A column of whole numbers."""
    return Number(low, high, 1, "linear", True, "", help, True)


COLUMNS = (
    whole(0, 1_000_000, "After so many steps"),
    whole(0, 50, "Layer, the output layer last"),
    whole(0, 127, "Unit that is led to"),
    whole(BIAS, 127, "Unit that it comes from"),
    Number(-LARGEST, LARGEST, 0.0, "linear", False, "w", "The weight from there on", True),
)


def place(layout: Layout, layer: int, unit: int, source: int) -> int | None:
    """Where in theta a weight or a bias lies; None where there is no such place."""
    if not 0 <= layer < len(layout.spans):
        return None
    span = layout.spans[layer]
    units, width = span.shape
    if not 0 <= unit < units or not BIAS <= source < span.n_in:
        return None
    if source == BIAS:
        return span.beta.start + unit if span.beta else span.block.start + unit * width + span.n_in
    return span.block.start + unit * width + source


def by_step(overrides: Iterable[Row], layout: Layout) -> dict[int, dict[int, float]]:
    """For each step the places in theta that are set then, and their values; of two for one place the later counts."""
    found: dict[int, dict[int, float]] = {}
    for step, layer, unit, source, value in overrides:
        where = place(layout, layer, unit, source)
        if where is not None:
            found.setdefault(step, {})[where] = value
    return found


def put(theta: Array, places: dict[int, float]) -> None:
    """Set places of theta (..., P) in its last axis."""
    theta[..., list(places)] = list(places.values())


def overridden(theta: Array, step: int, overrides: Iterable[Row], layout: Layout) -> Array:
    """Theta as the step after ``step`` finds it; the same array where nothing is set."""
    places = by_step(overrides, layout).get(step)
    if not places:
        return theta
    theta = theta.copy()
    put(theta, places)
    return theta
