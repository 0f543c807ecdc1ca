"""Early stopping and the one-call training: what claim 20 rests on, each replica by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.datasets.regression_sets import Sine
from engine.datasets.samples import Data, from_arrays
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.optimizers.schedules import Constant
from engine.training.evaluation import Evaluator
from engine.training.run import train
from engine.training.stopping import early_stop
from engine.training.trainer import Trainer
from engine.values.bounds import Refused

SMALL = Experiment(data=Data(points=60), network=Network((Dense(4, batch_norm=True),)))
numbers = st.floats(allow_infinity=False, width=16) | st.just(float("nan"))


@pytest.mark.parametrize(
    ("losses", "patience", "expected"),
    [
        ([5, 4, 3, 4, 5, 1], 2, (2, 4)),
        ([5, 4, 3, 4, 5, 1], 3, (5, 5)),
        ([5, 4, 3, 4, 5, 1], None, (5, 5)),
        ([1, 2, 3], 1, (0, 1)),
        ([3, 3, 3, 3], 2, (0, 2)),  # no lower is not lower
        ([3, 2, 1], 1, (2, 2)),
        ([2, np.nan, 1, np.inf, np.nan], 2, (2, 4)),
        ([np.nan, np.nan, np.nan], 2, (0, 2)),
        ([7], 1, (0, 0)),
    ],
)
def test_the_rule_by_hand(losses, patience, expected):
    assert early_stop(np.array(losses, float), patience) == expected


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=12), st.integers(1, 5))
def test_the_rule_as_it_is_stated(rows, patience):
    losses = np.array(rows)
    best, stopped = early_stop(losses, patience)
    for column in range(2):
        one = np.where(np.isnan(losses[:, column]), np.inf, losses[:, column])
        leads = [int(np.argmin(one[: epoch + 1])) for epoch in range(len(one))]
        stops = [epoch for epoch in range(len(one)) if epoch - leads[epoch] >= patience]
        assert stopped[column] == (stops[0] if stops else len(one) - 1)
        assert best[column] == leads[stopped[column]]
        assert (best[column], stopped[column]) == early_stop(losses[:, column], patience)


def test_the_best_state_is_the_one_that_was_best():
    run = train(SMALL, 30, patience=4)
    assert run.loss.shape == (run.stopped + 1, 3) and run.penalty.shape == (run.stopped + 1,)
    assert run.best.step == run.best_epoch * run.trainer.steps_per_epoch
    again = Evaluator(run.trainer).evaluate(run.best)
    assert again.loss[1] == run.loss[run.best_epoch, 1] == run.loss[:, 1].min()


def test_a_run_is_what_the_trainer_does():
    run, trainer = train(SMALL, 5), Trainer(SMALL)
    after = trainer.advance(trainer.start(), 5 * trainer.steps_per_epoch)
    assert np.array_equal(run.final.theta, after.theta) and run.final.step == after.step
    assert np.array_equal(run.loss[-1], Evaluator(trainer).evaluate(after).loss, equal_nan=True)


@pytest.mark.parametrize("patience", [None, 3])
def test_each_replica_stops_at_its_own_best_as_if_alone(patience):
    rates = (0.3, 0.003, 0.05)
    each = [replace(SMALL, seed=seed, schedule=Constant(rate)) for seed, rate in enumerate(rates)]
    stack = train(each, 20, patience)
    assert stack.loss.shape[1:] == (3, 3)
    assert patience is None or len(set(stack.stopped)) > 1
    for row, experiment in enumerate(each):
        alone, upto = train(experiment, 20, patience), stack.stopped[row] + 1
        assert (alone.best_epoch, alone.stopped) == (stack.best_epoch[row], stack.stopped[row])
        assert np.array_equal(alone.loss, stack.loss[:upto, row], equal_nan=True)
        assert np.array_equal(alone.score, stack.score[:upto, row], equal_nan=True)
        assert np.array_equal(alone.best.theta, stack.best.theta[row])
        assert np.array_equal(alone.best.buffers, stack.best.buffers[row])
        assert np.array_equal(alone.best.memory, stack.best.memory[:, row])
        assert alone.best.step == np.broadcast_to(stack.best.step, 3)[row]


def test_the_dev_error_of_a_large_network_on_few_noisy_points_falls_and_rises():
    data = Data(source=Sine(noise=0.8), points=40, train_percent=50, dev_percent=50, features=("x1",))
    network = Network((Dense(32), Dense(32)))
    run = train(Experiment(data=data, network=network, loss="squared_error", schedule=Constant(0.01)), 400)
    dev = run.loss[:, 1]
    assert 0 < run.best_epoch < 400 and dev[0] > 1.2 * dev.min() and dev[-1] > 1.2 * dev.min()
    early = train(run.trainer.experiment, 400, patience=60)
    assert early.stopped < 400 and early.loss[early.best_epoch, 1] < dev[-1]


def test_divergence_ends_a_run_and_the_best_is_finite():
    data = Data(source=Sine(), points=40, features=("x1",))
    wild = Experiment(data=data, network=Network((Dense(4, "linear"),)), loss="squared_error", schedule=Constant(100.0))
    run = train(replace(wild, optimizer=wild.optimizer.__class__(beta1=0.0)), 4)
    assert np.isfinite(run.best.theta).all()
    pair = train([replace(SMALL, schedule=Constant(0.01)), replace(SMALL, schedule=Constant(100.0))], 5)
    assert np.isfinite(pair.loss[:, 0, :2]).all()


def test_predictions_are_of_raw_points_by_the_best_state_or_another():
    draw = np.random.default_rng(0)
    x = 5 + 3 * draw.standard_normal((2, 80))
    y = (x[0] * 2 - x[1] + 6 * draw.standard_normal(80) > 5).astype(float)  # noisy: the best comes before the end
    run = train(Experiment(), 150, samples=from_arrays(x, y, "binary", (60, 20, 0), normalize=True))
    predictions = run.predict(x)
    assert predictions.shape == (1, 80)
    assert np.mean((predictions[0, :60] > 0.5) == y[:60]) == run.score[run.best_epoch, 0]
    last = run.predict(x, run.final)
    assert run.best_epoch < 150 and not np.array_equal(last, predictions)
    assert np.mean((last[0, :60] > 0.5) == y[:60]) == run.score[-1, 0]


def test_predictions_of_a_stack_with_data_of_its_own():
    each = [replace(SMALL, data=replace(SMALL.data, seed=seed)) for seed in range(3)]
    stack, x = train(each, 4), np.random.default_rng(1).uniform(-6, 6, (2, 11))
    for row, experiment in enumerate(each):
        assert stack.predict(x)[row] == pytest.approx(train(experiment, 4).predict(x), rel=1e-9)


def test_without_a_dev_set_the_training_loss_is_watched_and_patience_refused():
    alone = replace(SMALL, data=Data(points=40, train_percent=100, dev_percent=0))
    run = train(alone, 6)
    assert run.best_epoch == np.argmin(run.loss[:, 0])
    with pytest.raises(Refused, match="patience: there is no dev set"):
        train(alone, 6, patience=2)


@pytest.mark.parametrize("bad", [{"epochs": 0}, {"epochs": 2.0}, {"epochs": True}, {"epochs": 3, "patience": 0}])
def test_counts_are_whole_numbers_from_one(bad):
    with pytest.raises(Refused, match="whole number"):
        train(SMALL, **bad)


def test_a_shape_that_does_not_fit_is_refused():
    with pytest.raises(Refused, match="x: shape"):
        train(SMALL, 1).predict(np.zeros((3, 5)))
