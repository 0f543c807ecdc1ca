"""Both boundaries over the points as they lie at test time: shifted, where the dial says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from engine.studies.batch_norm.norms import BARE, NORMED, Norms
from engine.studies.batch_norm.pair import Look
from engine.studies.batch_norm.shifts import own_statistics, shifted
from engine.training.trainer import State
from pages.plots import boundary, places
from pages.plots.view import View

Array = np.ndarray
SIDE = 80  # pixels
CAPTIONS = ("", "test time: μ and σ are the running ones")


def spec(title: str, caption: str, switches: list[dict[str, Any]], norms: Norms) -> dict[str, Any]:
    """The view as the player takes it."""
    return {
        "painter": "plotly",
        "title": title,
        "caption": caption,
        "figure": figure(norms),
        "every": 1,
        "shape": "square",
        "switches": switches,
    }


def figure(norms: Norms) -> dict[str, Any]:
    """The dev points, shifted, over a picture that each frame replaces."""
    samples = norms.trainer(BARE).samples[0]
    traces = boundary.points(samples, ("dev",))
    for trace in traces:
        trace["x"] = [round(each + norms.shift, 3) for each in trace["x"]]
    return boundary.plane(norms.source, traces)


def picture(which: int, state: State, look: Look) -> dict[str, Any]:
    """The answer to every place."""
    answers = places.answers(look.pair.norms.experiment(which), state, SIDE)
    return {"images": [boundary.picture(answers, "binary")]}


def bare_patch(look: Look) -> dict[str, Any]:
    """The network without."""
    return picture(BARE, look.states[BARE], look)


def running_patch(look: Look) -> dict[str, Any]:
    """The network with batch norm, by running statistics."""
    return picture(NORMED, look.pair.tested(look.states[NORMED]), look)


def own_patch(look: Look) -> dict[str, Any]:
    """The same, by the statistics of the points that are shown."""
    state = look.states[NORMED]
    points = shifted(look.pair, look.pair.norms.shift)
    held = State(state.step, state.theta, state.memory, own_statistics(look.pair, state, points))
    return picture(NORMED, held, look)


OWN = {"label": "μ, σ of these points", "effect": "variant:own",
       "title": "Take the statistics of the points shown, instead of the running ones"}  # fmt: skip
Made = Callable[[Norms], dict[str, Any]]
without_spec: Made = partial(spec, "Without", "test points, black rim", [])
with_spec: Made = partial(spec, "With batch norm", "by the running μ and σ", [OWN])
WITHOUT_PLANE = View(without_spec, bare_patch)
WITH_PLANE = View(with_spec, running_patch, {"own": own_patch})
