"""The curvature of a cost: Hessian, its eigenvalues, and what kind of place they make of a point (notes 2.2).

Everything is asked of a gradient function (R, P) -> (R, P), such as ``Objective.gradient`` or a surface's ``gradient``.
Axes: P parameters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.training.pieces import Work, outcome
from engine.values.bounds import Refused
from engine.values.randomness import generator

Array = np.ndarray
Gradient = Callable[[Array], Array]
LARGEST = 400  # parameters up to which the whole Hessian is made
STEPS = 60  # of Lanczos' iteration beyond
COLUMNS_AT_ONCE = 20  # of the Hessian
SHIFT = 1e-5  # of the differences: near the cube root of 2⁻⁵², where truncation and rounding err alike
FLAT = 1e-4  # of the largest curvature: less counts as none
PLATEAU = 1e-4  # curvatures and slopes all below this make a plateau


@dataclass(frozen=True)
class Spectrum:
    """Eigenvalues of the Hessian, largest first, and ‖∇J‖ at that point.

    ``whole`` tells whether these are all P eigenvalues or only those at both ends, found by Lanczos' iteration.
    """

    eigenvalues: Array
    gradient_norm: float
    whole: bool

    @property
    def flat(self) -> float:
        """Curvatures of a smaller size than this count as none."""
        return FLAT * float(np.abs(self.eigenvalues).max())

    @property
    def index(self) -> int:
        """How many directions lead down on both sides: eigenvalues below zero; at least so many if not ``whole``."""
        return int((self.eigenvalues < -self.flat).sum())

    @property
    def kind(self) -> str:
        """ "bowl", "saddle", "summit" or "plateau": what the curvature alone says, stationary point or not."""
        if np.abs(self.eigenvalues).max() < PLATEAU and self.gradient_norm < PLATEAU:
            return "plateau"
        if not self.index:
            return "bowl"
        return "saddle" if (self.eigenvalues > self.flat).any() else "summit"


def spectrum(gradient: Gradient, theta: Array) -> Spectrum:
    """All eigenvalues for up to 400 parameters, else those at both ends.

    Raises: Refused where theta (P,) or the gradient there is not finite.
    """
    return outcome(spectrum_in_pieces(gradient, theta))


def spectrum_in_pieces(gradient: Gradient, theta: Array) -> Work:
    """``spectrum`` in pieces."""
    theta = np.asarray(theta, float)
    slope = gradient(theta[None])[0]
    if not (np.isfinite(theta).all() and np.isfinite(slope).all()):
        raise Refused("theta", "is not finite, or its gradient is not: there is no curvature to speak of")
    whole = theta.size <= LARGEST
    if whole:
        eigenvalues = np.linalg.eigvalsh((yield from hessian_in_pieces(gradient, theta)))
    else:
        eigenvalues = yield from lanczos_in_pieces(gradient, theta)
    return Spectrum(eigenvalues[::-1], float(np.linalg.norm(slope)), whole)


def hessian(gradient: Gradient, theta: Array) -> Array:
    """Hᵢⱼ = ∂²J/∂θᵢ∂θⱼ by central differences of the gradient, made symmetric, (P, P).

    2P gradients, as replicas. It errs by about 1e-10 of the third derivatives and 1e-11 of the gradient's size.
    """
    return outcome(hessian_in_pieces(gradient, theta))


def hessian_in_pieces(gradient: Gradient, theta: Array) -> Work:
    """``hessian`` in pieces, so many columns in each."""
    columns, directions = np.empty((theta.size, theta.size)), np.eye(theta.size)
    for first in range(0, theta.size, COLUMNS_AT_ONCE):
        yield first / theta.size
        some = slice(first, first + COLUMNS_AT_ONCE)
        columns[some] = products(gradient, theta, directions[some])
    return (columns + columns.T) / 2


def products(gradient: Gradient, theta: Array, directions: Array) -> Array:
    """H d = (∇J(θ + h d) − ∇J(θ − h d)) / 2h for unit vectors d. Shapes: directions and result (n, P)."""
    return (gradient(theta + SHIFT * directions) - gradient(theta - SHIFT * directions)) / (2 * SHIFT)


def lanczos(gradient: Gradient, theta: Array) -> Array:
    """Up to 60 Ritz values, in rising order: those at both ends are eigenvalues of H to several digits.

    Each new direction is H times the last, made orthogonal to all before it (twice: once leaves rounding behind).
    Source: Lanczos 1950; Golub and Van Loan, Matrix Computations, 10.1.
    """
    return outcome(lanczos_in_pieces(gradient, theta))


def lanczos_in_pieces(gradient: Gradient, theta: Array) -> Work:
    """``lanczos`` in pieces, a direction in each."""
    start = generator(0, "directions").standard_normal(theta.size)
    basis, rows = [start / np.linalg.norm(start)], []
    for step in range(min(STEPS, theta.size)):
        yield step / STEPS
        rows.append(products(gradient, theta, basis[-1][None])[0])
        rest, held = rows[-1], np.stack(basis)
        for _ in range(2):
            rest = rest - held.T @ (held @ rest)
        length = np.linalg.norm(rest)
        if length < 1e-9 * np.linalg.norm(rows[-1]) or not length:
            break
        basis.append(rest / length)
    held = np.stack(basis[: len(rows)])
    projected = held @ np.stack(rows).T
    return np.linalg.eigvalsh((projected + projected.T) / 2)
