"""Every run's boundary over the same points; and where two of them disagree."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from engine.experiment import Experiment
from engine.studies.arena.arena import NAMES, Arena
from engine.studies.arena.bout import Look
from engine.studies.arena.cost import SIDE
from engine.training.trainer import Trainer
from pages.plots import boundary, pictures, places
from pages.plots.style import NEGATIVE, POSITIVE
from pages.plots.view import View
from pages.topics.arena.corners import apart

Array = np.ndarray


def spec(index: int, arena: Arena) -> dict[str, Any]:
    """One run's view as the player takes it."""
    return {
        "painter": "plotly",
        "title": NAMES[index],
        "caption": apart(arena, index),
        "figure": plane(arena),
        "every": 1,
        "shape": "square",
    }


def plane(arena: Arena) -> dict[str, Any]:
    """The points over a picture that each frame replaces."""
    return boundary.plane(arena.experiments[0].data.source, boundary.points(samples(arena.experiments[0])))


@lru_cache(maxsize=32)
def samples(experiment: Experiment) -> Any:
    """The points that all learn."""
    return Trainer(experiment).samples[0]


def answers(look: Look, index: int) -> Array:
    """What one run says of every place, (n_y, SIDE, SIDE)."""
    return places.answers(look.ring.arena.experiments[index], look.states[index], SIDE)


def patch(index: int, look: Look) -> dict[str, Any]:
    """One run's picture."""
    if index >= len(look.states):
        return {"images": [""]}
    task = look.ring.arena.experiments[0].data.source.task
    return {"images": [boundary.picture(answers(look, index), task)]}


def difference_spec(arena: Arena) -> dict[str, Any]:
    """The map of differences as the player takes it."""
    others = NAMES[2 : len(arena.corners)]
    several = arena.experiments[0].data.source.task == "multiclass"
    ends = {"from": "same", "label": "other"} if several else {"from": "B less", "label": "B more"}
    return {
        "painter": "plotly",
        "title": "Difference of B and A",
        "caption": "the answer of one less that of the other; clear where they agree",
        "legend": [{"symbol": "scale", "colors": [NEGATIVE, POSITIVE], **ends}],
        "figure": plane(arena),
        "every": 1,
        "shape": "square",
        "switches": [{"label": f"{name} and A", "effect": f"variant:{name}"} for name in others],
    }


def difference_patch(index: int, look: Look) -> dict[str, Any]:
    """How much more one run says than the first; of several classes, how much probability lies elsewhere."""
    if index >= len(look.states):
        return {"images": [""]}
    first, other = answers(look, 0), answers(look, index)
    several = len(first) > 1
    value = np.abs(other - first).sum(axis=0) / 2 if several else other[0] - first[0]
    return {"images": [pictures.png(pictures.signed(np.clip(value, -1, 1)), pictures.diverging(0.75))]}


def run(index: int) -> View:
    """The view of one run."""
    make: Callable[[Arena], dict[str, Any]] = partial(spec, index)
    return View(make, partial(patch, index))


RUNS = {name.lower(): run(index) for index, name in enumerate(NAMES)}
DIFFERENCE = View(
    difference_spec,
    partial(difference_patch, 1),
    {name: partial(difference_patch, index) for index, name in enumerate(NAMES) if index > 1},
)
