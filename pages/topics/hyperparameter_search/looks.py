"""What all views of trials share: a colour for each method and for each height of a loss."""

from __future__ import annotations

from typing import Any

from engine.studies.hyperparameter_search.hunt import GUESS, METHODS
from pages.plots.style import ACCENT, NEGATIVE, TEST

HUES = dict(zip(METHODS, (NEGATIVE, ACCENT, TEST), strict=True))
# Levels of a loss as shares of what a guess costs, best first; what diverged is in the last.
LEVELS = (0.25, 0.5, 0.75, 1.0)
SHADES = ("#12936f", "#22a6c9", "#2f7fe0", "#8a93a0", "#d6336c")
MARKS = ("star", "circle", "circle", "circle", "cross")
SIZES = (12, 10, 9, 8, 8)


def level(score: float) -> int:
    """The level of a loss."""
    return next((k for k, bound in enumerate(LEVELS) if score <= bound * GUESS), len(LEVELS))  # NaN compares as false


def methods() -> list[dict[str, Any]]:
    """The methods by their colours."""
    return [{"label": METHODS[method], "color": hue} for method, hue in HUES.items()]


def levels() -> list[dict[str, Any]]:
    """The levels by their marks."""
    words = [f"< {bound * GUESS:.2f}" for bound in LEVELS[:3]] + ["a guess", "worse"]
    marks = zip(words, SHADES, MARKS, strict=True)
    return [{"label": word, "color": shade, "symbol": {"circle": "dot"}.get(mark, mark)} for word, shade, mark in marks]
