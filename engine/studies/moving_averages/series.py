"""The series that can be averaged, and what they share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Protocol

import numpy as np

from engine.studies.moving_averages.made import Step, Temperatures
from engine.studies.moving_averages.trained import BatchLoss, WeightGradient


class Series(Protocol):
    """What every class in SERIES offers."""

    label: ClassVar[str]
    source: ClassVar[str]
    across: ClassVar[str]  # what is counted along it
    unit: ClassVar[str]
    beneath: ClassVar[str]  # the name of its signal
    count: int  # T values, fewer only where a run diverges
    signal: np.ndarray | None  # (T,), what lies under the noise, where that is known

    def pieces(self) -> Iterator[np.ndarray]:
        """The values, piece by piece; between two pieces little time passes."""


SERIES: dict[str, type[Series]] = {
    "temperatures": Temperatures,
    "step": Step,
    "batch_loss": BatchLoss,
    "weight_gradient": WeightGradient,
}
