"""What the player's clock counts: steps and epochs of a run, or the values of a knob."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Knob:
    """An axis that is no time: frame k shows the page with this knob at its k-th value."""

    label: str
    values: list[str]


@dataclass(frozen=True)
class Clock:
    """Steps of one epoch, the word for an epoch, the last step where it is known, the usual speed, words for buttons.

    ``keeps``: a changed control leaves the playhead where it is, as on runs that are known whole. ``begins``: the step
    that is shown first; others than 0 suit a knob.
    """

    epoch: int = 1
    unit: str = "epoch"
    last: int | None = None
    speed: str = "normal"
    words: Mapping[str, str] = field(default_factory=dict)
    knob: Knob | None = None
    keeps: bool = False
    begins: int = 0

    def data(self) -> dict[str, Any]:
        """The clock as the player takes it."""
        return dataclasses.asdict(self)
