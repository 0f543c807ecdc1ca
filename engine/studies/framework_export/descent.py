"""w² − 10w + 25 run down by an optimizer, its slope taken in three ways at every step (notes 2.3.4)."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.experiment import Experiment
from engine.optimizers import OPTIMIZERS, Adam
from engine.studies.framework_export.autodiff import Value, cost
from engine.values.fields import check, nested, number, one_of, whole

EPSILON = 1e-5  # of the two-sided difference
FAR = 1e6


@dataclass(frozen=True)
class Export:
    """The network whose code is written, from which step on; and the descent on one number."""

    experiment: Experiment = nested(Experiment())
    step: int = whole(0, 0, 2000, help="The programs go on training from here")
    optimizer: object = one_of(Adam(), OPTIMIZERS, help="How the slope becomes a step")
    rate: float = number(0.1, 0.001, 10.0, scale="log", symbol="α", help="0.1 in the notes")
    w: float = number(0.0, -5.0, 15.0, step=0.1, symbol="w", help="Where it begins; 0 in the notes")
    steps: int = whole(200, 20, 1000, help="How long")

    __post_init__ = check


@dataclass(frozen=True)
class Moment:
    """Where w is, and the slope there: by hand, by a two-sided difference, by the graph."""

    export: Export
    step: int
    w: float

    nbytes = 64

    @property
    def graph(self) -> Value:
        """J's graph with all gradients, its last node."""
        last = cost(Value(self.w, "w"))
        last.backward()
        return last

    @property
    def slopes(self) -> dict[str, float]:
        """The slope in three ways."""
        root = Value(self.w, "w")
        last = cost(root)
        last.backward()
        difference = (plain(self.w + EPSILON) - plain(self.w - EPSILON)) / (2 * EPSILON)
        return {"by hand": 2 * self.w - 10, "two-sided difference": difference, "automatic": root.gradient}

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        return {"epoch": self.step, "numbers": {"w": f"{self.w:.4f}", "J": f"{plain(self.w):.4g}"}}


def plain(w: float) -> float:
    """J itself."""
    return w * w - 10 * w + 25


def descending(export: Export) -> Generator[Moment, None, str]:
    """Every step.

    Returns: a sentence on what came out.
    """
    optimizer, theta = export.optimizer, np.array([export.w])
    memory = optimizer.init(theta)
    for step in range(export.steps + 1):
        w = float(theta[0])
        yield Moment(export, step, w)
        if not abs(w) < FAR:
            return f"w has run away at step {step}; lower the rate"
        slope = np.array([Moment(export, step, w).slopes["automatic"]])
        direction, memory = optimizer.direction(slope, theta, memory, step + 1)
        theta = theta - export.rate * direction
    return f"w has come to {w:.4f}; the minimum is at 5"
