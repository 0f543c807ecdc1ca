"""Planes, pictures and curvature: what is seen in them is what the cost is."""

from __future__ import annotations

import numpy as np
import pytest

from engine.datasets.samples import Data
from engine.experiment import Experiment, Penalty
from engine.networks.network import Dense, Network, first_theta, layout
from engine.optimizers import OPTIMIZERS
from engine.studies.landscapes.curvature import Spectrum, hessian, lanczos, spectrum
from engine.studies.landscapes.landscape import Plane, cost_beside_plane, cost_grid, path_plane, random_plane
from engine.surfaces import SURFACES
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused

NETWORK = Network((Dense(4), Dense(3, batch_norm=True), Dense(3)))


def objective():
    return Objective(Experiment(data=Data(points=60), network=NETWORK, penalty=Penalty(l2=0.1)))


def paths(*names, epochs=15):
    """Paths (epochs + 1, P) of several optimizers from one start."""
    return [path(Trainer(Experiment(data=Data(points=60), network=NETWORK, optimizer=OPTIMIZERS[name]())), epochs)
            for name in names]  # fmt: skip


def path(trainer, epochs):
    state = trainer.start()
    points = [state.theta]
    for _ in range(epochs):
        state = trainer.advance(state, trainer.steps_per_epoch)
        points.append(state.theta)
    return np.array(points)


def plane_of(axes, origin=None):
    axes = np.asarray(axes, float)
    return Plane(np.zeros(axes.shape[1]) if origin is None else origin, *axes)


# planes


def test_coordinates_undo_points_even_on_slanted_axes():
    draw = np.random.default_rng(0)
    plane = plane_of(draw.standard_normal((2, 9)), draw.standard_normal(9))
    a, b = draw.standard_normal((2, 4, 5))
    assert plane.coordinates(plane.points(a, b)) == pytest.approx(np.stack([a, b], axis=-1))


def test_coordinates_are_those_of_the_nearest_point():
    draw = np.random.default_rng(1)
    plane, theta = plane_of(draw.standard_normal((2, 6))), draw.standard_normal(6)
    rest = theta - plane.points(*plane.coordinates(theta))
    assert [rest @ plane.u, rest @ plane.v] == pytest.approx([0, 0], abs=1e-12)


def test_the_plane_of_paths_that_lie_in_one_captures_everything():
    draw = np.random.default_rng(2)
    hidden = plane_of(draw.standard_normal((2, 12)), draw.standard_normal(12))
    found = path_plane([hidden.points(*draw.standard_normal((2, 20))), hidden.points(*draw.standard_normal((2, 7)))])
    assert sum(found.captured) == pytest.approx(1)
    assert np.stack([found.u, found.v]) @ np.stack([found.u, found.v]).T == pytest.approx(np.eye(2))
    elsewhere = hidden.points(3.0, -2.0)
    assert found.points(*found.coordinates(elsewhere)) == pytest.approx(elsewhere)


def test_captured_is_the_share_of_the_variance_and_no_other_plane_has_more():
    every = paths("adam", "gradient_descent", "momentum")
    found, points = path_plane(every), np.concatenate(every)
    total = points.var(axis=0).sum()
    assert found.coordinates(points).var(axis=0) / total == pytest.approx(found.captured)
    draw = np.random.default_rng(3)
    for _ in range(20):
        axes = np.linalg.qr(draw.standard_normal((points.shape[1], 2)))[0]
        assert ((points - found.origin) @ axes).var(axis=0).sum() / total < sum(found.captured)


def test_the_first_path_starts_at_the_lower_left_and_divergence_is_left_out():
    one, other = paths("adam", "rmsprop")
    broken = np.concatenate([other, np.full((3, other.shape[1]), np.inf)])
    found, same = path_plane([one, other]), path_plane([one, broken])
    assert np.all(found.coordinates(one[0]) <= 0)
    assert np.array_equal(found.u, same.u) and found.captured == same.captured
    (left, right), (bottom, top) = found.window([one, broken])
    seen = found.coordinates(np.concatenate([one, other]))
    assert left < seen[:, 0].min() and seen[:, 0].max() < right
    assert bottom < seen[:, 1].min() and seen[:, 1].max() < top


@pytest.mark.parametrize("bad", [np.ones((5, 1)), np.ones((2, 4)), np.ones((9, 4)), np.full((9, 4), np.nan)])
def test_paths_that_span_no_plane_are_refused(bad):
    with pytest.raises(Refused, match="paths"):
        path_plane([bad])


def test_random_directions_are_as_long_as_the_weights_of_each_unit():
    places, theta = layout(NETWORK, 2, 1), first_theta(NETWORK, 2, 1, 5)
    plane, mask = random_plane(places, theta, 7), places.weight_mask()
    for direction in (plane.u, plane.v):
        assert not direction[mask == 0].any()
        for layer in range(4):
            lengths = [np.linalg.norm(places.weights(each, layer), axis=-1) for each in (direction, theta)]
            assert lengths[0] == pytest.approx(lengths[1])
    again, other = random_plane(places, theta, 7), random_plane(places, theta, 8)
    assert np.array_equal(plane.u, again.u) and not np.array_equal(plane.u, other.u)
    assert not np.array_equal(plane.u, plane.v)


