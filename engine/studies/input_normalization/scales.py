"""One task with its inputs in units ever further apart: the axis of this study is the ratio of their scales."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine.studies.input_normalization.bowl import NEVER, Bowl
from engine.studies.input_normalization.inputs import Inputs, Normalization, examples, in_units

A_DECADE = 20  # ratios for each power of ten
RATIOS = tuple(float(f"{10 ** (k / A_DECADE):.3g}") for k in range(2 * A_DECADE + 1))  # 1 … 100


@dataclass(frozen=True)
class Descent:
    """Gradient descent in one bowl, at a share of the largest stable rate."""

    bowl: Bowl
    share: float

    @property
    def rate(self) -> float:
        return self.share * self.bowl.largest_rate

    @cached_property
    def steps(self) -> int:
        """Until one hundredth of the cost is left."""
        return self.bowl.steps(self.rate)


@dataclass(frozen=True)
class Scaled:
    """The same examples as they come and normalised, with one ratio of scales."""

    index: int  # of the ratio among RATIOS
    raw: Descent
    normalized: Descent

    nbytes = 2000

    @property
    def ratio(self) -> float:
        return RATIOS[self.index]

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        both = self.raw, self.normalized
        told = {
            "steps": [counted(each.steps) for each in both],
            "κ": [short(each.bowl.condition) for each in both],
            "astray": [f"{each.bowl.astray:.0f}°" for each in both],
        }
        return {"epoch": self.index, "numbers": {name: " → ".join(pair) for name, pair in told.items()}}


def scaled(inputs: Inputs, index: int) -> Scaled:
    """Both bowls at one ratio: normalising undoes units and means, and nothing else."""
    z, y = examples(inputs)
    x = in_units(inputs, z, RATIOS[index])
    bowls = Bowl.of(x, y), Bowl.of(Normalization.of(x)(x), y)
    return Scaled(index, *(Descent(bowl, inputs.share) for bowl in bowls))


def scales(inputs: Inputs) -> Generator[Scaled, None, str]:
    """Every ratio in turn.

    Returns: a sentence on what came out.
    """
    for index in range(len(RATIOS)):
        moment = scaled(inputs, index)
        yield moment
    raw, normalized = moment.raw.steps, moment.normalized.steps
    if raw == NEVER:
        return "at this rate neither descent arrives, normalised or not"
    return f"with scales {RATIOS[-1]:g} apart: {counted(raw)} steps as they come, {counted(normalized)} normalised"


def counted(steps: int) -> str:
    """A number of steps as people write it."""
    return "never" if steps == NEVER else f"{steps:,}"


def short(value: float) -> str:
    """Two digits."""
    return f"{float(f'{value:.2g}'):,g}"
