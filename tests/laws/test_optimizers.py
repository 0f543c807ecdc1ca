"""Laws of optimizers, each held to by every entry of OPTIMIZERS."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engine.optimizers import OPTIMIZERS
from engine.optimizers.descent import descend, move
from engine.optimizers.schedules import Constant, Cosine
from engine.surfaces import SURFACES, slope
from engine.surfaces.quadratics import best_momentum, best_rate, contraction, largest_rate
from engine.values.bounds import Number, Refused
from engine.values.fields import specs

REPLICAS, PARAMETERS, STEPS = 4, 7, 6
every_optimizer = pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=OPTIMIZERS)


def problem(seed, *shape):
    """A start and the gradients of some steps."""
    draw = np.random.default_rng(seed)
    return draw.standard_normal(shape), draw.standard_normal((STEPS, *shape))


def directions(optimizer, theta, gradients):
    """Directions of all steps, θ moving by a hundredth of each."""
    memory, rows = optimizer.init(theta), []
    for t, grad in enumerate(gradients, start=1):
        direction, memory = optimizer.direction(grad, theta, memory, t)
        theta = theta - 0.01 * direction
        rows.append(direction)
    return np.array(rows)


def same(one, other, start_seed=0, **tolerance):
    theta, gradients = problem(start_seed, PARAMETERS)
    np.testing.assert_allclose(
        directions(one, theta, gradients), directions(other, theta, gradients), **{"rtol": 1e-12, **tolerance}
    )


# what an entry is


@every_optimizer
def test_an_entry_explains_itself(kind):
    for text in (kind.label, kind.formula, kind.source, kind.__doc__):
        assert text
        assert not text.isspace()
    assert 1e-6 <= kind.suggested_rate <= 100.0
    for spec in specs(kind).values():
        assert spec.help
        assert spec.hot
        if isinstance(spec, Number):
            assert spec.symbol
            assert spec.low < spec.high


def test_labels_differ():
    assert len({kind.label for kind in OPTIMIZERS.values()}) == len(OPTIMIZERS)


@every_optimizer
def test_every_field_is_held_to_its_bounds(kind):
    for name, spec in specs(kind).items():
        wrong = [spec.low - 1.0, spec.high + 1.0, np.nan, "0.5"] if isinstance(spec, Number) else [1, "yes"]
        for value in wrong:
            with pytest.raises(Refused, match=name):
                kind(**{name: value})


# purity


@every_optimizer
def test_direction_is_pure(kind):
    optimizer = kind()
    theta, gradients = problem(1, PARAMETERS)
    memory = optimizer.init(theta)
    for t, grad in enumerate(gradients, start=1):
        for array in (grad, theta, memory):
            array.setflags(write=False)
        direction, later = optimizer.direction(grad, theta, memory, t)
        again, later_again = optimizer.direction(grad, theta, memory, t)
        assert np.array_equal(direction, again)
        assert np.array_equal(later, later_again)
        assert not np.shares_memory(direction, later)
        memory = later


@every_optimizer
@pytest.mark.parametrize("own_memory", [True, False])
def test_in_place_equals_pure(kind, own_memory):
    optimizer = kind()
    theta, gradients = problem(2, REPLICAS, PARAMETERS)
    memory = in_place = optimizer.init(theta)
    direction = np.empty_like(theta)
    for t, grad in enumerate(gradients, start=1):
        grad.setflags(write=False)
        expected, memory = optimizer.direction(grad, theta, memory, t)
        target = in_place.copy() if own_memory or t == 1 else np.full_like(in_place, np.nan)
        source = target if own_memory else in_place
        result, in_place = optimizer.direction(grad, theta, source, t, out=(direction, target))
        assert result is direction
        assert in_place is target
        assert np.array_equal(direction, expected)
        assert np.array_equal(in_place, memory)


# replicas


@every_optimizer
def test_a_replica_equals_the_same_run_alone(kind):
    theta, gradients = problem(3, REPLICAS, PARAMETERS)
    stacked = directions(kind(), theta, gradients)
    for replica in range(REPLICAS):
        assert np.array_equal(stacked[:, replica], directions(kind(), theta[replica], gradients[:, replica]))


@every_optimizer
def test_replicas_may_differ_in_every_number(kind):
    draw = np.random.default_rng(4)
    numbers = [name for name, spec in specs(kind).items() if isinstance(spec, Number)]
    columns = {name: draw.uniform(0.0001, 0.9, (REPLICAS, 1)) for name in numbers}
    theta, gradients = problem(5, REPLICAS, PARAMETERS)
    stacked = directions(dataclasses.replace(kind(), **columns), theta, gradients)
    for replica in range(REPLICAS):
        alone = kind(**{name: column[replica].item() for name, column in columns.items()})
        assert np.array_equal(stacked[:, replica], directions(alone, theta[replica], gradients[:, replica]))


@every_optimizer
def test_any_leading_axes_will_do(kind):
    theta, gradients = problem(6, 2, 3, PARAMETERS)
    assert kind().init(theta).shape[1:] == theta.shape
    grid = directions(kind(), theta, gradients)
    assert np.array_equal(grid[:, 1, 2], directions(kind(), theta[1, 2], gradients[:, 1, 2]))


# identities


@pytest.mark.parametrize("name", ["momentum", "classical_momentum", "nesterov"])
def test_without_momentum_it_is_gradient_descent(name):
    same(OPTIMIZERS[name](beta=0.0), OPTIMIZERS["gradient_descent"](), rtol=0.0)


def test_averaged_momentum_is_classical_momentum_at_a_smaller_rate():
    _, gradients = problem(7, PARAMETERS)
    theta = np.zeros(PARAMETERS)
    averaged = directions(OPTIMIZERS["momentum"](beta=0.8), theta, gradients)
    classical = directions(OPTIMIZERS["classical_momentum"](beta=0.8), theta, gradients)
    np.testing.assert_allclose(averaged, (1.0 - 0.8) * classical, rtol=1e-12)


def test_adamw_without_decay_is_adam():
    same(OPTIMIZERS["adamw"](weight_decay=0.0), OPTIMIZERS["adam"](), rtol=0.0)


def test_adamw_adds_decay_apart_from_the_gradient():
    theta, gradients = problem(8, PARAMETERS)
    adamw, adam = OPTIMIZERS["adamw"](weight_decay=0.3), OPTIMIZERS["adam"]()
    for t, grad in enumerate(gradients, start=1):
        plain, _ = adam.direction(grad, theta, adam.init(theta), t)
        decayed, _ = adamw.direction(grad, theta, adamw.init(theta), t)
        np.testing.assert_allclose(decayed, plain + 0.3 * theta, rtol=1e-12, atol=1e-15)


def test_adam_without_first_average_and_correction_is_rmsprop():
    adam = OPTIMIZERS["adam"](beta1=0.0, beta2=0.9, bias_correction=False)
    same(adam, OPTIMIZERS["rmsprop"](beta2=0.9), rtol=0.0)


def test_nadam_without_momentum_is_adam_without_momentum():
    same(OPTIMIZERS["nadam"](beta1=0.0), OPTIMIZERS["adam"](beta1=0.0))


def test_amsgrad_is_adam_while_gradients_grow():
    theta, gradients = np.zeros(1), np.arange(1.0, 9.0)[:, None]
    amsgrad, adam = OPTIMIZERS["amsgrad"](beta2=0.5), OPTIMIZERS["adam"](beta2=0.5)
    assert np.array_equal(directions(amsgrad, theta, gradients), directions(adam, theta, gradients))
    shrinking = gradients[::-1]
    assert np.all(directions(amsgrad, theta, shrinking)[-1] < directions(adam, theta, shrinking)[-1])


@pytest.mark.parametrize("name", ["adagrad", "adam", "amsgrad", "lion"])
def test_the_first_step_is_the_sign(name):
    theta, gradients = problem(9, PARAMETERS)
    first = directions(OPTIMIZERS[name](), theta, gradients[:1])[0]
    np.testing.assert_allclose(first, np.sign(gradients[0]), atol=1e-6)


def test_uncorrected_adam_starts_too_long():
    theta, gradients = problem(9, PARAMETERS)
    first = directions(OPTIMIZERS["adam"](bias_correction=False), theta, gradients[:1])[0]
    np.testing.assert_allclose(np.abs(first), 0.1 / np.sqrt(0.001), rtol=1e-5)


def test_adagrad_slows_down_as_the_root_of_time():
    steps = np.arange(1, 50)
    result = directions(OPTIMIZERS["adagrad"](), np.zeros(1), np.full((49, 1), 3.0))
    np.testing.assert_allclose(result[:, 0], 1.0 / np.sqrt(steps), rtol=1e-9)


@pytest.mark.parametrize("name", ["adagrad", "rmsprop", "adam", "amsgrad", "nadam", "lion"])
def test_the_scale_of_the_loss_does_not_matter(name):
    theta, gradients = problem(10, PARAMETERS)
    optimizer = OPTIMIZERS[name](**({"epsilon": 1e-15} if name != "lion" else {}))
    np.testing.assert_allclose(
        directions(optimizer, theta, 1024.0 * gradients), directions(optimizer, theta, gradients), rtol=1e-9
    )


def test_lion_steps_alike_in_all_coordinates():
    theta, gradients = problem(11, PARAMETERS)
    assert np.array_equal(np.abs(directions(OPTIMIZERS["lion"](), theta, gradients)), np.ones_like(gradients))


def test_lion_by_hand():
    lion = OPTIMIZERS["lion"](beta1=0.5, beta2=0.75, weight_decay=0.125)
    memory = lion.init(np.zeros(1))
    # V is 0, then 0.5 and 0.1875; the averages whose sign is followed are 1, 0.25 − 0.375 and 0.09375 + 0.5
    for grad, average, sign in [(2.0, 0.5, 1.0), (-0.75, 0.1875, -1.0), (1.0, 0.390625, 1.0)]:
        direction, memory = lion.direction(np.array([grad]), np.array([4.0]), memory, 1)
        assert memory[0, 0] == average
        assert direction[0] == sign + 0.5


# descent

# Surface: steps, how near to the minimum its value must come, and a rate for each optimizer in the order of the menu.
# AdamW runs without decay, which would move the minimum.
BUDGETS = {
    "bowl": (500, 1e-6, (0.1, 0.3, 0.03, 0.03, 3.0, 0.1, 30.0, 0.3, 0.3, 0.3, 0.3, 0.1)),
    "parabola": (500, 1e-6, (0.3, 0.3, 0.03, 0.03, 3.0, 0.1, 30.0, 0.3, 0.3, 0.3, 0.3, 0.3)),
    "plateau": (500, 1e-6, (3.0, 3.0, 0.3, 0.3, 1.0, 0.1, 10.0, 0.1, 0.1, 0.1, 0.1, 0.1)),
    "himmelblau": (500, 1e-6, (0.01, 0.03, 0.003, 0.003, 1.0, 0.1, 10.0, 0.3, 0.3, 0.3, 0.3, 0.1)),
    "styblinski_tang": (500, 1e-6, (0.01, 0.01, 0.001, 0.001, 1.0, 0.1, 10.0, 0.3, 0.3, 0.3, 0.3, 0.03)),
    "beale": (2000, 1e-5, (0.02, 0.03, 0.003, 0.003, 2.0, 0.01, 3.0, 0.3, 0.3, 0.3, 0.3, 0.02)),
    "rosenbrock": (5000, 1e-3, (0.003, 0.01, 0.001, 0.001, 1.8, 0.01, 0.5, 0.3, 0.3, 0.3, 0.1, 0.03)),
}


@pytest.mark.parametrize("key", BUDGETS)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_reaches_the_minimum(name, key):
    steps, tolerance, rates = BUDGETS[key]
    optimizer = OPTIMIZERS[name](**({"weight_decay": 0.0} if name == "adamw" else {}))
    rate = rates[list(OPTIMIZERS).index(name)]
    surface = SURFACES[key]()
    path = descend(optimizer, Cosine(rate=rate, span=float(steps)), slope(surface), surface.start, steps)
    assert surface.value(path[-1]) - surface.minimum < tolerance


@every_optimizer
def test_a_path_of_many_is_the_paths_of_each(kind):
    surface = SURFACES["noisy_ravine"]()
    starts = np.array([[-5.0, 1.0], [2.0, -0.5], [0.1, 3.0]])
    together = descend(kind(), Constant(0.01), slope(surface, seed=3), starts, 40)
    assert together.shape == (41, 3, 2)
    assert np.array_equal(together[0], starts)
    for place, start in enumerate(starts):
        alone = descend(kind(), Constant(0.01), slope(surface, seed=3), start, 40)
        assert np.array_equal(together[:, place], alone)


@pytest.mark.parametrize("key", SURFACES)
@every_optimizer
def test_divergence_is_data(kind, key):
    surface = SURFACES[key]()
    path = descend(kind(), Constant(100.0), slope(surface), surface.start, 200)
    values = surface.value(path)  # neither of them warns: the suite turns warnings into errors
    assert values.shape == (201,)


def test_move_is_the_one_line():
    theta, rate, direction = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.1], [0.2]]), np.ones((2, 2))
    expected = theta - rate * direction
    move(theta, rate, direction)
    assert np.array_equal(theta, expected)


def test_the_schedule_is_asked_for_the_epoch_of_each_step():
    epochs = []
    path = descend(
        OPTIMIZERS["gradient_descent"](),
        lambda epoch: epochs.append(epoch) or 0.5,
        lambda theta, t: np.full(2, float(t)),
        np.zeros(2),
        4,
        steps_per_epoch=2.0,
    )
    assert epochs == [0.0, 0.5, 1.0, 1.5]
    assert np.array_equal(path[:, 0], -0.5 * np.array([0.0, 1.0, 3.0, 6.0, 10.0]))


# theory of quadratics


@pytest.mark.parametrize("condition", [1.0, 20.0, 300.0])
@pytest.mark.parametrize(("name", "beta"), [("gradient_descent", 0.0), ("momentum", 0.8), ("classical_momentum", 0.8)])
def test_descent_converges_below_the_largest_rate_only(name, beta, condition):
    bowl = SURFACES["bowl"](condition)
    optimizer = OPTIMIZERS[name](**({"beta": beta} if beta else {}))
    limit = largest_rate(bowl.curvatures(), beta, averaged=name == "momentum")
    below, above = (descend(optimizer, Constant(c * limit), slope(bowl), (0.0, 1.0), 3000)[-1] for c in (0.99, 1.01))
    assert abs(below[1]) < 1e-3
    assert not abs(above[1]) < 1e3


@pytest.mark.parametrize("condition", [4.0, 50.0])
def test_best_rates_are_best(condition):
    curvatures = SURFACES["bowl"](condition).curvatures()
    rate = best_rate(curvatures)
    assert contraction(curvatures, rate) == pytest.approx((condition - 1.0) / (condition + 1.0))
    assert contraction(curvatures, rate) < min(contraction(curvatures, factor * rate) for factor in (0.95, 1.01))
    rate, beta = best_momentum(curvatures)
    root = condition**0.5
    assert contraction(curvatures, rate, beta) == pytest.approx((root - 1.0) / (root + 1.0), abs=1e-6)
    others = [(0.95 * rate, beta), (1.05 * rate, beta), (rate, 0.95 * beta), (rate, 1.02 * beta)]
    assert all(contraction(curvatures, *other) > contraction(curvatures, rate, beta) for other in others)


def test_contraction_is_what_descent_does():
    bowl = SURFACES["bowl"](30.0)
    path = descend(OPTIMIZERS["gradient_descent"](), Constant(0.03), slope(bowl), (1.0, 1.0), 400)
    measured = np.linalg.norm(path[-1]) / np.linalg.norm(path[-2])
    assert measured == pytest.approx(contraction(bowl.curvatures(), 0.03))


def test_theory_refuses_what_is_no_bowl():
    with pytest.raises(Refused, match="curvatures"):
        best_rate((-1.0, 2.0))
