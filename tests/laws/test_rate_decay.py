"""Laws of the study of schedules: its steps, its orbits by theory and by measurement, and curves that are dragged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.optimizers.schedules import SCHEDULES, Constant, Exponential, InverseTime, Staircase
from engine.studies.rate_decay.annealed import LONGEST, Annealed, annealing
from engine.studies.rate_decay.decay import PARTICLES, START, Decay, Pace, rates
from engine.studies.rate_decay.families import grip, through
from engine.studies.rate_decay.orbits import CONSTANTS, measured, orbits, settled, slope, theory
from engine.training.objective import Objective
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.fields import specs
from engine.values.randomness import generator

GENTLE = (Decay(), Decay(condition=20.0, noise=2.0), Decay(epoch=3, steps=120, seed=4))


def told(decay: Decay):
    """All moments, and the sentence at the end."""
    found, making = [], orbits(decay)
    while True:
        try:
            found.append(next(making))
        except StopIteration as finished:
            return found, finished.value


def test_a_particle_moves_as_the_notes_have_it():
    """By hand, for one particle of one schedule: w := w − α dw, with α of the epoch that has come."""
    decay = Decay(paces=(Pace(InverseTime(0.5, 0.3)),), steps=50, noise=0.7)
    noise, place, found = generator(0, "noise"), START.copy(), told(decay)[0]
    for step in range(50):
        assert np.allclose(found[step].places[0, 5], place, atol=1e-12)
        alpha = 0.5 / (1 + 0.3 * step / 10)
        place = place - alpha * (np.array([1.0, 0.25]) * place + 0.7 * noise.standard_normal((PARTICLES, 2))[5])


@pytest.mark.parametrize("decay", GENTLE, ids=range(len(GENTLE)))
def test_theory_is_what_many_particles_come_to(decay):
    found = told(decay)[0]
    radius = np.array([each.radius for each in found])
    expected = theory(decay)
    assert radius.shape == expected.shape == (decay.steps + 1, len(decay.active))
    assert np.abs(radius / expected - 1)[20:].mean() < 0.12, "64 particles stray by about 1/√(2 · 64) = 9 %"


def test_all_schedules_feel_the_same_noise():
    found = told(Decay(paces=(Pace(Constant(0.3)), Pace(Constant(0.3)))))[0]
    assert all(np.array_equal(*each.places) for each in found)


def test_without_noise_the_way_is_the_closed_form():
    decay = Decay(paces=(Pace(Constant(0.3)),), noise=0.0, steps=60)
    kept = (1 - 0.3 * decay.curvatures) ** 60
    assert np.allclose(told(decay)[0][-1].places[0], kept * START)


@pytest.mark.parametrize("decay", [Decay(), Decay(condition=1.0, noise=3.0)], ids=["long", "round"])
def test_orbits_at_constant_rates_are_those_of_theory(decay):
    assert measured(decay) == pytest.approx(settled(np.array(CONSTANTS), decay).tolist(), rel=0.1)


def test_the_radius_grows_as_the_root_of_a_small_rate():
    assert slope(Decay()) == pytest.approx(0.5, abs=0.02)
    assert settled(0.001, Decay()) / settled(0.0001, Decay()) == pytest.approx(np.sqrt(10), rel=1e-3)


def test_where_theory_settles_its_recursion_comes_to():
    decay = Decay(paces=(Pace(Constant(0.4)),), steps=1000)
    assert theory(decay)[-1, 0] == pytest.approx(settled(0.4, decay), rel=1e-9)


def test_a_rate_beyond_two_diverges_and_a_sentence_says_so():
    found, sentence = told(Decay(paces=(Pace(Constant(2.3)), Pace(Constant(0.1)))))
    assert sentence == f"Constant diverged after {len(found) - 1} steps: its rate is above 2/λ"


def test_the_end_names_who_is_nearest():
    found, sentence = told(Decay())
    labels = [pace.schedule.label for pace in Decay().active]
    assert sentence.startswith(f"{labels[int(np.argmin(found[-1].radius))]} ended nearest")


def test_nobody_on_is_refused():
    with pytest.raises(Refused, match="switch at least one on"):
        Decay(paces=(Pace(Constant(), on=False),))


@pytest.mark.parametrize("kind", [kind for slug, kind in SCHEDULES.items() if slug != "step_table"])
@pytest.mark.parametrize("share", [0.9, 0.5, 0.2])
def test_through_every_place_that_it_can_reach_a_curve_of_the_family_goes(kind, share):
    schedule = replace(kind(), rate=0.5)
    epoch = grip(schedule, 30.0)
    wished = share * float(schedule(epoch))
    found = through(schedule, epoch, wished)
    assert type(found) is kind and float(found(epoch)) == pytest.approx(wished, rel=0.03)


@pytest.mark.parametrize("kind", [Exponential, InverseTime, Staircase])
def test_what_no_curve_of_the_family_reaches_comes_as_near_as_its_bounds_allow(kind):
    schedule = replace(kind(), rate=0.5)
    above, below = (through(schedule, grip(schedule, 30.0), rate) for rate in (5.0, 1e-30))
    for found in (above, below):
        assert all(spec.low <= getattr(found, name) <= spec.high for name, spec in specs(found).items())
    assert float(above(10.0)) == pytest.approx(0.5) and float(below(10.0)) < float(schedule(10.0))


def test_rates_are_those_of_the_schedules():
    alpha = rates(Decay())
    assert alpha.shape == (300, 5) and alpha[0] == pytest.approx([0.5] * 5)
    assert alpha[100] == pytest.approx([0.5, 0.5 / 4, 0.5 * 0.85**10, 0.125, 0.5 / np.sqrt(11)])


def test_on_a_network_costs_are_those_of_its_trainer_under_the_schedule():
    decay = Decay(paces=(Pace(Constant(0.5)), Pace(Exponential(0.5, 0.8))), steps=50)
    found = [each for each in annealing(Annealed(decay)) if each]
    assert len(found) == 51 and found[-1].costs.shape == (51, 2)
    experiment = Annealed(decay).experiment(decay.paces[1])
    trainer, objective = Trainer(experiment), Objective(experiment)
    state = trainer.advance(trainer.start(), 3 * trainer.steps_per_epoch)
    assert found[30].costs[30, 1] == pytest.approx(float(objective.cost(state.theta)))


def test_too_many_epochs_for_a_network_are_refused():
    with pytest.raises(Refused, match=f"up to {LONGEST}"):
        Annealed(Decay(steps=500, epoch=1))


def test_a_rate_that_diverges_has_no_theory_and_warns_nobody():
    assert not np.isfinite(theory(Decay(paces=(Pace(Constant(100.0)),), steps=1000))[-1, 0])
