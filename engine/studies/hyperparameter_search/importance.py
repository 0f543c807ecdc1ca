"""How much each knob matters: the share of the variance among random trials that it explains by itself.

Losses are ranked, so that trials that diverged count as the worst and not as infinite; each knob's way is cut into
equal parts, and the variance between their means is compared with all of it. What chance alone would explain is taken
off (ε², Kelley 1935): with few trials it is much.
"""

from __future__ import annotations

import numpy as np

from engine.studies.hyperparameter_search.search import Result, Space

Array = np.ndarray
PARTS, FEWEST = 6, 12  # trials: fewer say nothing


def importance(space: Space, results: list[Result]) -> Array:
    """Shares (K,) of the variance of ranks, at least 0; NaN where there are too few trials."""
    if len(results) < FEWEST:
        return np.full(len(space), np.nan)
    scores = np.array([each.score for each in results])
    ranks = np.argsort(np.argsort(np.where(np.isfinite(scores), scores, np.inf))).astype(float)
    return np.array([explained(ranks, parts(each, results)) for each in space])


def parts(dimension: object, results: list[Result]) -> Array:
    """In which part of a knob's way each trial lies."""
    shares = [dimension.share(each.trial[dimension.name]) for each in results]
    return np.minimum((np.array(shares) * PARTS).astype(int), PARTS - 1)


def explained(values: Array, groups: Array) -> float:
    """ε²: the variance between groups less what chance explains, as a share of all."""
    used = np.unique(groups)
    whole = ((values - values.mean()) ** 2).sum()
    between = sum((groups == k).sum() * (values[groups == k].mean() - values.mean()) ** 2 for k in used)
    free = len(values) - len(used)
    if free <= 0 or whole == 0:
        return 0.0
    return float(max(0.0, (between - (len(used) - 1) * (whole - between) / free) / whole))
