"""Laws of races: fair, repeatable, as the theory of quadratics says; divergence is a sentence, never worse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.datasets.samples import Data
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.descent import descend
from engine.optimizers.schedules import SCHEDULES, Constant
from engine.studies.landscapes.landscape import path_plane
from engine.studies.optimizer_race.contest import Trials, last_stable, league, start, trials, tune, with_rate
from engine.studies.optimizer_race.cost import bill
from engine.studies.optimizer_race.fates import goal, stable_rate
from engine.studies.optimizer_race.hills import HILLS, NetworkLoss
from engine.studies.optimizer_race.paths import plane_of, run
from engine.studies.optimizer_race.race import Race, Runner
from engine.surfaces import SURFACES, quadratics, slope
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.codec import decode, encode

every_hill = pytest.mark.parametrize("slug", HILLS)
SMALL = NetworkLoss(Data(points=60, train_percent=100, dev_percent=0), Network((Dense(3),)), batch_size=20)
ONE_HOLLOW = ("bowl", "rosenbrock", "beale")
BOWLS = [1.0, 4.0, 20.0, 100.0]


def race_on(slug: str, runners: tuple[Runner, ...], **more) -> Race:
    """A race from a hill's own start."""
    hill = SMALL if slug == "network" else HILLS[slug]()
    start = dict(zip("xy", getattr(hill, "start", ()), strict=False))
    return Race(**({"hill": hill, "runners": runners} | start | more))


def one(slug: str, rate: float, **more) -> Runner:
    return Runner(OPTIMIZERS[slug](**more), Constant(rate))


def on_bowl(condition: float, *runners: Runner, steps: int = 400) -> np.ndarray:
    """Distances (T + 1, R) from the bottom of a bowl."""
    hill = SURFACES["bowl"](condition=condition)
    paths = run(Race(hill=hill, runners=runners, x=-5.0, y=2.0, steps=steps))
    return np.linalg.norm(paths.points, axis=-1)


EVERYONE = tuple(Runner(kind(), Constant(kind.suggested_rate / 10)) for kind in OPTIMIZERS.values())


@every_hill
@pytest.mark.parametrize("field", [EVERYONE[:8], EVERYONE[-8:]], ids=["first", "last"])
def test_every_runner_runs_as_if_alone(slug, field):
    race = race_on(slug, field, steps=40)
    together = run(race)
    for row, runner in enumerate(field):
        alone = run(replace(race, runners=(runner,)))
        np.testing.assert_allclose(together.points[:, row], alone.points[:, 0], rtol=1e-9, atol=1e-12)
        assert together.fates[row] == alone.fates[0]


@pytest.mark.parametrize("slug", SURFACES)
def test_a_race_is_the_engine_s_own_descent(slug):
    runner, race = one("adam", 0.01), race_on(slug, (one("adam", 0.01),), steps=50, seed=3)
    path = descend(runner.optimizer, runner.schedule, slope(race.hill, 3), race.start, 50)
    assert np.array_equal(run(race).points[:, 0], path)


def test_a_race_on_a_network_is_its_training():
    runner, race = one("adam", 0.02), race_on("network", (one("adam", 0.02),), steps=30, seed=5)
    experiment = replace(SMALL.experiment(5), optimizer=runner.optimizer, schedule=runner.schedule)
    trainer = Trainer(experiment)
    after = trainer.advance(trainer.start(), 30)
    np.testing.assert_allclose(run(race).points[-1, 0], after.theta, rtol=1e-12)
    assert run(race).values[-1, 0] == pytest.approx(Objective(experiment).cost(after.theta))


@every_hill
def test_a_race_can_be_run_again_to_the_bit(slug):
    race = race_on(slug, EVERYONE[:4], steps=25, noise=0.5 if slug != "network" else 0.0, seed=11)
    first, second = run(race), run(decode(encode(race), Race))
    assert np.array_equal(first.points, second.points, equal_nan=True)
    assert np.array_equal(first.values, second.values, equal_nan=True)


def test_noise_is_the_same_for_all_and_for_a_longer_race():
    twins = (one("gradient_descent", 0.01), one("gradient_descent", 0.01))
    race = race_on("bowl", twins, noise=3.0, steps=50)
    points = run(race).points
    assert np.array_equal(points[:, 0], points[:, 1])
    assert np.array_equal(run(replace(race, steps=80)).points[:51], points)
    assert not np.array_equal(run(replace(race, seed=1)).points, points)


