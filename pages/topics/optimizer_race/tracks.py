"""A race as it is drawn: each runner's path in the plane of the picture, its numbers at every step, its look."""

from __future__ import annotations

import base64
from collections import Counter
from functools import cached_property
from typing import Any

import numpy as np

from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.landscapes.landscape import Plane
from engine.studies.optimizer_race.paths import Paths, plane_of
from engine.studies.optimizer_race.race import Race, Runner
from engine.training.objective import Objective
from engine.values.fields import specs
from pages.plots.style import OPTIMIZER_COLORS, rgb

Array = np.ndarray
# A second runner of a kind is dashed, a third dotted, and they lean towards one of these, for on a winding path dashes
# alone are not seen.
LEANINGS = ("#d6246e", "#0b9fb0", "#9c7a00")
DASHES = ((), (7, 4), (2, 3), (10, 3, 2, 3))
SLUGS = {kind: slug for slug, kind in OPTIMIZERS.items()}


def color(runner: Runner, earlier: int = 0) -> str:
    """The colour of a runner's optimizer, after so many runners of its kind."""
    own = OPTIMIZER_COLORS[SLUGS[type(runner.optimizer)]]
    return leaning(own, LEANINGS[(earlier - 1) % len(LEANINGS)]) if earlier else own


def leaning(color: str, towards: str, share: float = 0.62) -> str:
    """A colour mixed with another."""
    mixed = (round((1 - share) * one + share * two) for one, two in zip(rgb(color), rgb(towards), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def looks(runners: tuple[Runner, ...]) -> list[dict[str, Any]]:
    """Name, colour and dash of each runner; runners of a kind are numbered."""
    total, seen, out = Counter(type(runner.optimizer) for runner in runners), Counter(), []
    for runner in runners:
        kind = type(runner.optimizer)
        name = runner.optimizer.label + (f" {seen[kind] + 1}" if total[kind] > 1 else "")
        out.append({"name": name, "color": color(runner, seen[kind]), "dash": DASHES[seen[kind] % len(DASHES)]})
        seen[kind] += 1
    return out


def looks_of(race: Race) -> list[dict[str, Any]]:
    """Looks of the runners that take part; they keep theirs when others are switched off."""
    return [look for look, runner in zip(looks(race.runners), race.runners, strict=True) if runner.on]


class Tracks:
    """The paths of a race and what is derived from them, worked out when first asked for.

    Shapes: T steps, R runners; ``flat`` (T + 1, R, 2), the others (T + 1, R) or (T, R).
    """

    def __init__(self, race: Race, paths: Paths):
        self.race, self.paths = race, paths
        self.looks = looks_of(race)
        self.rows: dict[float, Array] = {}

    @property
    def nbytes(self) -> int:
        """Bytes of the paths, beside which all else is small."""
        paths = self.paths
        return sum(each.nbytes for each in (paths.points, paths.gradient, paths.velocity, paths.values, paths.rates))

    @property
    def ending(self) -> str:
        """Who was lost and why, one sentence each."""
        return " ".join(fate.sentence for fate in self.paths.fates if fate.sentence)

    @property
    def facts(self) -> dict[str, Any]:
        """What the player is told beside the views: this is a tape, so many steps long, with this end."""
        tape = {"steps": self.race.steps, "reason": self.ending, "epoch": 1}
        return {"epoch": 0, "numbers": {}, "tape": tape}

    @cached_property
    def flat(self) -> Array:
        """Paths in the picture: the point; of one coordinate w the point (w, J(w)); of a network, that in the plane."""
        points = self.paths.points
        if self.race.on_network:
            return self.plane.coordinates(points)
        return points if points.shape[-1] == 2 else np.stack([points[..., 0], self.paths.values], axis=-1)

    @cached_property
    def plane(self) -> Plane:
        """The plane that all paths on a network's loss share, or that in which their start was moved."""
        return self.paths.plane or plane_of(self.paths.points)

    @cached_property
    def objective(self) -> Objective:
        """A network's true loss."""
        return Objective(self.race.hill.experiment(self.race.seed))

    def losses_in_plane(self, across: Array, up: float) -> Array:
        """A network's true loss along one row of the picture, worked out once."""
        if up not in self.rows:
            self.rows[up] = self.objective.cost(self.plane.points(across, np.full(len(across), up)))
        return self.rows[up]

    def flattened(self, vectors: Array) -> Array | None:
        """Directions (T, R, P) as they lie in the picture, (T, R, 2); None where that is a curve."""
        if self.race.on_network:
            return vectors @ np.stack([self.plane.u, self.plane.v]).T
        return vectors if vectors.shape[-1] == 2 else None

    @cached_property
    def height(self) -> Array:
        """Loss above the lowest value there is; the loss itself where there is none."""
        return self.paths.values - (self.race.hill.minimum or 0.0)

    @cached_property
    def distance(self) -> Array | None:
        """Distance to the nearest of the lowest points; None where there are none, or on a network."""
        if not self.race.hill.minima:
            return None
        from_each = self.paths.points[:, :, None, :] - np.array(self.race.hill.minima)
        return np.sqrt((from_each**2).sum(axis=-1)).min(axis=-1)

    @cached_property
    def step_length(self) -> Array:
        return np.linalg.norm(np.diff(self.paths.points, axis=0), axis=-1)

    @cached_property
    def slope(self) -> Array:
        """Norm of the gradient that was felt at each step."""
        return np.linalg.norm(self.paths.gradient.astype(np.float64), axis=-1)


def packed(values: Array) -> str:
    """Numbers as they are sent: base64 of 32-bit floats."""
    return base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode()


def written(runner: Runner) -> str:
    """A runner's rate and hyper-parameters in short: ``α 0.1 · β 0.9``."""
    shown = [f"α {runner.schedule.rate:g}"]
    if type(runner.schedule) is not Constant:
        shown.append(runner.schedule.label.lower())
    for name, spec in specs(runner.optimizer).items():
        value = getattr(runner.optimizer, name)
        usual = getattr(type(runner.optimizer)(), name)
        if value != usual:
            word = getattr(spec, "symbol", "") or name.replace("_", " ")
            shown.append(f"{word} {'on' if value else 'off'}" if isinstance(value, bool) else f"{word} {value:g}")
    return " · ".join(shown)
