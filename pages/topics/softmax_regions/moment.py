"""What the pictures of this page look at: z of each class over the plane and at the points, trained or cooled.

Axes: C classes, m points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from engine.studies.softmax_regions.classes import labels, scores, shares
from engine.studies.softmax_regions.temperature import TEMPERATURES, Judged
from engine.training.trainer import Trainer
from pages.plots.snapshot import Snapshot, finite

Array = np.ndarray
LARGEST = 1e6  # of z that a picture shows


@dataclass(frozen=True)
class Classes:
    """z (C, height, width) over the plane, z (C, m) at all points, and what they are divided by before the softmax."""

    trainer: Trainer
    plane: Array
    points: Array
    state: Any
    index: int | None = None  # of the temperature
    judged: Judged | None = None

    @classmethod
    def of(cls, snapshot: Snapshot) -> Classes:
        """A moment of training."""
        return cls(snapshot.trainer, sane(snapshot.scores), sane(point_scores(snapshot)), snapshot.state)

    def at(self, index: int, judged: Judged) -> Classes:
        """The same z under one of the temperatures."""
        return Classes(self.trainer, self.plane, self.points, self.state, index, judged)

    @property
    def temperature(self) -> float:
        return 1.0 if self.index is None else TEMPERATURES[self.index]

    @property
    def nbytes(self) -> int:
        """What a moment holds of its own: nothing to speak of, all share the z of one network."""
        return 200

    @cached_property
    def answers(self) -> Array:
        """ŷ of all points, (C, m)."""
        return shares(self.points, self.temperature)

    @property
    def truth(self) -> Array:
        """The class of each point, (m,)."""
        return labels(self.trainer.samples[0].values)

    @property
    def facts(self) -> dict[str, Any]:
        """What the bar says of a temperature."""
        found = self.judged
        means = {"mean largest ŷ": found.sure, "right": found.right, "loss": found.loss}
        return {"epoch": self.index, "numbers": {name: finite(each[self.index], 3) for name, each in means.items()}}


def sane(z: Array) -> Array:
    """z of two classes or more, all of them numbers that can be shown."""
    return np.clip(np.nan_to_num(scores(z)), -LARGEST, LARGEST)


def point_scores(snapshot: Snapshot) -> Array:
    """z of the last layer at all points, (n_y, m)."""
    evaluator = snapshot.lens.evaluator
    with np.errstate(all="ignore"):
        evaluator.trainer.load(snapshot.state)
        evaluator.all.forward()
    return evaluator.all.z[-1].copy()


def of_training(patch: Callable[[Classes], dict[str, Any]]) -> Callable[[Snapshot], dict[str, Any]]:
    """The patch of a moment of training, from the patch of its z."""
    return lambda snapshot: patch(Classes.of(snapshot))
