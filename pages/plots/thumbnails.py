"""A small picture of each problem, for menus."""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np

from engine.datasets import GIVEN, SOURCES
from engine.values.randomness import generator
from pages.plots import pictures
from pages.plots.style import CLASS_COLORS, NEGATIVE, POSITIVE, rgb

SIDE, POINTS, DOT = 56, 160, 2


@cache
def thumbnail(slug: str) -> str:
    """A data address of a picture of the problem's points, clear behind them."""
    source = SOURCES[slug]() if slug in GIVEN else dataclasses.replace(SOURCES[slug](), noise=0.05)
    points, values = source.sample(generator(0, "points"), min(POINTS, source.most))
    if source.dimensions == 1:  # the target goes up
        points = np.concatenate([points, values])
    (left, right), (bottom, top) = source.bounds
    columns = ((points[0] - left) / (right - left) * SIDE).astype(int)
    rows = ((top - points[1]) / (top - bottom) * SIDE).astype(int)
    regression = source.task == "regression"
    shade = 1 + (values[0] > 0) if regression else 1 + values[0].astype(int)
    picture = np.zeros((SIDE, SIDE), np.uint8)
    for down in range(DOT):
        for right_by in range(DOT):
            inside = (rows + down < SIDE) & (columns + right_by < SIDE) & (rows >= 0) & (columns >= 0)
            picture[(rows + down)[inside], (columns + right_by)[inside]] = shade[inside]
    colors = [(0, 0, 0)] + [rgb(color) for color in ((NEGATIVE, POSITIVE) if regression else CLASS_COLORS)]
    alpha = [0] + [255] * (len(colors) - 1)
    return pictures.png(picture, np.column_stack([colors, alpha]).astype(np.uint8).tobytes())
