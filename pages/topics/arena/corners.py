"""What all views of an arena share: a colour for each run, and the words for what is different in it."""

from __future__ import annotations

from typing import Any

from engine.studies.arena.arena import NAMES, Arena

COLORS = dict(zip(NAMES, ("#2f7fe0", "#e4572e", "#12936f", "#b04fd0"), strict=True))
MOST_NAMED = 2


def apart(arena: Arena, index: int) -> str:
    """In what a run differs from the first, in words."""
    if index >= len(arena.corners):
        return "not in this contest"
    if index == 0:
        return "the one to compare with"
    found = [each.words for each in arena.apart(index)]
    more = f", and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return ", ".join(found[:MOST_NAMED]) + more or "the same as A: change something in it"


def legend(arena: Arena) -> list[dict[str, Any]]:
    """The runs by their colours."""
    return [{"label": name, "color": COLORS[name]} for name in NAMES[: len(arena.corners)]]
