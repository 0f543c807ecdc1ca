"""Densities of points and shapes blurred by a round Gaussian, in logarithms so that nothing underflows far away."""

from __future__ import annotations

import math

import numpy as np

THIN = 0.05  # a density needs some width: a jitter below this one counts as this one
RADII, WEIGHTS = np.polynomial.legendre.leggauss(64)  # Gauss and Legendre's rule on [-1, 1]


def midpoints(count: int) -> np.ndarray:
    """Nodes of the midpoint rule on [0, 1]. Shape (count,)."""
    return (np.arange(count) + 0.5) / count


def log_mean_exp(terms: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """log Σᵢ wᵢ exp(termsᵢ) over the first axis, Σw = 1 (equal when absent), without overflow."""
    top = terms.max(axis=0)
    terms = np.exp(terms - top)
    return top + np.log(terms.mean(axis=0) if weights is None else weights @ terms)


def log_mixture(X: np.ndarray, nodes: np.ndarray, sd: float) -> np.ndarray:
    """log of 1/N Σᵢ N(x; nodeᵢ, sd² I).

    Shapes: X (d, m), nodes (d, N) -> (m,).
    """
    sd = max(sd, THIN)
    square = sum((x - node[:, np.newaxis]) ** 2 for x, node in zip(X, nodes, strict=True))
    return log_mean_exp(square / (-2 * sd**2)) - len(X) * math.log(sd * math.sqrt(2 * math.pi))


def log_ring(X: np.ndarray, inner: float, outer: float, sd: float) -> np.ndarray:
    """log density of a ring, evenly filled from the inner to the outer radius, blurred by N(0, sd² I).

    p(x) = ∫ 2ρ/(outer² - inner²) · exp(-(r² + ρ²)/2sd²) I₀(rρ/sd²)/(2π sd²) dρ, r = |x|, by Gauss and Legendre.
    Shapes: X (2, m) -> (m,). Source: Rice (1945) for the blurred circle.
    """
    sd = max(sd, THIN)
    rho = (inner + outer) / 2 + (outer - inner) / 2 * RADII
    share = WEIGHTS * rho / (inner + outer)  # sums to one, more area further out
    r = np.hypot(*X)
    terms = -((r - rho[:, np.newaxis]) ** 2) / (2 * sd**2) + log_bessel(r * rho[:, np.newaxis] / sd**2)
    return log_mean_exp(terms, share) - math.log(2 * math.pi * sd**2)


def log_bessel(z: np.ndarray) -> np.ndarray:
    """log(exp(-z) I₀(z)) for z >= 0: NumPy's I₀ up to 30, then the asymptotic series (error < 1e-7)."""
    far = np.maximum(z, 30.0)
    series = 1 + 1 / (8 * far) * (1 + 9 / (16 * far) * (1 + 25 / (24 * far) * (1 + 49 / (32 * far))))
    result = np.log(series / np.sqrt(2 * math.pi * far))
    near = z < 30  # beyond about 700 I₀ overflows
    result[near] = np.log(np.i0(z[near])) - z[near]
    return result
