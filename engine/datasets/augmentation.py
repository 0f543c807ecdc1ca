"""More examples from the ones there are: points moved in ways that keep their label (notes 2.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.values.bounds import Refused
from engine.values.fields import check, flag, number

JITTER_HELP = "Push each point by a random step with this standard deviation."
ROTATION_HELP = "Turn each point about the origin by a random angle up to this, in either direction."
REFLECTION_HELP = "Mirror each point with probability one half."


@dataclass(frozen=True)
class Augmentation:
    """How far points are moved each time they are shown; all zero leaves them where they are."""

    jitter: float = number(0.0, 0.0, 1.0, step=0.05, symbol="σ", help=JITTER_HELP, hot=True)
    rotation: float = number(0.0, 0.0, 180.0, step=15.0, symbol="φ", unit="°", help=ROTATION_HELP, hot=True)
    reflection: bool = flag(False, help=REFLECTION_HELP, hot=True)

    def __post_init__(self) -> None:
        check(self)

    @property
    def active(self) -> bool:
        """Whether any point is moved at all."""
        return self != Augmentation()


def allow(augmentation: Augmentation, source: Any) -> None:
    """Hold an augmentation to the symmetries of a problem.

    Raises: Refused, naming the field and what would go wrong.
    """
    symmetries = source.symmetries
    if 0 < augmentation.rotation < symmetries.turn:
        offer = f"turns by {symmetries.turn:g}° keep them" if symmetries.turn <= 180 else "no turn keeps them"
        raise Refused("Augmentation.rotation", f"{augmentation.rotation:g}° changes labels of {source.label}; {offer}")
    if augmentation.reflection and symmetries.mirror is None:
        raise Refused("Augmentation.reflection", f"no mirror line keeps the labels of {source.label}")
    if augmentation.jitter and not symmetries.jitter:
        raise Refused("Augmentation.jitter", f"in {source.label} the target changes with every push of a point")


def augment(augmentation: Augmentation, source: Any, X: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """X' = mirror or not, then turn, then push, drawn anew for each example; labels stay. All off gives X itself.

    Shapes: X (..., n_x, m) -> the same. Raises: Refused, where the problem does not allow a move.
    """
    allow(augmentation, source)
    if augmentation.reflection:
        X = np.where(rng.random(X[..., :1, :].shape) < 0.5, mirrored(X, source.symmetries.mirror), X)
    if augmentation.rotation:
        X = turned(X, random_turns(augmentation.rotation, source.symmetries.turn, rng, X[..., 0, :].shape))
    if augmentation.jitter:
        X = X + augmentation.jitter * rng.standard_normal(X.shape)
    return X


def random_turns(most: float, turn: float, rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Angles in degrees, uniform over [-most, most], rounded to multiples of ``turn`` unless that is 0."""
    angles = rng.uniform(-most, most, shape)
    return turn * np.round(angles / turn) if turn else angles


def turned(X: np.ndarray, degrees: np.ndarray | float) -> np.ndarray:
    """Points turned about the origin. Shapes: X (..., 2, m), degrees (..., m)."""
    angle = np.radians(degrees)
    first, second = X[..., 0, :], X[..., 1, :]
    cos, sin = np.cos(angle), np.sin(angle)
    return np.stack([cos * first - sin * second, sin * first + cos * second], axis=-2)


def mirrored(X: np.ndarray, degrees: float) -> np.ndarray:
    """Points mirrored in the line through the origin at this angle with the x₁ axis. Shapes: X (..., 2, m)."""
    return turned(X * np.array([[1.0], [-1.0]]), 2 * degrees)
