"""Surfaces for the lecture: each shows one difficulty and no other. The contract is in engine/surfaces/__init__.py."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from engine.surfaces.base import Array, columns, square, surface
from engine.values.fields import number
from engine.values.randomness import generator


def _condition(default: float) -> Any:
    help = "Largest curvature over smallest: how much longer the bowl is than wide, squared."
    return number(default, 1.0, 10_000.0, scale="log", symbol="κ", help=help)


def _bowl(points: Array, condition: float) -> Array:
    return 0.5 * (points[..., 0] ** 2 + condition * points[..., 1] ** 2)


def _bowl_gradient(points: Array, condition: float) -> Array:
    return points * np.array([1.0, condition])


@surface
class Bowl:
    """An elongated bowl: f = ½ (x² + κ y²), with curvatures 1 and κ."""

    condition: float = _condition(20.0)
    label: ClassVar[str] = "Elongated bowl"
    formula: ClassVar[str] = "f = ½ (x² + κ y²)"
    source: ClassVar[str] = "course notes 2.1.4 and 2.2"
    bounds: ClassVar = square(6.0)
    minima: ClassVar = ((0.0, 0.0),)
    minimum: ClassVar = 0.0
    start: ClassVar = (-5.0, 2.0)

    def value(self, points: Array) -> Array:
        return _bowl(points, self.condition)

    def gradient(self, points: Array) -> Array:
        return _bowl_gradient(points, self.condition)

    def curvatures(self) -> tuple[float, float]:
        """Eigenvalues of the Hessian, the same everywhere."""
        return (1.0, self.condition)


@surface
class NoisyRavine:
    """A ravine seen through mini-batches: f = ½ (x² + κ y²), its gradient with Gaussian noise of deviation σ."""

    condition: float = _condition(50.0)
    noise: float = number(1.0, 0.0, 100.0, step=0.1, symbol="σ", help="Standard deviation of each coordinate's noise.")
    label: ClassVar[str] = "Noisy ravine"
    formula: ClassVar[str] = "f = ½ (x² + κ y²),  g = ∇f + σ ξ,  ξ ~ N(0, 1)"
    source: ClassVar[str] = "course notes 2.2 (mini-batches)"
    bounds: ClassVar = square(6.0)
    minima: ClassVar = ((0.0, 0.0),)
    minimum: ClassVar = 0.0
    start: ClassVar = (-5.0, 1.0)

    def value(self, points: Array) -> Array:
        return _bowl(points, self.condition)

    def gradient(self, points: Array) -> Array:
        return _bowl_gradient(points, self.condition)

    def noisy_gradient(self, points: Array, seed: int, t: int) -> Array:
        """∇f + σ ξ of step t; all points feel the same noise, so that runners are compared fairly."""
        return self.gradient(points) + self.noise * generator(seed, "noise", t).standard_normal(2)

    def curvatures(self) -> tuple[float, float]:
        """Eigenvalues of the Hessian, the same everywhere."""
        return (1.0, self.condition)


@surface
class Parabola:
    """The course's cost of one weight: J = w² − 10 w + 25, at its lowest at w = 5."""

    label: ClassVar[str] = "Parabola of the notes"
    formula: ClassVar[str] = "J = w² − 10 w + 25"
    source: ClassVar[str] = "course notes 2.3.4 (as in its code)"
    bounds: ClassVar = ((-3.0, 13.0),)
    minima: ClassVar = ((5.0,),)
    minimum: ClassVar = 0.0
    start: ClassVar = (0.0,)

    def value(self, points: Array) -> Array:
        w = points[..., 0]
        return w**2 - 10.0 * w + 25.0

    def gradient(self, points: Array) -> Array:
        return 2.0 * points - 10.0

    def curvatures(self) -> tuple[float]:
        """Eigenvalues of the Hessian, the same everywhere."""
        return (2.0,)


@surface
class Saddle:
    """Up along x, down along y, level at the origin: f = x² − y²."""

    label: ClassVar[str] = "Saddle"
    formula: ClassVar[str] = "f = x² − y²"
    source: ClassVar[str] = "course notes 2.2"
    bounds: ClassVar = square(2.0)
    minima: ClassVar = ()
    minimum: ClassVar = None
    start: ClassVar = (-1.8, 0.001)

    def value(self, points: Array) -> Array:
        return points[..., 0] ** 2 - points[..., 1] ** 2

    def gradient(self, points: Array) -> Array:
        return points * np.array([2.0, -2.0])


@surface
class MonkeySaddle:
    """Three ways down and three up, and no curvature at all in the middle: f = x³ − 3 x y²."""

    label: ClassVar[str] = "Monkey saddle"
    formula: ClassVar[str] = "f = x³ − 3 x y²"
    source: ClassVar[str] = "Hilbert and Cohn-Vossen 1932"
    bounds: ClassVar = square(2.0)
    minima: ClassVar = ()
    minimum: ClassVar = None
    start: ClassVar = (1.6, 0.05)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return x**3 - 3.0 * x * y**2

    def gradient(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        return columns(3.0 * (x**2 - y**2), -6.0 * x * y)


@surface
class Plateau:
    """A hollow in a plain where almost nothing slopes: f = x²/(1 + x²) + y²/(1 + y²), with slopes that fall as 2/x³."""

    label: ClassVar[str] = "Plateau"
    formula: ClassVar[str] = "f = x²/(1 + x²) + y²/(1 + y²)"
    source: ClassVar[str] = "Geman and McClure 1985 (their robust loss)"
    bounds: ClassVar = square(6.0)
    minima: ClassVar = ((0.0, 0.0),)
    minimum: ClassVar = 0.0
    start: ClassVar = (-5.0, 4.0)

    def value(self, points: Array) -> Array:
        squares = points**2
        return (squares / (1.0 + squares)).sum(axis=-1)

    def gradient(self, points: Array) -> Array:
        return 2.0 * points / (1.0 + points**2) ** 2
