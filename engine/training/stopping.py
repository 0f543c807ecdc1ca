"""Early stopping: give up when the dev loss has not fallen for a while, and go back to where it was lowest (2.1.3).

Shapes: losses (E + 1, ...) of epochs 0 to E, with any number of runs behind the first axis; what is found is (...).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Watch:
    """What was seen of each run so far: its lowest loss, the epoch of that, and the epoch at which patience ended.

    ``stopped`` is −1 for a run that goes on; what comes after a stop is not looked at. NaN is never the lowest.
    """

    lowest: Array
    best: Array
    stopped: Array

    def see(self, epoch: int, loss: Array, patience: int | None) -> Watch:
        """One more epoch's losses (...)."""
        lower = (self.stopped < 0) & (loss < self.lowest)
        best = np.where(lower, epoch, self.best)
        ended = (self.stopped < 0) & (patience is not None and epoch - best >= patience)
        return Watch(np.where(lower, loss, self.lowest), best, np.where(ended, epoch, self.stopped))


def watch(shape: tuple[int, ...]) -> Watch:
    """Nothing seen yet."""
    return Watch(np.full(shape, np.inf), np.zeros(shape, int), np.full(shape, -1))


def early_stop(losses: Array, patience: int | None) -> tuple[Array, Array]:
    """The epochs (best, stopped) of each run: stopped = the first e with e − best ≥ patience, else the last epoch.

    The best is the earliest of the lowest losses up to there. No patience (None) never stops.
    Source: Prechelt 1998, Early stopping - but when?
    """
    seen = watch(np.shape(losses)[1:])
    for epoch, loss in enumerate(losses):
        seen = seen.see(epoch, loss, patience)
    return seen.best[()], np.where(seen.stopped < 0, len(losses) - 1, seen.stopped)[()]
