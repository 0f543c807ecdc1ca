"""The board beside the hill: every runner's place, loss, distance and fate at the step that is shown."""

from __future__ import annotations

from typing import Any

from pages.topics.optimizer_race.pace import Paced
from pages.topics.optimizer_race.tracks import Tracks, packed, written


def spec(seen: Paced) -> dict[str, Any]:
    """The view as the player takes it."""
    race = seen.race
    goal = "left the saddle" if race.hill.minimum is None else f"within {race.tolerance:g} of the lowest value"
    return {"painter": "board", "title": "Standings", "caption": f"lowest loss first · ✓ {goal}", "weight": 1.25}


def patch(tracks: Tracks) -> dict[str, Any]:
    """Each runner's name, settings, numbers at every step and fate."""
    runners = tracks.race.active
    rows = []
    for row, (look, runner, fate) in enumerate(zip(tracks.looks, runners, tracks.paths.fates, strict=True)):
        numbers = {"loss": packed(tracks.paths.values[:, row]), "slope": packed(tracks.slope[:, row])}
        if tracks.distance is not None:
            numbers["distance"] = packed(tracks.distance[:, row])
        told = {"arrived": fate.arrived, "lost": fate.lost, "sentence": fate.sentence}
        rows.append({**look, "settings": written(runner), "numbers": numbers, **told})
    return {"rows": rows}
