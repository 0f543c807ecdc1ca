"""Many boundaries over one plane: each as part of a fog, one of them as a line."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

Array = np.ndarray
COLOR = (92, 98, 112)
WIDTH = 0.55  # of a boundary in the fog, in picture points


def fog(answers: Array, task: str) -> Array:
    """The share of answers (R, n_y, height, width) whose boundary runs at each point, in 255ths, (height, width)."""
    return (255 * np.mean([line(leads(each, task)[0]) for each in answers], axis=0)).astype(np.uint8)


def leads(answer: Array, task: str) -> Array:
    """Fields (n, height, width) that are 0 where one class gives way to another, or a real target changes its sign."""
    if task == "regression":
        return answer
    if task == "binary":
        return answer - 0.5
    first, second = np.sort(answer, axis=0)[[-1, -2]]
    return np.concatenate([[first - second], answer - np.where(answer == first, second, first)])


def line(field: Array) -> Array:
    """How strongly the zero line of a field (height, width) passes each point, from 0 to 1: its distance, blurred."""
    down, across = np.gradient(field)
    square = field**2 / np.maximum(down**2 + across**2, 1e-12)
    return np.exp(square / (-2 * WIDTH**2))


def fields(answer: Array, task: str) -> list[Array]:
    """The fields whose zero lines are the boundaries of an answer: one, or one for each of several classes."""
    found = leads(answer, task)
    return list(found[1:] if task == "multiclass" else found)


def contour(source: Any, field: Array, color: str, dash: str, thick: float) -> dict[str, Any]:
    """The zero line of a field (height, width) over the plane."""
    (left, right), (bottom, top) = source.bounds
    height, width = field.shape
    levels = {"start": 0, "end": 0, "size": 1, "coloring": "none"}
    return {
        "type": "contour",
        "x": (left + (np.arange(width) + 0.5) * (right - left) / width).round(3).tolist(),
        "y": (top - (np.arange(height) + 0.5) * (top - bottom) / height).round(3).tolist(),
        "z": field.round(3).tolist(),
        "contours": levels,
        "line": {"color": color, "width": thick, "dash": dash, "smoothing": 1},
        "showscale": False,
        "hoverinfo": "skip",
    }


@lru_cache(maxsize=1)
def veil() -> bytes:
    """256 shades from clear to the colour of the fog."""
    alpha = 235 * np.linspace(0, 1, 256) ** 0.7
    return np.column_stack([np.tile(COLOR, (256, 1)), alpha]).round().astype(np.uint8).tobytes()
