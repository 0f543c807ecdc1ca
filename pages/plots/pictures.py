"""Maps as small pictures: numbers become shades of a palette, and those a PNG in a data address.

The palettes are transparent where the network is undecided, so one picture serves the light and the dark theme.
"""

from __future__ import annotations

import base64
import io
from functools import lru_cache

import numpy as np
from PIL import Image

from pages.plots.style import CLASS_COLORS, NEGATIVE, POSITIVE, rgb

Array = np.ndarray
FAINT, STRONG = 0.03, 0.66


def png(indices: Array, palette: bytes) -> str:
    """A data address of the picture (height, width) whose uint8 pixels number the entries of an RGBA palette."""
    image = Image.fromarray(np.ascontiguousarray(indices), "P" if indices.dtype == np.uint8 else None)
    image.putpalette(palette, "RGBA")
    held = io.BytesIO()
    image.save(held, "PNG", compress_level=1, transparency=palette[3::4])
    return "data:image/png;base64," + base64.b64encode(held.getvalue()).decode()


@lru_cache(maxsize=8)
def diverging(strong: float = STRONG) -> bytes:
    """256 shades: orange at −1, nothing at 0, blue at 1, there as opaque as ``strong``."""
    side = np.linspace(-1, 1, 256)
    return shades(np.where(side[:, None] < 0, rgb(NEGATIVE), rgb(POSITIVE)), np.abs(side), strong)


@lru_cache(maxsize=8)
def by_class(classes: int, strong: float = STRONG) -> bytes:
    """256 // K shades for each of K classes, from undecided to certain."""
    each = 256 // classes
    colors = np.repeat([rgb(color) for color in CLASS_COLORS[:classes]], each, axis=0)
    return shades(colors, np.tile(np.linspace(0, 1, each), classes), strong)


def shades(colors: Array, strength: Array, strong: float) -> bytes:
    """RGBA bytes of colours (N, 3) at strengths (N,) from 0 to 1, the last as opaque as ``strong``."""
    alpha = 255 * (FAINT + (strong - FAINT) * strength**0.9)
    return np.column_stack([colors, alpha]).round().astype(np.uint8).tobytes()


def signed(values: Array) -> Array:
    """Indices into the diverging palette of values that are clipped to [−1, 1]; NaN shows as 0."""
    scaled = np.nan_to_num(values, nan=0.0, posinf=1.0, neginf=-1.0) * 127.5 + 128
    return np.clip(scaled, 0, 255).astype(np.uint8)


def most_likely(probabilities: Array, hard: bool) -> Array:
    """Indices into the palette by class: the likeliest of K classes (K, height, width), shaded by how sure it is."""
    classes = len(probabilities)
    each = 256 // classes
    winner, top = probabilities.argmax(axis=0), np.nan_to_num(probabilities.max(axis=0))
    sure = np.full_like(top, 0.8) if hard else np.clip((top - 1 / classes) / (1 - 1 / classes), 0, 1)
    return (winner * each + sure * (each - 1)).astype(np.uint8)
