"""Which moves of the plane leave every label of a problem as it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Symmetries:
    """The turns about the origin and the mirror line through it that keep labels, in degrees.

    turn: turns by its multiples keep labels; 0 means any angle, 360 none.
    mirror: angle of the mirror line with the x1 axis; None means there is none.
    jitter: whether a small push keeps the label; in regression it never does, the target follows the point.
    """

    turn: float = 360.0
    mirror: float | None = None
    jitter: bool = True


ALL_TURNS_AND_MIRRORS = Symmetries(turn=0.0, mirror=0.0)
