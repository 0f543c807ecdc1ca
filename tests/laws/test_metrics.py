"""Confusion, alarms and areas, against what their definitions say, counted one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.training.metrics import THRESHOLDS, above, area, confusion, share

quietly = settings(max_examples=80, deadline=None, derandomize=True, database=None)
SCORED = st.lists(st.tuples(st.floats(0, 1) | st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.booleans()), max_size=40)


def parted(rows):
    return np.array([score for score, _ in rows]), np.array([yes for _, yes in rows], bool)


@quietly
@given(SCORED)
def test_alarms_are_what_counting_gives(rows):
    scores, positive = parted(rows)
    hits, alarms = above(scores, positive)
    for i in (0, 1, 25, 50, 99, 100):
        assert hits[i] == sum(yes and score >= THRESHOLDS[i] for score, yes in rows)
        assert alarms[i] == sum(not yes and score >= THRESHOLDS[i] for score, yes in rows)
    assert (np.diff(hits) <= 0).all() and (np.diff(alarms) <= 0).all()
    assert hits[0] + alarms[0] == len(rows), "at 0 all are taken"


@quietly
@given(SCORED)
def test_the_area_is_the_share_of_pairs_that_are_ranked_right(rows):
    scores, positive = parted(rows)
    pairs = [(one > other) + (one == other) / 2 for one in scores[positive] for other in scores[~positive]]
    found = area(scores, positive)
    assert np.isnan(found) if not pairs else found == pytest.approx(np.mean(pairs))


@quietly
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=60))
def test_confusion_counts_every_pair_once(pairs):
    predicted, actual = (np.array([pair[i] for pair in pairs], int) for i in (0, 1))
    table = confusion(predicted, actual, 6)
    assert table.sum() == len(pairs)
    assert all(table[k, j] == pairs.count((j, k)) for k in range(6) for j in range(6))


def test_a_published_example():
    """Fawcett 2006, figure 3: twenty scored examples, ten of them positive; the area under the curve is 0.68."""
    scores = [0.9, 0.8, 0.7, 0.6, 0.55, 0.54, 0.53, 0.52, 0.51, 0.505]
    scores += [0.4, 0.39, 0.38, 0.37, 0.36, 0.35, 0.34, 0.33, 0.3, 0.1]
    signs = "ppnpppnnpnpnpnnnpnpn"
    positive = np.array([sign == "p" for sign in signs])
    assert area(np.array(scores), positive) == pytest.approx(0.68)
    hits, alarms = above(np.array(scores), positive)
    assert (hits[54], alarms[54]) == (5, 1), "as the figure counts the points above .54"


def test_shares_of_nothing_are_no_numbers():
    assert np.isnan(share(np.array([0]), np.array([0]))).all()
    assert share(np.array([3, 0]), np.array([4, 2])).tolist() == [0.75, 0.0]
