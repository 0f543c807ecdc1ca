"""Laws of the study of input normalization: its bowls, its paths, its rates, and test sets normalised apart."""

from __future__ import annotations

import numpy as np
import pytest

from engine.studies.input_normalization.apart import DRAWS, EVEN, RATIO, SHARES, Apart, line, mixture
from engine.studies.input_normalization.bowl import GOAL, NEVER, Bowl
from engine.studies.input_normalization.inputs import Inputs, Normalization, examples, in_units
from engine.studies.input_normalization.scales import RATIOS, scaled, scales

KINDS = {
    "plain": Inputs(),
    "correlated": Inputs(correlation=-0.9),
    "off": Inputs(offset=3.0),
    "small": Inputs(unit=0.05),
    "few": Inputs(points=10, seed=7),
}
every = pytest.mark.parametrize("inputs", KINDS.values(), ids=KINDS)
PLACES = [RATIOS.index(ratio) for ratio in (1.0, 3.16, 100.0)]


def task(inputs: Inputs, ratio: float, normalized: bool):
    z, y = examples(inputs)
    x = in_units(inputs, z, ratio)
    return (Normalization.of(x)(x) if normalized else x), y


def by_hand(x, y, rate, steps):
    """Gradient descent on w and b, one step after the other, from the definition of the gradient."""
    w, b, found = np.zeros(2), 0.0, [np.zeros(3)]
    for _ in range(steps):
        error = w @ x + b - y
        w, b = w - rate * (x @ error) / len(y), b - rate * error.mean()
        found.append(np.array([*w, b]))
    return np.array(found)


def cost(x, y, theta):
    return np.mean((theta[:2] @ x + theta[2] - y) ** 2) / 2


@every
@pytest.mark.parametrize("normalized", [False, True])
@pytest.mark.parametrize("share", [0.5, 0.9, 1.05])
def test_the_path_is_that_of_gradient_descent_step_by_step(inputs, normalized, share):
    x, y = task(inputs, 3.16, normalized)
    bowl = Bowl.of(x, y)
    rate = share * bowl.largest_rate
    walked = by_hand(x, y, rate, 40)
    np.testing.assert_allclose(bowl.path(rate, 40), walked, rtol=1e-8, atol=1e-8 * np.abs(walked).max())
    least = cost(x, y, bowl.minimum)
    left = [(cost(x, y, theta) - least) / (cost(x, y, np.zeros(3)) - least) for theta in walked]
    np.testing.assert_allclose(bowl.left(rate, np.arange(41)), left, rtol=1e-6, atol=1e-9)


@every
def test_just_below_the_largest_rate_it_settles_and_just_above_it_leaves(inputs):
    for index in PLACES:
        for descent in (scaled(inputs, index).raw, scaled(inputs, index).normalized):
            late = np.array([1000, 2000])
            below, above = (descent.bowl.left(share * descent.bowl.largest_rate, late) for share in (0.99, 1.01))
            assert below[1] <= below[0] < 1
            assert above[1] > 1e6 * above[0]


@every
def test_steps_are_the_first_at_which_the_goal_is_reached(inputs):
    for index in PLACES:
        for descent in (scaled(inputs, index).raw, scaled(inputs, index).normalized):
            before, then = descent.bowl.left(descent.rate, np.array([descent.steps - 1, descent.steps]))
            assert then <= GOAL < before


def test_beyond_the_largest_rate_it_never_arrives():
    assert scaled(Inputs(share=1.01), 0).raw.steps == NEVER


@every
def test_normalised_inputs_do_not_know_their_units(inputs):
    first, last = (scaled(inputs, index).normalized.bowl for index in (0, len(RATIOS) - 1))
    np.testing.assert_allclose(first.hessian, last.hessian, atol=1e-12)
    np.testing.assert_allclose(first.minimum, last.minimum, atol=1e-10)
    other = Bowl.of(*task(Inputs(**{**vars(inputs), "unit": 20.0, "offset": 1.0}), 2.0, True))
    np.testing.assert_allclose(first.hessian, other.hessian, atol=1e-12)


@every
def test_normalised_the_hessian_has_ones_on_its_diagonal_and_correlation_beside_it(inputs):
    x, y = task(inputs, 10.0, False)
    hessian = scaled(inputs, RATIOS.index(10.0)).normalized.bowl.hessian
    rho = np.corrcoef(x)[0, 1]
    np.testing.assert_allclose(hessian, [[1, rho, 0], [rho, 1, 0], [0, 0, 1]], atol=1e-12)
    assert scaled(inputs, 0).normalized.bowl.condition == pytest.approx((1 + abs(rho)) / (1 - abs(rho)))


def test_the_condition_grows_as_the_square_of_the_ratio():
    far = [scaled(Inputs(), RATIOS.index(ratio)).raw for ratio in (10.0, 100.0)]
    assert far[1].bowl.condition / far[0].bowl.condition == pytest.approx(100, rel=0.02)
    assert far[1].steps / far[0].steps == pytest.approx(100, rel=0.02)
    assert far[0].bowl.largest_rate / far[1].bowl.largest_rate == pytest.approx(100, rel=0.02)


@every
def test_contours_over_the_weights_are_those_with_b_at_its_best(inputs):
    x, y = task(inputs, 3.16, False)
    bowl, least = Bowl.of(x, y), cost(x, y, Bowl.of(x, y).minimum)
    for away in (np.array([0.3, -0.2]), np.array([0.0, 1.0])):
        w = bowl.minimum[:2] + away
        best = cost(x, y, np.array([*w, (y - w @ x).mean()]))
        assert away @ bowl.gentlest @ away / 2 == pytest.approx(best - least)


def test_a_sentence_at_the_end_tells_the_last_steps():
    making = scales(Inputs())
    moments = [next(making) for _ in RATIOS]
    with pytest.raises(StopIteration) as ended:
        next(making)
    assert f"{moments[-1].raw.steps:,} steps as they come" in ended.value.value


def test_together_a_test_set_lies_where_the_training_set_says_and_apart_at_0():
    for index in (0, 10, 40):
        found = mixture(Apart(), index)
        assert np.allclose(found.apart.mean(axis=1), 0) and np.allclose(found.apart.std(axis=1), 1)
        assert not np.allclose(found.together.mean(axis=1), 0, atol=0.2)
        known = found.line.normalization
        again = (found.together * known.deviation + known.mean) / [[RATIO], [1.0]]
        assert abs(again.mean(axis=1)[0] - again.mean(axis=1)[1]) < 1, "both inputs carry the class alike"


def test_apart_costs_nothing_when_even_and_near_half_when_all_are_of_one_class():
    """An even test set has the training set's numbers; one of a single class is cut in two by the line."""
    study = Apart(Inputs(test_points=200))
    lost = {k: np.subtract(*mixture(study, k).mean) for k in (0, EVEN, len(SHARES) - 1)}
    assert abs(lost[EVEN]) < 0.01 and 0.3 < lost[0] < 0.5 and 0.3 < lost[len(SHARES) - 1] < 0.5
    assert 0.85 < mixture(study, EVEN).mean[0] < 0.95, "the best there is: Φ(APART / 2) = 0.894"
    assert (mixture(study, 10).truth.mean(), DRAWS) == (0.25, 30)


def test_the_learned_line_is_the_one_of_equal_chance():
    inputs = Inputs(points=500)
    known = line(inputs)
    direction = known.w / np.linalg.norm(known.w)
    assert direction @ np.ones(2) / np.sqrt(2) > 0.99 and abs(known.b) < 0.2 * np.linalg.norm(known.w)