@pytest.mark.parametrize("condition", BOWLS)
@pytest.mark.parametrize("slug", ["gradient_descent", "momentum", "classical_momentum"])
def test_below_the_limit_of_theory_a_runner_comes_closer_and_above_it_does_not(slug, condition):
    hill, runner = SURFACES["bowl"](condition=condition), one(slug, 0.1)
    limit = stable_rate(hill, runner)
    near, far = on_bowl(condition, with_rate(runner, 0.99 * limit), with_rate(runner, 1.01 * limit), steps=2000).T
    assert near[-1] < 1e-3 * near[0]
    assert not far[-1] < far[0]


@pytest.mark.parametrize("condition", BOWLS)
def test_the_best_rate_and_the_best_momentum_are_those_of_theory(condition):
    curvatures = (1.0, condition)
    rate, (ball_rate, beta) = quadratics.best_rate(curvatures), quadratics.best_momentum(curvatures)
    plain, ball = on_bowl(
        condition, one("gradient_descent", rate), one("classical_momentum", ball_rate, beta=beta), steps=100
    ).T
    left = (condition - 1) / (condition + 1)
    np.testing.assert_allclose(plain[1:40], plain[0] * left ** np.arange(1, 40), atol=1e-13)
    for other in (0.9 * rate, 1.1 * rate):
        assert not on_bowl(condition, one("gradient_descent", other), steps=100)[-1, 0] < plain[-1]
    if condition > 4:
        assert ball[-1] < 1e-3 * plain[-1]


def test_every_divergence_is_told_with_its_step_and_the_rate():
    paths = run(race_on("rosenbrock", tuple(with_rate(each, 100.0) for each in EVERYONE[:8]), steps=200))
    assert paths.points.shape == (201, 8, 2)
    for row, fate in enumerate(paths.fates):
        if fate.lost is None:
            continue
        assert f"diverged at step {fate.lost}" in fate.sentence
        assert "100" in fate.sentence
        assert np.isnan(paths.points[fate.lost :, row]).all()
        assert np.isfinite(paths.points[: fate.lost, row]).all()
    assert sum(fate.lost is not None for fate in paths.fates) >= 4


def test_a_divergence_on_a_bowl_names_the_limit():
    fate = run(race_on("bowl", (one("gradient_descent", 0.2),), steps=200)).fates[0]
    assert "not below 0.1, the limit for this bowl" in fate.sentence


def test_leaving_a_saddle_is_no_divergence():
    fate = run(race_on("saddle", (one("gradient_descent", 0.3),), steps=100)).fates[0]
    assert fate.arrived is not None
    assert "ran off downhill" in fate.sentence


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"x": 7.0}, "outside the hill"),
        ({"x": float("nan")}, "not a number"),
        ({"runners": ()}, "between 1 and 8"),
        ({"runners": (Runner(on=False),)}, "switch at least one"),
        ({"runners": (Runner(),) * 9}, "between 1 and 8"),
        ({"steps": 0}, "between 10"),
    ],
)
def test_what_cannot_be_run_is_refused_in_a_sentence(wrong, said):
    with pytest.raises(Refused, match=said):
        replace(Race(), **wrong)


def test_a_rate_that_is_no_number_is_refused():
    with pytest.raises(Refused, match="rate"):
        Constant(float("nan"))


def test_a_network_hill_is_the_same_at_every_step():
    with pytest.raises(Refused, match="batch norm and dropout"):
        NetworkLoss(network=Network((Dense(4, keep_prob=0.5),)))
    with pytest.raises(Refused, match="allowed are 400"):
        NetworkLoss(network=Network((Dense(40), Dense(40))))


@pytest.mark.parametrize("slug", ["bowl", "rosenbrock", "beale", "himmelblau", "three_hump_camel", "styblinski_tang"])
def test_tuned_runners_reach_a_minimum_of_the_classical_surfaces(slug):
    field = tuple(one(each, 0.01) for each in ("momentum", "nesterov", "adam", "nadam"))
    race = race_on(slug, field, steps=1000)
    found = tune(race)
    tuned = tuple(with_rate(runner, float(rate)) for runner, rate in zip(field, found.best, strict=True))
    paths = run(replace(race, runners=tuned))
    there = paths.values[-1] <= goal(race)
    assert there.all() if slug in ONE_HOLLOW else there.any()
    assert (paths.values[-1] < paths.values[0]).all()


def test_a_sweep_is_the_same_as_races_one_by_one():
    race = race_on("beale", (one("momentum", 0.1), one("adam", 0.1)), steps=60)
    rates = np.array([0.001, 0.03, 1.0])
    found = tune(race, rates)
    for column, rate in enumerate(rates):
        alone = run(replace(race, runners=tuple(with_rate(each, float(rate)) for each in race.runners)))
        np.testing.assert_allclose(found.final[:, column], alone.values[-1], rtol=1e-9)