# pictures


def test_a_grid_holds_the_cost_at_each_of_its_points():
    work = objective()
    plane = random_plane(work.layout, first_theta(NETWORK, 2, 1, 0), 1)
    a, b = np.linspace(-1, 1, 5), np.linspace(-2, 2, 4)
    grid = cost_grid(work.cost, plane, a, b)
    assert grid.shape == (4, 5)
    for row, column in np.ndindex(4, 5):
        assert grid[row, column] == pytest.approx(work.cost(plane.points(a[column], b[row])), rel=1e-12)


def test_surfaces_make_grids_too():
    hill = SURFACES["himmelblau"]()
    grid = cost_grid(hill.value, plane_of(np.eye(2)), np.array([0.0, 3.0]), np.array([0.0, 2.0, 1.0]))
    assert grid[1, 1] == 0 and grid.shape == (3, 2)


def test_beside_the_plane_and_in_it_agree_where_the_path_lies_in_it():
    work, (walk,) = objective(), paths("adam")
    plane = path_plane([walk])
    true, seen = cost_beside_plane(work.cost, plane, walk)
    assert true == pytest.approx(work.cost(walk)) and not np.allclose(true, seen)
    flat = plane.points(*plane.coordinates(walk).T)
    assert np.subtract(*cost_beside_plane(work.cost, plane, flat)) == pytest.approx(0, abs=1e-12)


# curvature


@pytest.mark.parametrize("condition", [1.0, 20.0])
def test_a_bowls_eigenvalues(condition):
    found = spectrum(SURFACES["bowl"](condition).gradient, np.zeros(2))
    assert found.eigenvalues == pytest.approx([condition, 1.0], rel=1e-9)
    assert (found.kind, found.index, found.gradient_norm) == ("bowl", 0, 0)


def test_saddle_summit_and_plateau():
    def quadratic(*curvatures):
        return lambda theta: theta * np.array(curvatures)

    kinds = {(2, -2, 0): ("saddle", 1), (-1, -3, -1): ("summit", 3), (1, 2, 0): ("bowl", 0), (0, 0, 0): ("plateau", 0)}
    for curvatures, (kind, index) in kinds.items():
        found = spectrum(quadratic(*curvatures), np.zeros(3))
        assert (found.kind, found.index) == (kind, index)
    slope = Spectrum(np.zeros(2), gradient_norm=1.0, whole=True)
    assert slope.kind != "plateau"


@pytest.mark.parametrize("surface", ["rosenbrock", "beale", "himmelblau", "goldstein_price", "three_hump_camel"])
def test_every_listed_minimum_is_a_bowl(surface):
    hill = SURFACES[surface]()
    for minimum in hill.minima:
        assert spectrum(hill.gradient, np.array(minimum)).kind == "bowl"


def test_rosenbrocks_hessian_by_hand():
    x, y = -0.5, 0.8
    by_hand = [[1200 * x * x - 400 * y + 2, -400 * x], [-400 * x, 200]]
    assert hessian(SURFACES["rosenbrock"]().gradient, np.array([x, y])) == pytest.approx(np.array(by_hand), rel=1e-7)


def test_a_networks_hessian_is_the_second_difference_of_its_cost():
    work = objective()
    theta, matrix = first_theta(NETWORK, 2, 1, 2), None
    matrix = hessian(work.gradient, theta)
    assert np.array_equal(matrix, matrix.T)
    draw, h = np.random.default_rng(0), 1e-4
    for direction in draw.standard_normal((5, work.P)):
        ahead, here, behind = work.cost(theta + h * np.array([[1], [0], [-1]]) * direction)
        assert direction @ matrix @ direction == pytest.approx((ahead - 2 * here + behind) / h**2, rel=1e-5)


def test_lanczos_finds_both_ends():
    work = objective()
    theta = first_theta(NETWORK, 2, 1, 2)
    whole = np.linalg.eigvalsh(hessian(work.gradient, theta))
    ends = lanczos(work.gradient, theta)
    assert ends[-3:] == pytest.approx(whole[-3:], rel=1e-6)
    assert ends[:2] == pytest.approx(whole[:2], rel=1e-5)


def test_a_large_network_gets_the_ends_of_its_spectrum():
    work = Objective(Experiment(data=Data(points=40), network=Network((Dense(20), Dense(20)))))
    found = spectrum(work.gradient, first_theta(work.experiment.network, 2, 1, 0))
    assert work.P > 400 and not found.whole and np.all(np.diff(found.eigenvalues) <= 0)


def test_lanczos_stops_where_nothing_is_left():
    assert lanczos(lambda theta: 3 * theta, np.zeros(500)) == pytest.approx([3.0])


def test_what_is_not_finite_has_no_curvature():
    with pytest.raises(Refused, match="theta"):
        spectrum(lambda theta: theta, np.array([np.nan, 1.0]))
