"""Weights set by hand: they hold from their step on, in one run, in a chain and in a stack; and what ails a run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.chain import Chain, decode_chain, encode_chain
from engine.experiment import Experiment
from engine.networks.initializers import Large, Zeros
from engine.networks.network import Dense, Network, layout
from engine.networks.overrides import BIAS, by_step, overridden, place
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.training.evaluation import Evaluator
from engine.training.remedies import REMEDIES
from engine.training.symptoms import KINDS, symptom, twins
from engine.training.trainer import Trainer
from engine.values.codec import cold_key, decode, encode
from pages.live.network import network_kind
from tests.laws.runs import EVERYTHING, same

FOREVER = float("inf")
SET = replace(EVERYTHING, overrides=((5, 0, 1, 2, 1.5), (5, 1, 0, BIAS, -2.0), (9, 3, 0, 1, 0.25)))


def test_every_place_of_theta_is_one_weight_or_bias_and_no_other_place_is():
    plan = layout(EVERYTHING.network, 3, 1)
    found = []
    for layer, span in enumerate(plan.spans):
        units, _ = span.shape
        found += [place(plan, layer, unit, source) for unit in range(units) for source in range(BIAS, span.n_in)]
        assert place(plan, layer, units, 0) is None and place(plan, layer, 0, span.n_in) is None
    assert place(plan, len(plan.spans), 0, 0) is None
    gammas = [at for span in plan.spans if span.gamma for at in range(span.gamma.start, span.gamma.stop)]
    assert sorted(found + gammas) == list(range(plan.P))


def test_a_weight_is_set_before_the_step_after_its_own_and_only_there():
    plain, trainer = Trainer(EVERYTHING), Trainer(SET)
    before = trainer.advance(trainer.start(), 5)
    assert same(before, plain.advance(plain.start(), 5))
    theta = overridden(before.theta, 5, SET.overrides, trainer.layout)
    changed = np.flatnonzero(theta != before.theta)
    assert sorted(theta[changed]) == [-2.0, 1.5] and before.theta[changed].tolist() != theta[changed].tolist()
    on = plain.advance(replace(before, theta=theta), 4)
    assert same(on, trainer.advance(before, 4)), "from there it is the run of the changed weights"
    assert not same(plain.advance(plain.start(), 12), trainer.advance(trainer.start(), 12))


def test_steps_may_be_taken_in_any_pieces():
    trainer = Trainer(SET)
    whole, state = trainer.advance(trainer.start(), 14), trainer.start()
    for steps in (4, 1, 1, 3, 5):
        state = trainer.advance(state, steps)
    assert same(whole, state)


def test_a_replica_is_set_as_the_run_alone():
    seeds = [replace(SET, seed=seed) for seed in (0, 3)]
    stack, alone = Trainer(seeds), Trainer(seeds[1])
    together = stack.advance(stack.start(), 12)
    assert np.array_equal(together.theta[1], alone.advance(alone.start(), 12).theta)


def test_what_a_network_has_no_place_for_is_passed_over():
    small = replace(SET, network=Network(()))
    bare = replace(small, overrides=())
    runs = [Trainer(each).advance(Trainer(each).start(), 12) for each in (small, bare)]
    assert same(*runs)


def test_of_two_for_one_place_the_later_counts():
    plan = layout(EVERYTHING.network, 3, 1)
    assert by_step(((5, 0, 0, 0, 1.0), (5, 0, 0, 0, 2.0)), plan) == {5: {place(plan, 0, 0, 0): 2.0}}


def test_it_travels_in_a_link_and_may_change_on_the_way():
    assert decode(encode(SET)) == SET and cold_key(SET) == cold_key(EVERYTHING)
    chain = Chain(((0, EVERYTHING), (5, SET)))
    assert decode_chain(encode_chain(chain)) == chain


def test_a_chain_shows_the_weight_at_the_step_at_which_it_was_set_and_goes_on_as_the_run_does():
    kind = network_kind({})
    plain, chained = (
        kind.recording(encode_chain(Chain(each)), None) for each in (((0, SET),), ((0, EVERYTHING), (5, SET)))
    )
    for step in (4, 5, 6, 12):
        assert chained.advance(step, FOREVER) == plain.advance(step, FOREVER) == step
        one, other = (recording.moment(step).state.theta for recording in (plain, chained))
        assert np.array_equal(one, other)
    chained.advance(5, FOREVER)
    where = place(chained.moment(5).trainer.layout, 0, 1, 2)
    assert chained.moment(5).state.theta[where] == 1.5 != chained.moment(4).state.theta[where]


# what ails a run

ILL = {
    "twins": Experiment(network=Network((Dense(6), Dense(4)), Zeros())),
    "dead": Experiment(network=Network((Dense(8, "relu"),)), schedule=Constant(1.0)),
    "saturated": Experiment(network=Network((Dense(6), Dense(6)), Large())),
}


def looked(experiment: Experiment, epochs: int):
    trainer = Trainer(experiment)
    evaluator, state = Evaluator(trainer), trainer.start()
    seen = []
    for _ in range(epochs):
        evaluation = evaluator.evaluate(state)
        seen.append(symptom(evaluator, state, evaluation))
        state = trainer.advance(state, trainer.steps_per_epoch)
    return seen


@pytest.mark.parametrize("kind", ILL)
def test_what_ails_a_run_is_seen_and_its_remedy_takes_it_away(kind):
    found = [each for each in looked(ILL[kind], 6) if each]
    assert found and all(each.kind == kind for each in found)
    assert found[-1].count <= found[-1].units and KINDS[kind] in found[-1].sentence
    words, better = REMEDIES[kind](ILL[kind])
    assert words and better != ILL[kind]
    assert not any(each and each.kind == kind for each in looked(better, 6))


def test_a_healthy_run_and_one_that_has_learned_are_left_in_peace():
    assert looked(Experiment(), 40) == [None] * 40
    learned = Experiment(optimizer=OPTIMIZERS["adam"](), schedule=Constant(0.3), network=Network((Dense(8, "relu"),)))
    assert looked(learned, 40)[-1] is None, "dead or not, it is right"


def test_every_symptom_has_a_remedy_that_changes_something_even_at_the_edge():
    assert set(KINDS) <= set(REMEDIES)
    slowest = replace(Experiment(), schedule=Constant(1e-6))
    for remedy in REMEDIES.values():
        words, better = remedy(slowest)
        assert words and decode(encode(better)) == better


def test_twins_share_what_leads_to_them_and_from_them():
    into, out = np.array([[1.0, 2], [1, 2], [3, 4], [-0.0, 1], [0.0, 1]]), np.array([[5.0, 5, 5, 6, 6]])
    assert twins(into, out) == 4
    assert twins(into, np.array([[5.0, 6, 5, 6, 7]])) == 0
