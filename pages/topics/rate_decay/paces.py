"""What all views of schedules share: their colours, and where each curve is gripped."""

from __future__ import annotations

from typing import Any

from engine.optimizers.schedules import StepTable
from engine.studies.rate_decay.decay import Decay, Pace
from engine.studies.rate_decay.families import grip
from pages.plots.style import CLASS_COLORS

HUES = ("#7d8794", *CLASS_COLORS[:2], "#7042fa", "#12936f")  # of the first to the fifth schedule


def hues(decay: Decay) -> list[str]:
    """The colour of each schedule that takes part; it keeps it while others come and go."""
    return [hue for hue, pace in zip(HUES, decay.paces, strict=False) if pace.on]


def legend(decay: Decay) -> list[dict[str, Any]]:
    """The schedules by their colours."""
    return [{"label": pace.schedule.label, "color": hue} for pace, hue in zip(decay.active, hues(decay), strict=True)]


def grips(decay: Decay) -> list[list[tuple[float, float]]]:
    """Of each schedule that takes part, the places (epoch, rate) at which it can be dragged."""
    return [places(pace, decay) for pace in decay.active]


def places(pace: Pace, decay: Decay) -> list[tuple[float, float]]:
    """One place on the curve of a formula; of a table its start and all its rows."""
    schedule = pace.schedule
    if isinstance(schedule, StepTable):
        return [(0.0, schedule.rate), *schedule.table]
    epoch = grip(schedule, decay.epochs)
    return [(epoch, float(schedule(epoch)))]
