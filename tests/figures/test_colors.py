"""Colours that mean something are told apart by those who see fewer of them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from pages.plots.style import CLASS_COLORS, OPTIMIZER_COLORS, rgb

# Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color vision deficiency",
# table 1: severity 1.0, in linear RGB.
SIGHT = {
    "full": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
APART = 35  # ΔE (CIE 1976) between two classes; about 2 can just be seen


def lab(color: str, sight: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of a colour as somebody sees it."""
    share = np.array(rgb(color)) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(TO_XYZ @ np.clip(sight @ linear, 0.001, 1) / TO_XYZ.sum(axis=1))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SIGHT)
def test_six_classes_tell_apart(sight: str):
    seen = [lab(color, SIGHT[sight]) for color in CLASS_COLORS]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > APART


@pytest.mark.parametrize("sight", SIGHT)
def test_the_four_usual_runners_tell_apart(sight: str):
    usual = ("gradient_descent", "momentum", "rmsprop", "adam")  # the heads of their lines differ in shape, too
    seen = [lab(OPTIMIZER_COLORS[slug], SIGHT[sight]) for slug in usual]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 24


@pytest.mark.parametrize("color", CLASS_COLORS)
def test_a_class_is_seen_on_light_and_dark_pages(color: str):
    assert 35 < lab(color, SIGHT["full"])[0] < 82
