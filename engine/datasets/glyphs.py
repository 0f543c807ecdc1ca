"""Small pictures in colour made by a recipe: rings (class 1) and crosses (class 0), to be read by one neuron.

Shapes: pictures are (m, SIDE, SIDE, CHANNELS) of 0 and 1, with the channels red, green, blue last.
"""

from __future__ import annotations

import numpy as np

from engine.values.randomness import generator

Array = np.ndarray
SIDE, CHANNELS = 8, 3
INPUTS = SIDE * SIDE * CHANNELS
SHIFT, SPECKS = 1, 0.02  # pixels that a glyph may lie off the middle; share of values that are flipped
OFF = np.arange(SIDE) - (SIDE - 1) / 2
DISTANCE = np.hypot(*np.meshgrid(OFF, OFF))
RING = (DISTANCE > 1.8) & (DISTANCE < 3.2)
CROSS = np.eye(SIDE, dtype=bool) | np.eye(SIDE, dtype=bool)[::-1]
SHAPES = np.stack([CROSS & (DISTANCE < 4.5), RING])


def glyph(label: int, ink: int, shift: tuple[int, int]) -> Array:
    """One picture without specks; bits 0, 1, 2 of the ink are red, green, blue."""
    shape = np.roll(SHAPES[label], shift, (0, 1))
    channels = (ink >> np.arange(CHANNELS)) & 1
    return (shape[..., np.newaxis] * channels).astype(float)


def glyphs(count: int, seed: int) -> tuple[Array, Array]:
    """So many pictures (m, 8, 8, 3) and their classes (m,): any ink but black, moved by a pixel, with a few specks."""
    rng = generator(seed, "points")
    labels, inks = rng.permutation(count) % 2, rng.integers(1, 2**CHANNELS, count)
    shifts = rng.integers(-SHIFT, SHIFT + 1, (count, 2))
    pictures = np.stack([glyph(*each) for each in zip(labels, inks, map(tuple, shifts), strict=True)])
    specks = rng.random(pictures.shape) < SPECKS
    return np.where(specks, 1 - pictures, pictures), labels
