"""One colour for each function on all views of this page; a new function takes the next."""

from __future__ import annotations

from itertools import cycle

from engine.networks.activations import ACTIVATIONS
from engine.studies.activation_functions.race import FunctionRace

HUES = ("#2f7fe0", "#e4572e", "#8a5cd6", "#cf9a12", "#7d8794", "#17a06f", "#e0468f", "#22a6c9", "#b5713f", "#86b52c")
COLORS = dict(zip(ACTIVATIONS, cycle(HUES), strict=False))
WELL_KNOWN = ("tanh", "relu", "sigmoid")  # of the notes: their lines are stronger where all are drawn together


def faded(color: str, share: float) -> str:
    """A colour that lets so much of itself be seen."""
    return "rgba({},{},{},{})".format(*(int(color[i : i + 2], 16) for i in (1, 3, 5)), share)


def names(race: FunctionRace) -> list[str]:
    """Labels of all functions, in their order."""
    return [activation.label for activation in ACTIVATIONS.values()]


def line(name: str) -> dict[str, object]:
    """How a function's line is drawn among the others."""
    return {"color": COLORS[name], "width": 2.6 if name in WELL_KNOWN else 1.3}
