"""The ledger: what the notes claim, by number, and how each is measured; a module has the claims that it measures."""

from __future__ import annotations

from engine.claims import (
    activations,
    batch_norm,
    bias_variance,
    depth,
    dropout,
    gradient_checking,
    gradients,
    input_normalization,
    logistic_regression,
    mini_batches,
    moving_averages,
    normalised,
    optimizers,
    rate_decay,
    regularization,
    saddle_points,
    search,
    weight_initialization,
)
from engine.claims.claim import Claim

CHAPTERS = (
    logistic_regression,
    gradients,
    activations,
    depth,
    weight_initialization,
    bias_variance,
    regularization,
    dropout,
    input_normalization,
    mini_batches,
    moving_averages,
    optimizers,
    rate_decay,
    batch_norm,
    normalised,
    gradient_checking,
    saddle_points,
    search,
)
CLAIMS: dict[int, Claim] = dict(sorted(claim for chapter in CHAPTERS for claim in chapter.CLAIMS.items()))
