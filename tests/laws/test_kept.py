"""A run that is taken away is the run: its curves, its arrays, its answers."""

from __future__ import annotations

import io

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.training.contest import GOALS, checking, entry
from engine.training.evaluation import Evaluator
from engine.training.kept import LOOKS, arrays, keeping, npz
from engine.training.pieces import outcome
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.codec import encode

NORMED = Experiment(network=Network((Dense(5, batch_norm=True), Dense(3, "relu"))))


@pytest.mark.parametrize("experiment", [Experiment(), NORMED], ids=["plain", "batch norm"])
def test_it_ends_where_the_trainer_does_and_looks_on_the_way(experiment):
    kept = outcome(keeping(experiment, 90))
    trainer = Trainer(experiment)
    state = trainer.advance(trainer.start(), 90)
    assert np.array_equal(kept.state.theta, state.theta) and kept.state.step == 90
    assert kept.steps[0] == 0 and kept.steps[-1] == 90 and kept.loss.shape == (91, 3)
    assert np.array_equal(kept.loss[-1], Evaluator(trainer).evaluate(state).loss)
    assert len(outcome(keeping(experiment, 1000)).steps) == LOOKS + 1


def test_the_arrays_alone_give_the_answers():
    """The forward pass of the notes over the file, batch norm included, without anything of ours."""
    kept = outcome(keeping(NORMED, 200))
    found = np.load(io.BytesIO(npz(kept)))  # allow_pickle is off
    samples = kept.trainer.samples[0]
    a = (samples.points - found["input_mean"]) / found["input_deviation"]
    z = found["W1"] @ a
    z = (z - found["running_mean1"][:, None]) / np.sqrt(found["running_variance1"][:, None] + 1e-8)
    a = np.tanh(found["gamma1"][:, None] * z + found["beta1"][:, None])
    a = np.maximum(found["W2"] @ a + found["b2"], 0)
    answers = 1 / (1 + np.exp(-(found["W3"] @ a + found["b3"])))
    assert np.allclose(answers, kept.answers, atol=1e-3)
    assert set(arrays(kept)) == set(found.files)


def test_what_runs_away_is_kept_as_far_as_it_is_sound():
    wild = Experiment(
        Data(DATASETS["plane"]()), Network((Dense(8, "relu"),)), "squared_error",
        optimizer=OPTIMIZERS["gradient_descent"](), schedule=Constant(30.0),
    )  # fmt: skip
    kept = outcome(keeping(wild, 400))
    assert kept.state.step < 400 and np.isfinite(kept.state.theta).all() and len(kept.steps) == len(kept.loss)


# contests


@pytest.mark.parametrize("slug", GOALS)
def test_every_goal_is_open_to_its_own_points_and_to_no_others(slug):
    goal = GOALS[slug]
    assert entry(goal, f"{encode(Experiment(goal.data))}@10")[1] == 10
    with pytest.raises(Refused, match="points are not those of this contest"):
        entry(goal, f"{encode(Experiment(Data(goal.data.source, goal.data.points, seed=7)))}@10")


def test_a_goal_can_be_reached_and_is_not_given_away():
    goal, net = GOALS["circles"], Network((Dense(4),))
    good = outcome(checking(goal, *entry(goal, f"{encode(Experiment(goal.data, net, schedule=Constant(0.03)))}@2000")))
    poor = outcome(checking(goal, *entry(goal, f"{encode(Experiment(goal.data, Network(())))}@2000")))
    assert good.reached and good.accuracy >= 0.98 and good.count == 2 * 4 + 4 + 4 + 1
    assert not poor.reached and poor.count == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not a code, an @ and a step"),
        ("net1.e30", "is not a code"),
        ("net1.e30@", "is not a code"),
        ("net1.e30@-3", "is not a code"),
        ("net1.e30@0", "step 0 is not between 1 and 50,000"),
        ("net1.e30@99999999", "step 99,999,999 is not between"),
        ("net1.xx@3", "cut off or altered"),
        ("race1.e30@3", "version 'race1' is unknown"),
    ],
)
def test_a_result_that_is_none_says_why(text, sentence):
    with pytest.raises(Refused, match=sentence):
        entry(GOALS["circles"], text)


def test_what_takes_too_long_to_compute_again_is_refused():
    wide = Network(tuple(Dense(64) for _ in range(8)))
    goal = GOALS["circles"]
    with pytest.raises(Refused, match="takes longer than 20 s"):
        entry(goal, f"{encode(Experiment(goal.data, wide, batch_size=1))}@50000")
