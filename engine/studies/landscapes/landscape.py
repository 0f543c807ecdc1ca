"""Pictures of a cost in many dimensions: planes through parameter space, and paths seen in them (notes 2.2).

Axes: P parameters, T points of a path. A plane point is θ = origin + a u + b v.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.networks.network import Layout
from engine.values.bounds import Refused
from engine.values.randomness import generator

Array = np.ndarray
Cost = Callable[[Array], Array]


@dataclass(frozen=True)
class Plane:
    """origin, u, v (P,); ``captured`` is the share of the paths' variance along u and along v, where paths made it."""

    origin: Array
    u: Array
    v: Array
    captured: tuple[float, float] | None = None

    def points(self, a: Array, b: Array) -> Array:
        """θ = origin + a u + b v. Shapes: a and b (...), result (..., P)."""
        return self.origin + np.asarray(a)[..., None] * self.u + np.asarray(b)[..., None] * self.v

    def coordinates(self, theta: Array) -> Array:
        """(a, b) of the plane's point nearest to θ, (..., 2); u and v need not be orthogonal."""
        axes = np.stack([self.u, self.v])
        return np.linalg.solve(axes @ axes.T, axes @ (theta - self.origin)[..., None])[..., 0]

    def window(self, thetas: Sequence[Array], margin: float = 0.2) -> tuple[tuple[float, float], tuple[float, float]]:
        """((low, high) of a, (low, high) of b) that shows all the paths, with some of their width around them."""
        seen = np.concatenate([self.coordinates(finite(each)) for each in thetas])
        low, high = seen.min(axis=0), seen.max(axis=0)
        around = margin * np.maximum(high - low, 0.1 * (high - low).max() or 1.0)
        return tuple(zip((low - around).tolist(), (high + around).tolist(), strict=True))


def path_plane(paths: Sequence[Array]) -> Plane:
    """The plane that keeps most of the variance of all the paths together, by principal components.

    u and v are orthonormal; the origin is the mean of the points. The first path starts at a ≤ 0 and b ≤ 0. Points that
    are not finite, where a path has diverged, are left out.
    Shapes: paths of (T, P), T may differ.
    Source: Lorch 2016, Visualizing deep network training trajectories with PCA.

    Raises: Refused where the points do not span a plane.
    """
    points = np.concatenate([finite(np.asarray(path, float)) for path in paths])
    if min(points.shape) < 2 or (len(points) < 3):
        raise Refused("paths", f"{len(points)} finite points of {points.shape[1]} parameters do not span a plane")
    origin = points.mean(axis=0)
    _, sizes, directions = np.linalg.svd(points - origin, full_matrices=False)
    if not sizes[0]:
        raise Refused("paths", "all points are one: there is no direction to show")
    u, v = (-axis if axis @ (points[0] - origin) > 0 else axis for axis in directions[:2])
    shares = sizes**2 / (sizes**2).sum()
    return Plane(origin, u, v, (float(shares[0]), float(shares[1])))


def random_plane(layout: Layout, theta: Array, seed: int) -> Plane:
    """Two random directions around theta (P,), each unit's weights scaled to the length of its own weights in theta.

    So scaled, a picture does not change its sharpness when weights are rescaled from one layer to the next. b, γ and β
    stay put.
    Source: Li et al. 2018, Visualizing the loss landscape of neural nets (filter-wise normalisation).
    """
    return Plane(theta, *(random_direction(layout, theta, seed, index) for index in range(2)))


def random_direction(layout: Layout, theta: Array, seed: int, index: int) -> Array:
    """d ← d ‖θ_unit‖ / ‖d_unit‖ for every unit, d Gaussian, (P,)."""
    direction = generator(seed, "directions", index).standard_normal(layout.P) * layout.weight_mask()
    for layer in range(len(layout.spans)):
        weights, drawn = layout.weights(theta, layer), layout.weights(direction, layer)
        drawn *= np.linalg.norm(weights, axis=-1, keepdims=True) / np.linalg.norm(drawn, axis=-1, keepdims=True)
    return direction


def cost_grid(cost: Cost, plane: Plane, a: Array, b: Array) -> Array:
    """J over the plane, one row for each b. Shapes: a (columns,), b (rows,), result (rows, columns).

    ``cost`` maps (..., P) to (...), as ``Objective.cost`` does: each row of the grid is a stack of replicas.
    """
    return np.stack([cost(plane.points(a, np.full(len(a), each))) for each in b])


def cost_beside_plane(cost: Cost, plane: Plane, path: Array) -> tuple[Array, Array]:
    """J on a path (T, P), and at the points of the plane under it: how far the picture may be trusted; both (T,)."""
    a, b = plane.coordinates(path).T
    return cost(path), cost(plane.points(a, b))


def finite(path: Array) -> Array:
    """The points of a path (T, P) before it has diverged."""
    return path[np.isfinite(path).all(axis=-1)]
