"""Laws of test surfaces, each held to by every entry of SURFACES."""

from __future__ import annotations

import numpy as np
import pytest

from engine.surfaces import SURFACES, slope
from engine.values.bounds import Number, Refused
from engine.values.fields import specs

every_surface = pytest.mark.parametrize("kind", SURFACES.values(), ids=SURFACES)


def scatter(kind, *shape):
    """Points all over the part of the plane that is shown."""
    low, high = np.array(kind.bounds).T
    return np.random.default_rng(2).uniform(low, high, (*shape, len(low)))


def variants(kind):
    """The surface at its defaults and at the bounds of its fields."""
    yield kind()
    for name, spec in specs(kind).items():
        yield kind(**{name: spec.low})
        yield kind(**{name: spec.high})


@every_surface
def test_an_entry_explains_itself(kind):
    for text in (kind.label, kind.formula, kind.source, kind.__doc__):
        assert text
        assert not text.isspace()
    for spec in specs(kind).values():
        assert spec.help
        assert spec.symbol


def test_labels_differ():
    assert len({kind.label for kind in SURFACES.values()}) == len(SURFACES)


@every_surface
def test_start_and_minima_are_in_view(kind):
    low, high = np.array(kind.bounds).T
    assert np.all(low < high)
    for point in (kind.start, *kind.minima):
        assert len(point) == len(low)
        assert np.all(low <= point)
        assert np.all(point <= high)


@every_surface
def test_every_field_is_held_to_its_bounds(kind):
    for name, spec in specs(kind).items():
        assert isinstance(spec, Number)
        for wrong in (spec.low - 1.0, spec.high + 1.0, np.nan, "2"):
            with pytest.raises(Refused, match=name):
                kind(**{name: wrong})


@every_surface
def test_gradient_is_the_central_difference(kind):
    epsilon = 1e-5
    for surface in variants(kind):
        points = scatter(kind, 200)
        steps = epsilon * np.eye(points.shape[-1])
        differences = [
            (surface.value(points + step) - surface.value(points - step)) / (2.0 * epsilon) for step in steps
        ]
        gradient = surface.gradient(points)
        np.testing.assert_allclose(np.stack(differences, axis=-1), gradient, atol=1e-8 * np.abs(gradient).max())


@every_surface
def test_gradient_is_zero_at_the_minima_and_value_is_the_minimum(kind):
    assert (kind.minimum is None) == (kind.minima == ())
    for surface in variants(kind):
        for point in kind.minima:
            assert surface.value(point) == pytest.approx(kind.minimum, rel=1e-14, abs=1e-14)
            np.testing.assert_allclose(surface.gradient(point), 0.0, atol=1e-12)


@every_surface
def test_nothing_in_view_is_lower_than_the_minimum(kind):
    if kind.minimum is None:
        return
    for surface in variants(kind):
        assert surface.value(scatter(kind, 20_000)).min() >= kind.minimum


@every_surface
def test_any_leading_axes_will_do_and_points_are_left_alone(kind):
    points = scatter(kind, 3, 4)
    points.setflags(write=False)
    surface = kind()
    assert surface.value(points).shape == (3, 4)
    assert surface.gradient(points).shape == points.shape
    assert surface.value(points)[1, 2] == surface.value(points[1, 2])
    assert np.array_equal(surface.gradient(points)[1, 2], surface.gradient(points[1, 2]))
    assert np.array_equal(surface.gradient(points[1, 2].tolist()), surface.gradient(points[1, 2]))


@every_surface
def test_far_away_it_overflows_in_silence(kind):
    far = np.full(len(kind.bounds), 1e200)
    kind().value(far)  # a warning would fail the suite
    kind().gradient(far)


@pytest.mark.parametrize("name", ["saddle", "monkey_saddle"])
def test_a_saddle_is_level_and_falls_both_ways(name):
    surface = SURFACES[name]()
    assert np.array_equal(surface.gradient((0.0, 0.0)), (0.0, 0.0))
    around = surface.value(np.array([[np.cos(a), np.sin(a)] for a in np.linspace(0.0, 2.0 * np.pi, 60)]))
    assert around.min() < -0.9
    assert around.max() > 0.9


@pytest.mark.parametrize("name", ["bowl", "parabola", "noisy_ravine"])
def test_curvatures_are_the_second_differences(name):
    surface = SURFACES[name]()
    axes = np.eye(len(surface.bounds))
    second = [surface.value(axis) - 2.0 * surface.value(0.0 * axis) + surface.value(-axis) for axis in axes]
    assert second == pytest.approx(list(surface.curvatures()))


def test_a_plateau_hardly_slopes_far_out():
    plateau = SURFACES["plateau"]()
    assert np.abs(plateau.gradient((-6.0, 6.0))).max() < 0.01
    assert np.abs(plateau.gradient((0.5, 0.5))).max() > 0.5


def test_noise_is_a_function_of_seed_and_step_and_the_same_for_all_points():
    ravine = SURFACES["noisy_ravine"](noise=2.0)
    points = scatter(SURFACES["noisy_ravine"], 5)
    noise = ravine.noisy_gradient(points, 1, 7) - ravine.gradient(points)
    np.testing.assert_allclose(noise, np.broadcast_to(noise[0], noise.shape), atol=1e-12)
    assert np.array_equal(slope(ravine, 1)(points, 7), ravine.noisy_gradient(points, 1, 7))
    assert not np.array_equal(slope(ravine, 2)(points, 7), slope(ravine, 1)(points, 7))
    assert not np.array_equal(slope(ravine, 1)(points, 8), slope(ravine, 1)(points, 7))


def test_noise_has_its_deviation_and_no_bias():
    ravine = SURFACES["noisy_ravine"](noise=2.0)
    draws = np.array([ravine.noisy_gradient((0.0, 0.0), 0, t) for t in range(2000)])
    np.testing.assert_allclose(draws.mean(axis=0), 0.0, atol=4.0 * 2.0 / np.sqrt(2000))
    np.testing.assert_allclose(draws.std(axis=0), 2.0, rtol=0.07)


@every_surface
def test_slope_is_the_gradient_where_there_is_no_noise(kind):
    surface = kind(noise=0.0) if "noise" in specs(kind) else kind()
    points = scatter(kind, 4)
    assert np.array_equal(slope(surface, 5)(points, 3), surface.gradient(points))
