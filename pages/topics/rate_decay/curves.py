"""The rate of each schedule over the epochs, to be dragged at its dots."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from engine.optimizers.schedules import StepTable
from engine.studies.rate_decay.annealed import Course
from engine.studies.rate_decay.decay import Decay, Pace, rates
from engine.studies.rate_decay.families import through
from engine.studies.rate_decay.orbits import Orbits
from pages.plots.style import INK, axis, layout
from pages.topics.rate_decay.paces import grips, hues, places

Array = np.ndarray
SAMPLES, MEMBERS = 48, 12  # of a curve that is dragged, and curves of its family


def spec(decay: Decay) -> dict[str, Any]:
    """The view as the player takes it."""
    by_hand = any(isinstance(pace.schedule, StepTable) for pace in decay.active)
    click = ". Click to add a row to the table, or on a row to take it away" if by_hand else ""
    return {
        "painter": "handles",
        "title": "Learning rate",
        "caption": f"Drag a dot: the curve goes through it{click}",
        "legend": [],
        "figure": figure(decay),
        "shape": "wide",
        "every": 1,
        "grip": "Dots on the curves: arrow keys move the first",
        "handles": handles(decay),
        "clicks": by_hand,
    }


@lru_cache(maxsize=32)
def top(decay: Decay) -> float:
    """The end of the axis of rates."""
    return 1.2 * float(max(rates(decay).max(), *(rate for dots in grips(decay) for _, rate in dots)))


def figure(decay: Decay) -> dict[str, Any]:
    """All curves, and the marks of the present step."""
    alpha, epochs = rates(decay), (np.arange(decay.steps) / decay.epoch).round(3).tolist()
    line = {"type": "scatter", "mode": "lines", "x": epochs, "hovertemplate": "%{y:.3g}"}
    traces = [
        line | {"name": pace.schedule.label, "y": list(map(short, row)), "line": {"color": hue, "width": 2}}
        for pace, hue, row in zip(decay.active, hues(decay), alpha.T.tolist(), strict=True)
    ]
    now = {"type": "scatter", "mode": "lines", "name": "now", "x": [], "y": [], "hoverinfo": "skip"}
    traces.append(now | {"line": {"color": INK, "width": 1, "dash": "3px,3px"}})
    x, y = axis("epoch", range=[0, decay.epochs]), axis("α", range=[0, top(decay)])
    return {"data": traces, "layout": layout(x, y)}


def handles(decay: Decay) -> list[dict[str, Any]]:
    """A family of curves for each formula, free dots for each row of a table."""
    found, first = [], 0
    for pace, dots, hue in zip(decay.active, grips(decay), hues(decay), strict=True):
        for _ in dots:
            at = [first, first + 1]
            free = isinstance(pace.schedule, StepTable)
            found.append({"shape": "dot", "at": at, "color": hue} if free else family(pace, decay, at, hue))
            first += 2
    return found


def family(pace: Pace, decay: Decay, at: list[int], hue: str) -> dict[str, Any]:
    """Curves of one formula, by their rate at the place of the dot: between two of them the player draws the rest."""
    epoch = places(pace, decay)[0][0]
    epochs = np.linspace(0, decay.epochs, SAMPLES)
    kin = {}
    for rate in np.linspace(0, top(decay), MEMBERS).tolist():
        schedule = through(pace.schedule, epoch, rate)
        kin[short(schedule(epoch))] = [short(schedule(each)) for each in epochs.tolist()]
    heights = sorted(kin)
    return {"shape": "family", "at": at, "color": hue, "x": epochs.round(3).tolist(), "heights": heights,
            "curves": [kin[height] for height in heights]}  # fmt: skip


def short(value: Any) -> float:
    """Four digits."""
    return float(f"{float(value):.4g}")


def patch(moment: Orbits | Course) -> dict[str, Any]:
    """Where the playhead stands; the dots stand where the schedules have them."""
    now = moment.epoch
    flat = [short(number) for one in grips(moment.decay) for place in one for number in place]
    return {"handle": flat, "restyle": {str(len(moment.decay.active)): {"x": [now, now], "y": [0, top(moment.decay)]}}}
