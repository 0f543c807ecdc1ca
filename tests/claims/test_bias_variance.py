"""What is to be said of claim 12 (notes 2.1.2) beside the ledger's verdict: each test states its figure and seeds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.networks.network import Dense, Network
from engine.studies.bias_variance.sweep import DEFAULT, Sweep, run


def test_claim_12_a_wider_network_has_less_bias_and_more_variance():
    """Default sweep (cubic, 24 points, 1000 epochs), 30 redraws, three sets of draws: bias² falls from 0.22 to below
    0.005 between 1 and 32 units, and variance rises from below 0.06 to above 0.07. Not at every width: at 2 units some
    networks find the hollow and some the hill, so variance has a hump there."""
    for draw in (0, 1000, 2000):
        experiment = replace(DEFAULT, seed=draw, data=replace(DEFAULT.data, seed=draw))
        narrow, *_, wide = run(Sweep(experiment, count=3))
        assert 0.2 < narrow.squared.means[0] < 0.25 and wide.squared.means[0] < 0.005
        assert narrow.squared.means[1] < 0.06 and wide.squared.means[1] > 0.07


def test_claim_12_more_data_lowers_variance_and_leaves_bias():
    """16 units: from 24 to 480 training points variance falls at every step, more than 15 times in all; bias² stays
    below 0.01."""
    experiment = replace(DEFAULT, network=Network((Dense(16),)))
    parts = [each.squared.means for each in run(Sweep(experiment, "points", 40, 800, 4))]
    bias, variance, _ = np.transpose(parts)
    assert np.all(np.diff(variance) < 0) and variance[0] > 15 * variance[-1], variance
    assert np.abs(bias).max() < 0.01


def test_regularization_trades_variance_for_bias():
    """32 units, λ from 0.001 to 10: variance falls to less than half of what it was, bias² rises above 0.1; in
    between the test error is lower than at both ends."""
    experiment = replace(DEFAULT, network=Network((Dense(32),)))
    found = run(Sweep(experiment, "l2", 0.001, 10, 7))
    bias, variance, _ = np.transpose([each.squared.means for each in found])
    tests = [each.mean[2] for each in found]
    assert variance[-1] < variance[0] / 2 and bias[0] < 0.01 and bias[-1] > 0.1
    assert min(tests) < 0.8 * min(tests[0], tests[-1])
