"""A picture that is drawn by hand, as a value: a row of it is one whole number, three bits for each pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.datasets.glyphs import CHANNELS, SIDE, glyph
from engine.values.fields import check, choice, several, whole

Array = np.ndarray
COLORS = 2**CHANNELS


@dataclass(frozen=True)
class Reading:
    """One way to make columns of pictures X (m, 8, 8, 3)."""

    label: str
    code: str


READINGS = {
    "right": Reading("the notes' way", "X.reshape(m, -1).T"),
    "mixed": Reading("right shape, wrong order", "X.reshape(-1, m)"),
    "upright": Reading("not transposed", "X.reshape(m, -1)"),
}


@dataclass(frozen=True)
class Row:
    """A row of pixels: that in column c has the bits 3c (red), 3c + 1 (green), 3c + 2 (blue)."""

    pixels: int = whole(0, 0, COLORS**SIDE - 1, help="Three bits for each of eight pixels")

    __post_init__ = check


def rows_of(colors: list[list[int]]) -> tuple[Row, ...]:
    """Rows of colours 0 to 7, (8, 8)."""
    return tuple(Row(sum(color << (CHANNELS * place) for place, color in enumerate(row))) for row in colors)


def colors_of(picture: Array) -> list[list[int]]:
    """A picture (8, 8, 3) as colours 0 to 7."""
    return (picture.astype(int) @ (1 << np.arange(CHANNELS))).tolist()


@dataclass(frozen=True)
class Picture:
    """What was drawn, and how it is unrolled."""

    rows: tuple[Row, ...] = several(
        rows_of(colors_of(glyph(1, 6, (0, 1)))), Row, least=SIDE, most=SIDE, help="Eight rows of eight pixels"
    )
    reading: str = choice("right", READINGS, help="How the pictures become columns")

    __post_init__ = check

    @property
    def colors(self) -> list[list[int]]:
        """Colours 0 to 7, (8, 8)."""
        return [[(row.pixels >> (CHANNELS * place)) % COLORS for place in range(SIDE)] for row in self.rows]

    @property
    def array(self) -> Array:
        """The picture as zeros and ones, (8, 8, 3)."""
        return ((np.array(self.colors)[..., np.newaxis] >> np.arange(CHANNELS)) & 1).astype(float)
