"""Claims on one neuron: the shape of its cost, and what a loop over the examples takes (notes 1.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from engine.claims.claim import ALMOST_ALWAYS, EXACT, FAILS, HOLDS, HOLDS_IF, Claim, Clock, Figure, Timed, Verdict
from engine.studies.logistic_regression.minima import minima
from engine.studies.logistic_regression.neuron import Neuron, Points, draw
from engine.studies.logistic_regression.objective import smallest_curvature
from engine.studies.logistic_regression.sets import FarErrors
from engine.studies.logistic_regression.two_ways import timing
from engine.training.pieces import Work, one_by_one, part

Array = np.ndarray
GRID = np.linspace(-4.0, 4.0, 17)
PLACES = np.array([[w1, w2, 0.0] for w1 in GRID for w2 in GRID])  # (w₁, w₂, b) of the contours
FAR = Neuron(FarErrors(), loss="squared_error")
SIZES, MUCH = (10, 100, 1000, 10_000), 10  # examples; and how many times as long "far faster" is


def other(neuron: Neuron, by: int) -> Neuron:
    """The neuron on another draw of its points."""
    return replace(neuron, seed=(neuron.seed + by) % 1_000_000)


def bend(loss: str, points: Points) -> float:
    """The smallest eigenvalue of the Hessian in (w₁, w₂, b) at any of PLACES."""
    return float(smallest_curvature(loss, PLACES, points.rows, points.y).min())


def looked_at(neuron: Neuron) -> Work:
    """One draw: the least bend under cross-entropy and under squared error, and how many minima the latter has."""
    points = draw(neuron)
    yield 0.2
    bends = [bend(loss, points) for loss in ("cross_entropy", "squared_error")]
    found = yield from part(minima("squared_error", points), 0.4, 1)
    return *bends, len(found)


def squared_error_is_not_convex(neuron: Neuron, seeds: range) -> Work:
    """Claim 1: Hessians over the grid of both costs, and the minima of squared error, here and with far errors."""
    here = yield from part(one_by_one([looked_at(other(neuron, by)) for by in seeds]), 0, 0.5)
    far = yield from part(one_by_one([looked_at(other(FAR, by)) for by in seeds]), 0.5, 1)
    straight, bent, count = np.array(here).T
    several, elsewhere = float(np.mean(count > 1)), float(np.mean(np.array(far)[:, 2] > 1))
    figures = (
        Figure("least λ, cross-entropy", float(straight.min())),
        Figure("draws bent", float(np.mean(bent < -EXACT)), "%"),
        Figure("draws with several minima", several, "%"),
        Figure("with far errors", elsewhere, "%"),
    )
    said = (
        f"On {len(seeds)} draws the smallest eigenvalue of the Hessian is never below {straight.min():.0e} under "
        f"cross-entropy, and down to {bent.min():.2f} under squared error. Several minima have {several:.0%} of these "
        f"draws, and {elsewhere:.0%} of those with far errors: it is never convex, but whether there are local optima "
        "depends on the points."
    )
    convex_or_not = straight.min() >= -EXACT and (bent < -EXACT).all()
    holds = HOLDS if several >= ALMOST_ALWAYS else HOLDS_IF
    return Verdict(holds if convex_or_not else FAILS, figures, said)


def loop_is_slow(neuron: Neuron, seeds: range, clock: Clock) -> Work:
    """Claim 3: one update by a loop over the examples and by a product of matrices."""
    times = yield from timing(neuron, clock, SIZES, seeds)
    few, many = times.ratios[0], times.ratios[-1]
    said = (
        f"With {SIZES[0]} examples the loop takes {few:.2g} times as long as the product, with {SIZES[-1]:,} it takes "
        f"{many:.3g} times as long (median of {len(seeds)}); both come to the same, to {times.difference:.0e}. NumPy "
        "has a price for each call, which only many examples are worth."
    )
    figures = Figure(f"times as long, m = {SIZES[0]}", few), Figure(f"times as long, m = {SIZES[-1]:,}", many)
    return Verdict(FAILS if many < MUCH else HOLDS_IF if few < MUCH else HOLDS, figures, said)


def neuron_of(value: Any) -> Neuron | None:
    """What a page offers to be measured on."""
    return value if isinstance(value, Neuron) else None


CLAIMS: dict[int, Claim] = {
    1: Claim(
        "1.2.1",
        "Squared error function not used for logistic regression: optimization problem becomes non convex and will "
        "have local optima",
        Neuron(),
        squared_error_is_not_convex,
        fits=neuron_of,
    ),
    3: Timed(
        "1.2.2",
        "Code must be able to run quickly to be effective on large data sets: numpy will use parallelism to perform "
        "computations faster than an explicit loop",
        Neuron(),
        loop_is_slow,
        slip="The notes give parallel instructions as the reason; most of it is that NumPy's loops are compiled.",
        fits=neuron_of,
    ),
}
