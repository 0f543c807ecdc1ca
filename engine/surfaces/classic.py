"""Surfaces on which optimizers have been compared for decades. The contract is in engine/surfaces/__init__.py."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from engine.surfaces.base import Array, columns, square, surface


@surface
class Rosenbrock:
    """A curved valley, easy to find and slow to follow: f = (1 − x)² + 100 (y − x²)²."""

    label: ClassVar[str] = "Rosenbrock"
    formula: ClassVar[str] = "f = (1 − x)² + 100 (y − x²)²"
    source: ClassVar[str] = "Rosenbrock 1960"
    bounds: ClassVar = ((-2.0, 2.0), (-1.0, 3.0))
    minima: ClassVar = ((1.0, 1.0),)
    minimum: ClassVar = 0.0
    start: ClassVar = (-1.2, 1.0)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return (1.0 - x) ** 2 + 100.0 * (y - x**2) ** 2

    def gradient(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        off = y - x**2  # how far beside the valley's floor
        return columns(-2.0 * (1.0 - x) - 400.0 * x * off, 200.0 * off)


@surface
class Beale:
    """A flat floor between steep corners: f = (1.5 − x + x y)² + (2.25 − x + x y²)² + (2.625 − x + x y³)²."""

    label: ClassVar[str] = "Beale"
    formula: ClassVar[str] = "f = (1.5 − x + x y)² + (2.25 − x + x y²)² + (2.625 − x + x y³)²"
    source: ClassVar[str] = "Beale 1958"
    bounds: ClassVar = square(4.5)
    minima: ClassVar = ((3.0, 0.5),)
    minimum: ClassVar = 0.0
    start: ClassVar = (1.0, 1.5)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2

    def gradient(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        y2 = y * y
        one, two, three = y - 1.0, y2 - 1.0, y2 * y - 1.0
        first, second, third = 1.5 + x * one, 2.25 + x * two, 2.625 + x * three
        along_x = first * one + second * two + third * three
        along_y = x * (first + 2.0 * y * second + 3.0 * y2 * third)
        return columns(2.0 * along_x, 2.0 * along_y)


@surface
class Himmelblau:
    """Four equal minima: where one ends depends on where one starts. f = (x² + y − 11)² + (x + y² − 7)²."""

    label: ClassVar[str] = "Himmelblau"
    formula: ClassVar[str] = "f = (x² + y − 11)² + (x + y² − 7)²"
    source: ClassVar[str] = "Himmelblau 1972"
    bounds: ClassVar = square(5.5)
    minima: ClassVar = (
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.2831859912861696),
        (3.5844283403304917, -1.8481265269644036),
    )
    minimum: ClassVar = 0.0
    start: ClassVar = (-0.3, -0.9)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return (x**2 + y - 11.0) ** 2 + (x + y**2 - 7.0) ** 2

    def gradient(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        first, second = x**2 + y - 11.0, x + y**2 - 7.0
        return columns(4.0 * x * first + 2.0 * second, 2.0 * first + 4.0 * y * second)


@surface
class StyblinskiTang:
    """Four hollows of different depth: f = ½ Σ (xᵢ⁴ − 16 xᵢ² + 5 xᵢ)."""

    label: ClassVar[str] = "Styblinski-Tang"
    formula: ClassVar[str] = "f = ½ Σ (xᵢ⁴ − 16 xᵢ² + 5 xᵢ)"
    source: ClassVar[str] = "Styblinski and Tang 1990"
    bounds: ClassVar = square(5.0)
    minima: ClassVar = ((-2.903534027771177, -2.903534027771177),)
    minimum: ClassVar = -78.33233140754282
    start: ClassVar = (-0.5, -4.5)

    def value(self, points: Array) -> Array:
        return 0.5 * (points**4 - 16.0 * points**2 + 5.0 * points).sum(axis=-1)

    def gradient(self, points: Array) -> Array:
        return 2.0 * points**3 - 16.0 * points + 2.5


@surface
class Rastrigin:
    """An egg box on a bowl, a hundred local minima: f = 20 + Σ (xᵢ² − 10 cos 2π xᵢ)."""

    label: ClassVar[str] = "Rastrigin"
    formula: ClassVar[str] = "f = 20 + Σ (xᵢ² − 10 cos 2π xᵢ)"
    source: ClassVar[str] = "Rastrigin 1974"
    bounds: ClassVar = square(5.12)
    minima: ClassVar = ((0.0, 0.0),)
    minimum: ClassVar = 0.0
    start: ClassVar = (-3.4, 2.6)

    def value(self, points: Array) -> Array:
        return 20.0 + (points**2 - 10.0 * np.cos(2.0 * np.pi * points)).sum(axis=-1)

    def gradient(self, points: Array) -> Array:
        return 2.0 * points + 20.0 * np.pi * np.sin(2.0 * np.pi * points)


@surface
class GoldsteinPrice:
    """Values from 3 to a million: f = [1 + (x + y + 1)² p] [30 + (2x − 3y)² q], with p and q quadratic."""

    label: ClassVar[str] = "Goldstein-Price"
    formula: ClassVar[str] = (
        "f = [1 + (x + y + 1)² (19 − 14x + 3x² − 14y + 6xy + 3y²)]"
        " [30 + (2x − 3y)² (18 − 32x + 12x² + 48y − 36xy + 27y²)]"
    )
    source: ClassVar[str] = "Goldstein and Price 1971"
    bounds: ClassVar = square(2.0)
    minima: ClassVar = ((0.0, -1.0),)
    minimum: ClassVar = 3.0
    start: ClassVar = (-1.0, 0.5)

    def value(self, points: Array) -> Array:
        total, first, skew, second = self._parts(points)
        return (1.0 + total**2 * first) * (30.0 + skew**2 * second)

    def gradient(self, points: Array) -> Array:
        total, first, skew, second = self._parts(points)
        left, right = 1.0 + total**2 * first, 30.0 + skew**2 * second
        # p depends on x + y only and q on 2x − 3y only, so each bracket has one derivative, along its own line
        left_slope = 2.0 * total * first + total**2 * (6.0 * total - 20.0)
        right_slope = 2.0 * skew * second + skew**2 * (6.0 * skew - 16.0)
        return columns(
            left_slope * right + 2.0 * left * right_slope,
            left_slope * right - 3.0 * left * right_slope,
        )

    def _parts(self, points: Array) -> tuple[Array, Array, Array, Array]:
        total = points[..., 0] + points[..., 1] + 1.0
        skew = 2.0 * points[..., 0] - 3.0 * points[..., 1]
        return total, 3.0 * total**2 - 20.0 * total + 36.0, skew, 3.0 * skew**2 - 16.0 * skew + 18.0


@surface
class ThreeHumpCamel:
    """Three hollows in a row, the middle one the lowest: f = 2x² − 1.05x⁴ + x⁶/6 + xy + y²."""

    label: ClassVar[str] = "Three-hump camel"
    formula: ClassVar[str] = "f = 2x² − 1.05x⁴ + x⁶/6 + xy + y²"
    source: ClassVar[str] = "Dixon and Szegö 1975"
    bounds: ClassVar = ((-2.5, 2.5), (-2.5, 2.5))
    minima: ClassVar = ((0.0, 0.0),)
    minimum: ClassVar = 0.0
    start: ClassVar = (-1.0, 2.2)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return 2.0 * x**2 - 1.05 * x**4 + x**6 / 6.0 + x * y + y**2

    def gradient(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return columns(4.0 * x - 4.2 * x**3 + x**5 + y, x + 2.0 * y)