def test_the_largest_stable_rate_of_a_bowl_is_the_last_below_the_limit():
    race = race_on("bowl", (one("gradient_descent", 0.01),), steps=400)
    rates = np.array([0.02, 0.05, 0.09, 0.099, 0.102, 0.15, 0.5])
    assert tune(race, rates).largest_stable == [0.099]
    assert tune(race, rates[:2]).largest_stable == [0.05]  # all are stable
    assert tune(race, rates[3:]).largest_stable == [0.099]  # only the first is


def test_where_the_smallest_rate_is_bad_already_no_rate_is_called_stable():
    too_large = race_on("bowl", (one("gradient_descent", 0.01),), steps=400)
    assert np.isnan(tune(too_large, np.array([0.102, 0.5])).largest_stable).all()
    assert np.isnan(tune(too_large, np.array([5.0, 9.0])).best).all(), "of rates that are all lost none is the best"
    at_the_bottom = race_on("bowl", (one("gradient_descent", 0.01),), x=0.0, y=0.0, noise=1.0, steps=50)
    assert np.isnan(tune(at_the_bottom).largest_stable).all()


def test_a_bad_rate_between_two_good_ones_ends_what_is_stable():
    values = np.ones((2, 4))
    ends = np.array([0.5, 0.9, 1.5, 0.2])
    assert last_stable(np.array([0.1, 0.2, 0.3, 0.4]), Trials(ends, ends, np.zeros(4, bool), values)) == 0.2


def test_a_league_starts_all_runners_at_the_same_places():
    race = race_on("himmelblau", (one("gradient_descent", 0.01), one("gradient_descent", 0.01)), steps=50)
    first, second = league(race, 12)
    assert np.array_equal(first.final, second.final)
    assert len(set(first.values[0])) == 12


def test_a_league_on_a_network_starts_from_first_weights():
    race = race_on("network", (one("adam", 0.05),), steps=20, seed=4)
    (found,) = league(race, 3)
    alone = run(race)
    assert found.values[0, 0] == pytest.approx(alone.values[0, 0])
    assert found.final[0] == pytest.approx(alone.values[-1, 0])


def test_trials_know_when_they_arrived():
    race = race_on("bowl", (one("gradient_descent", 0.05),), steps=300, tolerance=0.01)
    found = trials(race, race.runners, race.start[None])
    step = int(found.arrived[0])
    assert found.values[step, 0] <= 0.01 < found.values[step - 1, 0]
    assert run(race).fates[0].arrived == step


@pytest.mark.parametrize("slug", SCHEDULES)
def test_every_schedule_drives_a_race(slug):
    schedule = SCHEDULES[slug](rate=0.05)
    paths = run(race_on("bowl", (Runner(OPTIMIZERS["gradient_descent"](), schedule),), steps=30))
    assert paths.rates[:, 0] == pytest.approx([schedule(float(step)) for step in range(30)])


def test_the_plane_holds_the_true_loss_at_points_that_lie_in_it():
    race = race_on("network", (one("adam", 0.05), one("momentum", 0.5)), steps=30)
    objective, plane = Objective(SMALL.experiment(0)), path_plane(list(run(race).points.swapaxes(0, 1)))
    inside = plane.points(np.array([0.0, 1.0, -0.5]), np.array([0.0, 0.3, 2.0]))
    again = plane.points(*plane.coordinates(inside).T)
    np.testing.assert_allclose(objective.cost(again), objective.cost(inside), rtol=1e-10)
    assert 0.5 < sum(plane.captured) <= 1.0 + 1e-12


def test_a_start_that_is_moved_lies_in_the_plane_of_the_paths_from_the_first_weights():
    still = Race(NetworkLoss(Data(points=40, train_percent=100, dev_percent=0), Network((Dense(3),))), steps=40)
    moved = replace(still, along=0.7, across=-0.4)
    before, after = run(still), run(moved)
    plane = plane_of(before.points)
    assert before.plane is None and np.array_equal(after.plane.u, plane.u) and np.array_equal(after.plane.v, plane.v)
    way = after.points[0, 0] - before.points[0, 0]
    assert way == pytest.approx(0.7 * plane.u - 0.4 * plane.v)
    assert np.ptp(after.points[0], axis=0).max() == 0  # all from one start
    assert plane.coordinates(after.points[0, 0]) - plane.coordinates(before.points[0, 0]) == pytest.approx([0.7, -0.4])
    assert start(moved) == pytest.approx(after.points[0, 0])  # rates are tuned from there as well
    assert bill(moved).whole.seconds > 1.5 * bill(still).whole.seconds
    assert run(replace(Race(), along=1.0)).plane is None and not replace(Race(), along=1.0).moved  # a surface has x, y
