"""The claim on depth against width (notes 1.4), on a function whose pieces can be counted.

Axes: K folds of the sawtooth, S seeds.
"""

from __future__ import annotations

import numpy as np

from engine.claims.claim import EXACT, FAILS, HOLDS_IF, Claim, Figure, Verdict
from engine.networks.initializers import He
from engine.networks.network import Dense, Network
from engine.studies.activation_functions.activations import Activations
from engine.studies.activation_functions.sawtooth import (
    FINE,
    answers,
    deep,
    least_units,
    pieces,
    random_theta,
    sawtooth,
    shallow,
)
from engine.training.pieces import at_once

FOLDS = range(1, 8)  # 128 units are as many as one layer of this engine may have
WIDE = 16  # units of the shallow networks in which corners are counted


def deep_needs_fewer(study: Activations, seeds: range) -> Verdict:
    """Claim 10: pieces of the sawtooth, counted; the units that either network has; and what random weights make."""
    off, counts = 0.0, []
    for folds in FOLDS:
        grid = FINE * 2**folds
        x = np.arange(grid + 1) / grid
        true = sawtooth(x, folds)
        off = max(off, *(float(np.abs(answers(*made(folds), x) - true).max()) for made in (deep, shallow)))
        counts.append(pieces(*deep(folds), grid))
    last, grid = FOLDS[-1], FINE * 2 ** FOLDS[-1]
    narrow, wide = Network((Dense(2, "relu"),) * last, He()), Network((Dense(WIDE, "relu"),), He())
    found = np.array([pieces(narrow, random_theta(narrow, seed), grid) for seed in seeds])
    bound = max(pieces(wide, random_theta(wide, seed), grid) for seed in seeds)
    units = least_units(counts[-1])
    exact = off <= EXACT and counts == [2**folds for folds in FOLDS] and bound <= WIDE + 1
    said = (
        f"It holds of Telgarsky's sawtooth, counted for 1 to {last} folds: k layers of two ReLU units have 2ᵏ pieces, "
        f"and one hidden layer needs a unit for each corner, {units} units against {2 * last} for {last} folds. Not of "
        f"every function: one fold needs as many either way. And depth alone does not give it: random weights in the "
        f"deep shape make {np.median(found):.0f} of the {counts[-1]} pieces (median of {len(seeds)} seeds)."
    )
    figures = (Figure("units, one layer", units), Figure("units, deep", 2 * last), Figure("error", off),
               Figure("pieces by chance", float(np.median(found))))  # fmt: skip
    return Verdict(HOLDS_IF if exact else FAILS, figures, said)


CLAIMS: dict[int, Claim] = {
    10: Claim(
        "1.4",
        "Functions that can be computed with a “small” deep neural network require exponentially more hidden units in "
        "a shallower network",
        Activations("relu", "linear"),
        at_once(deep_needs_fewer),
        slip="Some functions do; the notes' words read as if all did.",
    ),
}  # fmt: skip
