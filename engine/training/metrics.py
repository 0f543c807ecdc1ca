"""What a classifier's answers are worth beyond accuracy: confusion, precision and recall, the ROC curve and its area.

Sources: T. Fawcett, An introduction to ROC analysis (2006); notes 1.4.2 (precision and recall as an evaluation metric).
"""

from __future__ import annotations

import numpy as np

Array = np.ndarray
THRESHOLDS = np.linspace(0, 1, 101)  # an answer of at least so much counts as yes


def confusion(predicted: Array, actual: Array, classes: int) -> Array:
    """How many of each actual class (rows) were taken for each class (columns), (K, K) whole numbers."""
    pairs = actual.astype(int) * classes + predicted.astype(int)
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


def above(scores: Array, positive: Array) -> Array:
    """Positives and negatives with a score of at least each threshold: true and false alarms, (2, 101)."""
    return np.stack([count_above(scores[positive]), count_above(scores[~positive])])


def count_above(scores: Array) -> Array:
    """How many scores are at least each threshold, (101,)."""
    return len(scores) - np.searchsorted(np.sort(scores), THRESHOLDS, side="left")


def area(scores: Array, positive: Array) -> float:
    """Area under the ROC curve: the share of pairs of a positive and a negative that are ranked right, ties as half.

    NaN where one of the two is missing.
    """
    ours, theirs = scores[positive], np.sort(scores[~positive])
    if not len(ours) or not len(theirs):
        return float("nan")
    below = np.searchsorted(theirs, ours, side="left")
    level = np.searchsorted(theirs, ours, side="right") - below
    return float((below + level / 2).mean() / len(theirs))


def share(part: Array, whole: Array) -> Array:
    """part / whole, NaN where the whole is nothing.

    The right ones of all that were taken for a class: its precision; of all that are of it: its recall.
    """
    return np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=np.asarray(whole) > 0)
