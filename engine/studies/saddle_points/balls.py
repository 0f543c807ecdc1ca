"""Balls on a hill: several optimizers let go at one place, and the hill's curvature where each is (notes 2.2).

Axes: K optimizers, T steps, 2 coordinates.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from engine.optimizers import Adam, GradientDescent, Momentum, RMSprop
from engine.optimizers.descent import descend
from engine.studies.saddle_points.followed import Followed
from engine.surfaces import SURFACES, Saddle
from engine.values.bounds import Refused
from engine.values.fields import check, nested, number, one_of, whole

Array = np.ndarray
BALLS = {"gradient_descent": GradientDescent(), "momentum": Momentum(), "rmsprop": RMSprop(), "adam": Adam()}
HILLS = {slug: kind for slug, kind in SURFACES.items() if len(kind.bounds) == 2 and slug != "noisy_ravine"}
SHIFT = 1e-4  # of the differences that make the Hessian
ROOM = 0.25  # of its width, beyond the hill's edge: here a ball is gone
SMALL = 1e-3  # of the hill's largest curvature: less is none


@dataclass(frozen=True)
class Optima:
    """A hill, where the balls are let go, how they run; and the network that is followed beside."""

    hill: object = one_of(Saddle(), HILLS, help="What to run down")
    x: float = number(-1.8, -1000.0, 1000.0, symbol="x₀", help="Where the balls are let go; or click on the hill")
    y: float = number(0.001, -1000.0, 1000.0, symbol="y₀", help="Where the balls are let go; or click on the hill")
    rate: float = number(0.02, 1e-5, 10.0, scale="log", symbol="α", help="Learning rate, the same for all")
    steps: int = whole(300, 20, 1500, symbol="T", help="How long, in steps")
    followed: Followed = nested(Followed(), help="The network whose curvature is followed")
    seed: int = whole(0, 0, 999_999, help="Draws the matrices")

    def __post_init__(self) -> None:
        check(self)
        for name, each, (low, high) in zip("xy", self.start, self.hill.bounds, strict=True):
            if not low <= each <= high:
                raise Refused(f"Optima.{name}", f"{each:g} is outside the hill, which runs from {low:g} to {high:g}")

    @property
    def start(self) -> Array:
        """Where the balls are let go, (2,)."""
        return np.array([self.x, self.y])


@dataclass(frozen=True)
class Fall:
    """All of a fall; a ball that is gone stays where it left. ``eigenvalues`` rise along the last axis.

    Shapes: points (T + 1, K, 2), heights (T + 1, K), eigenvalues (T + 1, K, 2), vectors (T + 1, K, 2, 2) as columns,
    slopes (T + 1, K): lengths of the gradient.
    """

    points: Array
    heights: Array
    eigenvalues: Array
    vectors: Array
    slopes: Array

    @property
    def largest(self) -> float:
        """The largest curvature that any ball meets."""
        return float(np.abs(self.eigenvalues).max())


@lru_cache(maxsize=32)
def fall(optima: Optima) -> Fall:
    """The paths of all balls, and the hill's curvature along them."""
    hill, start = optima.hill, optima.start
    paths = [
        held(hill, descend(each, lambda _: optima.rate, lambda points, t: hill.gradient(points), start, optima.steps))
        for each in BALLS.values()
    ]
    points = np.stack(paths, axis=1)
    values, vectors = np.linalg.eigh(hessians(hill, points))
    return Fall(points, hill.value(points), values, vectors, np.linalg.norm(hill.gradient(points), axis=-1))


def held(hill: Any, path: Array) -> Array:
    """A path (T + 1, 2) that ends where it first leaves the hill by more than its room."""
    low, high = np.array(hill.bounds).T
    room = ROOM * (high - low)
    with np.errstate(invalid="ignore"):
        out = ~((path >= low - room) & (path <= high + room)).all(axis=1)  # of NaN, too
    if out.any():
        first = int(np.argmax(out))
        path = path.copy()
        path[first:] = np.clip(np.nan_to_num(path[first], nan=0.0), low - room, high + room)
    return path


def hessians(hill: Any, points: Array) -> Array:
    """∂²f/∂xᵢ∂xⱼ by central differences of the gradient, made symmetric. Shapes: points (..., 2) to (..., 2, 2)."""
    columns = [
        (hill.gradient(points + SHIFT * unit) - hill.gradient(points - SHIFT * unit)) / (2 * SHIFT)
        for unit in np.eye(2)
    ]
    matrix = np.stack(columns, axis=-1)
    return (matrix + matrix.swapaxes(-1, -2)) / 2


@dataclass(frozen=True)
class Fallen:
    """The balls after some steps."""

    optima: Optima
    fall: Fall
    step: int

    nbytes = 64

    @property
    def places(self) -> list[str]:
        """What kind of place each ball is at, by its curvature."""
        least = SMALL * self.fall.largest
        return [kind(each, least) for each in self.fall.eigenvalues[self.step]]

    @property
    def facts(self) -> dict[str, Any]:
        """What is told beside the pictures."""
        lowest = int(np.argmin(self.fall.heights[self.step]))
        return {"epoch": self.step, "numbers": {"lowest": list(BALLS.values())[lowest].label}}


def kind(eigenvalues: Array, least: float) -> str:
    """Of two eigenvalues in rising order: what the hill is like here."""
    down, up = eigenvalues[0] < -least, eigenvalues[1] > least
    return {(True, True): "saddle", (False, True): "bowl", (True, False): "ridge"}.get((down, up), "flat")


def falling(optima: Optima) -> Generator[Fallen, None, str]:
    """Every step of the fall.

    Returns: a sentence on what came out.
    """
    whole_fall = fall(optima)
    for step in range(optima.steps + 1):
        yield Fallen(optima, whole_fall, step)
    return conclusion(optima, whole_fall)


def conclusion(optima: Optima, whole: Fall) -> str:
    """Who left the hill first, or else who ended lowest, in one sentence."""
    names, (low, high) = [each.label for each in BALLS.values()], np.array(optima.hill.bounds).T
    outside = ((whole.points < low) | (whole.points > high)).any(axis=-1)
    if outside[-1].any():
        steps = np.where(outside.any(axis=0), outside.argmax(axis=0), optima.steps + 1)
        first = int(np.argmin(steps))
        return f"{names[first]} was off the hill first, after {steps[first]} steps"
    ends = whole.heights[-1]
    first, last = int(np.argmin(ends)), int(np.argmax(ends))
    return f"{names[first]} ended lowest, at {ends[first]:.3g}; {names[last]} highest, at {ends[last]:.3g}"
