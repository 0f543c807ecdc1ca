"""Test surfaces: functions of one or two coordinates whose slope and minima are known, as data.

A point is a theta with as many parameters as the surface has coordinates, so optimizers move it as they move a network.

Shapes: points (..., P), the last axis its coordinates; value (...); gradient (..., P).
``bounds`` are (low, high) for each coordinate: the part of the plane that is shown. ``minima`` lists the places where
the value is ``minimum``, and no local ones; they are () and None where a surface falls for ever.
Far outside its bounds a surface overflows to inf or nan and says nothing: that is divergence, and it is data.
Sources: beside each; most are collected in Jamil and Yang 2013, A literature survey of benchmark functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

from engine.surfaces.base import Array
from engine.surfaces.classic import (
    Beale,
    GoldsteinPrice,
    Himmelblau,
    Rastrigin,
    Rosenbrock,
    StyblinskiTang,
    ThreeHumpCamel,
)
from engine.surfaces.lecture import Bowl, MonkeySaddle, NoisyRavine, Parabola, Plateau, Saddle

Point = tuple[float, ...]


class Surface(Protocol):
    """What every class in SURFACES offers."""

    label: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str]
    bounds: ClassVar[tuple[tuple[float, float], ...]]
    minima: ClassVar[tuple[Point, ...]]
    minimum: ClassVar[float | None]
    start: ClassVar[Point]

    def value(self, points: Array) -> Array: ...

    def gradient(self, points: Array) -> Array: ...


def slope(surface: Surface, seed: int = 0) -> Callable[[Array, int], Array]:
    """The gradient as descent meets it, a function of point and step t: noisy where the surface's gradient is."""
    noisy = getattr(surface, "noisy_gradient", None)
    if noisy is not None:
        return lambda points, t: noisy(points, seed, t)
    return lambda points, t: surface.gradient(points)


SURFACES: dict[str, type[Surface]] = {
    "bowl": Bowl,
    "parabola": Parabola,
    "saddle": Saddle,
    "monkey_saddle": MonkeySaddle,
    "plateau": Plateau,
    "rosenbrock": Rosenbrock,
    "beale": Beale,
    "himmelblau": Himmelblau,
    "styblinski_tang": StyblinskiTang,
    "rastrigin": Rastrigin,
    "goldstein_price": GoldsteinPrice,
    "three_hump_camel": ThreeHumpCamel,
    "noisy_ravine": NoisyRavine,
}
