"""Laws of a run: what it may not depend on, what it must keep, what it does at the edges, and what it reports."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.augmentation import Augmentation
from engine.datasets.samples import Data, draw, from_arrays
from engine.experiment import Penalty
from engine.networks.activations import ACTIVATIONS
from engine.networks.initializers import He, Large, Small
from engine.networks.network import Dense, Network, layout
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import SCHEDULES, Constant, Exponential, StepTable
from engine.training.evaluation import Evaluator, Maps, advance_soundly, classes
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.codec import encode
from tests.laws.runs import DESCENT, EVERYTHING, PLAIN, arrays, layers, predictions, same, trained

# replicas

STACKS = {
    "equal": [EVERYTHING] * 3,
    "one": [EVERYTHING],
    "seeds": [replace(EVERYTHING, seed=seed) for seed in (0, 1, 2, 1)],
    "seeds, full batch": [replace(PLAIN, seed=seed, batch_size=99) for seed in (0, 1, 2)],
    "seeds, augmented full batch": [replace(EVERYTHING, seed=seed, batch_size=99) for seed in (0, 1, 2)],
    "data draws": [replace(EVERYTHING, data=replace(EVERYTHING.data, seed=seed)) for seed in (0, 1, 2)],
    "data sets": [replace(PLAIN, data=Data(DATASETS[key](), points=45)) for key in ("moons", "xor", "circles")],
    "noise": [replace(PLAIN, data=replace(PLAIN.data, source=DATASETS["circles"](noise))) for noise in (0.0, 0.5)],
    "data and seeds": [
        replace(EVERYTHING, data=replace(EVERYTHING.data, seed=seed), seed=9 - seed) for seed in (0, 1, 2)
    ],
    "rates": [replace(EVERYTHING, schedule=Exponential(rate=rate)) for rate in (0.001, 0.1, 3.0)],
    "decays": [replace(EVERYTHING, schedule=Exponential(decay=decay)) for decay in (0.3, 0.95, 1.0)],
    "betas": [replace(EVERYTHING, optimizer=OPTIMIZERS["adam"](beta1=a, beta2=b)) for a, b in ((0.0, 0.9), (0.9, 0.5))],
    "penalties": [replace(EVERYTHING, penalty=Penalty(*each)) for each in ((0.0, 0.0), (0.0, 3.0), (2.0, 0.1))],
    "keep_probs": [layers(EVERYTHING, keep_prob=keep) for keep in (1.0, 0.9, 0.05)],
    "scales": [replace(EVERYTHING, network=replace(EVERYTHING.network, initializer=each))
               for each in (Small(), Small(0.5), Large(2.0), He())],
    "one example left over": [
        replace(layers(EVERYTHING, batch_norm=True), batch_size=13, seed=seed, data=replace(EVERYTHING.data, seed=seed))
        for seed in (0, 1, 2)
    ],
    "clips": [replace(EVERYTHING, clip=clip) for clip in (0.0, 0.01, 100.0)],
    "jitters": [replace(EVERYTHING, augmentation=Augmentation(jitter=each)) for each in (0.0, 0.1, 0.9)],
    "turns and mirrors": [replace(EVERYTHING, augmentation=Augmentation(rotation=angle, reflection=mirror))
                          for angle, mirror in ((0.0, True), (90.0, False), (0.0, False))],
    "all at once": [
        replace(layers(EVERYTHING, keep_prob=0.3 + 0.2 * seed), seed=seed, clip=float(seed),
                data=replace(EVERYTHING.data, seed=5 - seed), penalty=Penalty(0.1 * seed, 1.0),
                schedule=Exponential(rate=0.02 * seed, decay=0.9), augmentation=Augmentation(jitter=0.1 * seed))
        for seed in (1, 2, 3)
    ],
}  # fmt: skip


@pytest.mark.parametrize("each", STACKS.values(), ids=STACKS)
def test_a_replica_equals_the_same_run_alone(each):
    stack = Trainer(each)
    together = stack.advance(stack.start(), 17)
    evaluation = Evaluator(stack).evaluate(together)
    signals = Evaluator(stack).signals(together)
    for index, experiment in enumerate(each):
        trainer = Trainer(experiment)
        alone = trainer.advance(trainer.start(), 17)
        assert np.array_equal(together.theta[index], alone.theta)
        assert np.array_equal(together.memory[:, index], alone.memory)
        assert np.array_equal(together.buffers[index], alone.buffers)
        expected, own = Evaluator(trainer).evaluate(alone), Evaluator(trainer).signals(alone)
        for name in ("loss", "score"):
            np.testing.assert_array_equal(getattr(evaluation, name)[index], getattr(expected, name))
        np.testing.assert_allclose(np.broadcast_to(evaluation.penalty, len(each))[index], expected.penalty, rtol=1e-14)
        np.testing.assert_array_equal(signals.activation[index], own.activation)
        np.testing.assert_array_equal(signals.gradient[index], own.gradient)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_replicas_under_every_optimizer_and_schedule(optimizer, schedule):
    chosen = replace(EVERYTHING, optimizer=OPTIMIZERS[optimizer](), schedule=SCHEDULES[schedule]())
    each = [replace(chosen, seed=seed) for seed in (1, 2)]
    together = trained(each, 8)
    assert all(np.array_equal(together.theta[index], trained(one, 8).theta) for index, one in enumerate(each))


@pytest.mark.parametrize("task", ["multiclass", "regression"])
def test_replicas_of_other_heads(task):
    key, loss = {"multiclass": ("blobs", "cross_entropy"), "regression": ("bumps", "squared_error")}[task]
    chosen = replace(PLAIN, data=Data(DATASETS[key](), points=60), loss=loss)
    each = [replace(chosen, seed=seed, data=replace(chosen.data, seed=seed)) for seed in range(3)]
    stack = Trainer(each)
    scores = Evaluator(stack).evaluate(stack.advance(stack.start(), 9)).score
    for index, one in enumerate(each):
        alone = Trainer(one)
        expected = Evaluator(alone).evaluate(alone.advance(alone.start(), 9)).score
        np.testing.assert_array_equal(scores[index], expected)


def test_replicas_share_ones_own_order_and_are_augmented_apart():
    def order(epoch):
        return np.roll(np.arange(27), epoch)

    each = [replace(EVERYTHING, seed=seed) for seed in (1, 2)]
    together = trained(each, order=order)
    for index, one in enumerate(each):
        assert np.array_equal(together.theta[index], trained(one, order=order).theta)


UNFIT = {
    "layers": [PLAIN, replace(PLAIN, network=Network((Dense(4),)))],
    "units": [PLAIN, replace(PLAIN, network=Network((Dense(4, "tanh"), Dense(5, "relu"))))],
    "activation": [PLAIN, layers(PLAIN, activation="sine")],
    "batch norm": [PLAIN, layers(PLAIN, batch_norm=True)],
    "loss": [PLAIN, replace(PLAIN, loss="squared_error")],
    "batch size": [PLAIN, replace(PLAIN, batch_size=9)],
    "optimizer": [PLAIN, replace(PLAIN, optimizer=DESCENT)],
    "flag": [PLAIN, replace(PLAIN, optimizer=OPTIMIZERS["adam"](bias_correction=False))],
    "schedule": [PLAIN, replace(PLAIN, schedule=Exponential())],
    "table": [replace(PLAIN, schedule=StepTable(table=((1.0, rate),))) for rate in (0.1, 0.2)],
    "points": [PLAIN, replace(PLAIN, data=replace(PLAIN.data, points=46))],
    "features": [PLAIN, replace(PLAIN, data=replace(PLAIN.data, features=("x1",)))],
    "task": [PLAIN, replace(PLAIN, data=Data(DATASETS["blobs"](), points=45))],
    "nothing": [],
}


@pytest.mark.parametrize("each", UNFIT.values(), ids=UNFIT)
def test_what_does_not_fit_one_stack_is_refused(each):
    with pytest.raises(Refused, match="replicas"):
        Trainer(each)


# a run is a function of its experiment

VARIANTS = {
    "everything": EVERYTHING,
    "plain": PLAIN,
    "no layer": replace(PLAIN, network=Network(())),
    "replicas": [replace(EVERYTHING, seed=seed) for seed in (1, 2)],
    "lion": replace(EVERYTHING, optimizer=OPTIMIZERS["lion"]()),
    "one epoch a step": replace(EVERYTHING, batch_size=5000),
}
every_variant = pytest.mark.parametrize("chosen", VARIANTS.values(), ids=VARIANTS)


@every_variant
def test_advancing_twice_is_advancing_once(chosen):
    trainer = Trainer(chosen)
    for n, k in ((0, 5), (1, 16), (7, 10), (16, 1), (8, 8)):
        assert same(trainer.advance(trainer.advance(trainer.start(), n), k), trained(chosen, n + k))


@every_variant
def test_a_run_goes_on_from_the_middle_in_another_trainer(chosen):
    middle = trained(chosen, 7)
    other = Trainer(chosen)
    other.advance(replace(other.start(), step=1000), 3)  # whatever it did before must not matter
    assert same(other.advance(middle, 10), trained(chosen, 17))


@every_variant
def test_one_trainer_may_jump_between_states(chosen):
    trainer = Trainer(chosen)
    early, late = trainer.advance(trainer.start(), 3), trainer.advance(trainer.start(), 29)
    assert same(trainer.advance(early, 14), trained(chosen, 17))
    assert same(trainer.advance(late, 5), trained(chosen, 34))


@every_variant
def test_states_that_go_in_are_not_changed(chosen):
    trainer = Trainer(chosen)
    state = trainer.advance(trainer.start(), 5)
    before = [array.copy() for array in arrays(state)]
    for array in arrays(state):
        array.setflags(write=False)
    evaluator = Evaluator(trainer)
    trainer.advance(state, 4)
    trainer.step(state)
    evaluator.evaluate(state)
    evaluator.signals(state)
    assert all(map(np.array_equal, arrays(state), before))
    later = trainer.advance(state, 4)
    assert not any(np.shares_memory(one, other) for one in arrays(later) for other in arrays(state) if one.size)


@every_variant
def test_a_step_is_an_advance_of_one_and_reports_it(chosen):
    trainer = Trainer(chosen)
    state = trainer.advance(trainer.start(), 5)
    after, info = trainer.step(state)
    assert same(after, trainer.advance(state, 1))
    np.testing.assert_allclose(info.step_norm, np.linalg.norm(after.theta - state.theta, axis=-1), rtol=1e-9)
    assert np.shape(info.loss) == np.shape(info.gradient_norm) == state.theta.shape[:-1]
    assert np.all(info.loss > 0)
    assert np.all(info.gradient_norm > 0)


@every_variant
def test_looking_at_a_run_does_not_change_it(chosen):
    trainer = Trainer(chosen)
    evaluator, state = Evaluator(trainer), trainer.start()
    for _ in range(17):
        state = trainer.advance(state, 1)
        evaluator.evaluate(state)
        evaluator.signals(state)
    assert same(state, trained(chosen, 17))


def test_another_process_computes_the_same_bits():
    code = encode(EVERYTHING)
    program = (
        "import sys; from engine.values.codec import decode; from engine.training.trainer import Trainer\n"
        f"trainer = Trainer(decode({code!r})); state = trainer.advance(trainer.start(), 40)\n"
        "for array in (state.theta, state.memory, state.buffers): sys.stdout.write(array.tobytes().hex())"
    )
    root = Path(__file__).parents[2]
    other = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert other.stdout == "".join(array.tobytes().hex() for array in arrays(trained(EVERYTHING, 40)))


def test_seeds_decide_what_they_should():
    data, other = Trainer(PLAIN), Trainer(replace(PLAIN, seed=4))
    redrawn = Trainer(replace(PLAIN, data=replace(PLAIN.data, seed=1)))
    assert np.array_equal(data.samples[0].points, other.samples[0].points)
    assert not np.array_equal(data.first, other.first)
    assert not np.array_equal(data.epochs.order(0), other.epochs.order(0))
    assert not np.array_equal(data.samples[0].points, redrawn.samples[0].points)
    assert np.array_equal(data.first, redrawn.first)
    assert np.array_equal(data.epochs.order(0), redrawn.epochs.order(0))


def test_a_hot_knob_goes_on_from_where_the_run_is():
    """The state of one experiment is a state of every experiment it may become on the way."""
    middle = trained(EVERYTHING, 9)
    hot = replace(layers(EVERYTHING, keep_prob=1.0), penalty=Penalty(), clip=0.0, schedule=Exponential(rate=1e-6))
    after = Trainer(hot).advance(middle, 5)
    assert after.step == 14
    assert 0 < np.abs(after.theta - middle.theta).max() < 1e-3


# epochs


@pytest.mark.parametrize("size", [1, 4, 8, 27, 26, 14, 5000])
def test_an_epoch_visits_every_training_example_once(size):
    trainer = Trainer(replace(PLAIN, batch_size=size))
    rows = trainer.samples[0].rows[: trainer.epochs.m]
    assert trainer.steps_per_epoch == -(-27 // min(size, 27))
    orders = []
    for epoch in range(20):
        trainer.begin(epoch)
        seen = np.concatenate([batch.inputs.T for batch in trainer.batches])
        order = trainer.epochs.order(epoch)
        assert np.array_equal(np.sort(order), np.arange(27))
        assert np.array_equal(seen, rows[order])
        targets = np.concatenate([batch.targets for batch in trainer.batches], axis=-1)
        assert np.array_equal(targets, trainer.samples[0].targets[:, order])
        orders.append(tuple(order))
    assert len(set(orders)) == (20 if size < 27 else 1)  # anew in every epoch; a full batch has no order


def test_the_schedule_counts_epochs():
    trainer = Trainer(replace(PLAIN, optimizer=DESCENT, schedule=Exponential(rate=0.1, decay=0.5)))
    assert trainer.steps_per_epoch == 4
    infos = [trainer.step(replace(trainer.start(), step=step))[1] for step in (0, 2, 4, 8)]
    expected = [0.1, 0.1 * 0.5**0.5, 0.05, 0.025]
    assert [float(info.rate) for info in infos] == pytest.approx(expected, rel=1e-14)
    assert [info.step_norm / info.gradient_norm for info in infos] == pytest.approx(expected, rel=1e-12)


def test_full_batch_descent_at_a_small_rate_lowers_the_cost_at_every_step():
    """Claim 26; each smooth activation, no dropout and no batch norm."""
    for activation in ACTIVATIONS:
        chosen = layers(
            replace(PLAIN, batch_size=5000, optimizer=DESCENT, schedule=Constant(0.01)), activation=activation
        )
        trainer = Trainer(chosen)
        state, losses = trainer.start(), []
        for _ in range(60):
            state, info = trainer.step(state)
            losses.append(float(info.loss))
        assert np.all(np.diff(losses) < 0), activation


# edges


@pytest.mark.parametrize("batch_norm", [False, True], ids=["plain", "batch norm"])
@pytest.mark.parametrize("points", [1, 2, 3, 5])
def test_a_handful_of_points(points, batch_norm):
    chosen = layers(replace(EVERYTHING, data=Data(points=points), batch_size=2), batch_norm=batch_norm)
    trainer = Trainer(chosen)
    state = trainer.advance(trainer.start(), 20)
    evaluation = Evaluator(trainer).evaluate(state)
    assert np.isfinite(state.theta).all()
    assert np.isfinite(evaluation.loss[0])
    assert np.array_equal(np.isnan(evaluation.loss), np.array(trainer.samples[0].counts) == 0)


@pytest.mark.parametrize("points", [1, 2, 3, 7, 100, 301])
@pytest.mark.parametrize(("train", "dev"), [(1, 0), (1, 99), (50, 50), (60, 20), (33, 33), (100, 0), (99, 0)])
def test_splits_add_up_and_leave_something_to_train_on(points, train, dev):
    counts = draw(Data(points=points, train_percent=train, dev_percent=dev)).counts
    assert sum(counts) == points
    assert counts[0] >= 1
    assert min(counts) >= 0
    if train + dev == 100:
        assert counts[2] == 0
    if points > 50:
        assert np.abs(np.array(counts) - points * np.array([train, dev, 100 - train - dev]) / 100).max() <= 1


def test_batch_norm_of_a_single_example_is_refused_where_it_is_asked_for():
    with pytest.raises(Refused, match=r"Experiment.batch_size: 1 leaves batch norm nothing to average over"):
        replace(EVERYTHING, batch_size=1)


def cut(chosen):
    """The mini-batches of an epoch, by their places among its examples."""
    return [(batch.columns.start, batch.columns.stop) for batch in Trainer(chosen).batches]


@pytest.mark.parametrize("points", [2, 3, 5, 40, 41, 42])
@pytest.mark.parametrize("size", [2, 3, 10, 40, 5000])
def test_under_batch_norm_one_example_left_over_joins_the_batch_before_it(points, size):
    """41 examples in batches of 10 are 10, 10, 10 and 11; nothing else about the batches is changed."""
    plain = replace(PLAIN, data=replace(PLAIN.data, points=points, train_percent=100, dev_percent=0), batch_size=size)
    bare = cut(plain)
    expected = [*bare[:-2], (bare[-2][0], points)] if bare[-1] == (points - 1, points) else bare
    one_layer = Network((Dense(4), Dense(3, batch_norm=True)))
    assert cut(layers(plain, batch_norm=True)) == cut(replace(plain, network=one_layer)) == expected
    assert bare == [(start, min(start + size, points)) for start in range(0, points, size)]


def test_no_batch_of_one_brings_its_variance_of_nought_into_the_running_variance():
    """Z of the first layer does not move at rate 1e-6, so its running variance comes near the variance of Z."""
    data = Data(points=41, train_percent=100, dev_percent=0)
    still = replace(layers(PLAIN, batch_norm=True), data=data, batch_size=10, schedule=Constant(1e-6))
    trainer = Trainer(still)
    state = trainer.advance(trainer.start(), 50 * trainer.steps_per_epoch)
    span = trainer.layout.spans[0]
    z = trainer.layout.weights(state.theta, 0) @ trainer.samples[0].rows.T[: span.n_in]
    np.testing.assert_allclose(state.buffers[span.variance], z.var(axis=-1), rtol=0.12)


def test_an_epoch_with_a_joined_batch_visits_every_example_once_with_its_own_dropout_numbers():
    chosen = replace(layers(EVERYTHING, batch_norm=True, keep_prob=0.5), batch_size=13, augmentation=Augmentation())
    trainer = Trainer(chosen)
    assert trainer.steps_per_epoch == 2 and trainer.epochs.m == 27
    trainer.begin(3)
    seen = np.concatenate([batch.inputs.T for batch in trainer.batches])
    assert np.array_equal(seen, trainer.samples[0].rows[trainer.epochs.order(3)])
    with np.errstate(all="ignore"):
        trainer.differentiate(trainer.batches[-1])
    drop = trainer.batches[-1].propagation.drops[0]
    assert np.array_equal(drop.mask, (trainer.uniform[0][:, 13:] < 0.5) / 0.5)


def test_a_batch_larger_than_the_data_is_all_of_it():
    assert same(trained(replace(EVERYTHING, batch_size=5000)), trained(replace(EVERYTHING, batch_size=27)))


@pytest.mark.parametrize("task", ["binary", "multiclass", "regression"])
def test_one_label_only(task):
    x = np.random.default_rng(0).standard_normal((2, 20))
    loss = "squared_error" if task == "regression" else "cross_entropy"
    trainer = Trainer(replace(PLAIN, loss=loss), samples=from_arrays(x, np.zeros((1, 20)), task))
    evaluator = Evaluator(trainer)
    state, divergence = advance_soundly(evaluator, trainer.start(), 100)
    assert divergence is None
    evaluation = evaluator.evaluate(state)
    assert evaluation.loss[0] < 0.1
    assert np.isnan(evaluation.score[0]) if task == "regression" else evaluation.score[0] == 1


def test_a_constant_input_is_not_divided_by_its_deviation():
    x = np.stack([np.full(12, 3.0), np.arange(12.0)])
    samples = from_arrays(x, np.arange(12) % 2, "binary", normalize=True)
    assert np.array_equal(samples.rows[:, 0], np.zeros(12))
    assert samples.rows[:, 1].std() == pytest.approx(1)


# one's own arrays, weights and order


def own():
    draw = np.random.default_rng(8)
    x = draw.standard_normal((3, 30))
    return from_arrays(x, (x.sum(axis=0) > 0).astype(float), "binary", counts=(20, 10, 0))


def test_ones_own_arrays_weights_and_order():
    samples, seen = own(), []
    first = np.linspace(-1, 1, layout(PLAIN.network, 3, 1).P)

    def order(epoch):
        seen.append(epoch)
        return np.roll(np.arange(20), epoch)

    trainer = Trainer(replace(PLAIN, batch_size=10), samples, first, order)
    state = trainer.start()
    assert np.array_equal(state.theta, first)
    first[:] = 0
    assert not np.array_equal(trainer.start().theta, first)
    trainer.begin(3)
    assert np.array_equal(trainer.batches[0].inputs.T, samples.rows[np.roll(np.arange(20), 3)[:10]])
    after = trainer.advance(state, 9)
    assert seen == [3, 0, 1, 2, 3, 4]
    assert Evaluator(trainer).evaluate(after).loss.shape == (3,)


def test_ones_own_order_holds_for_full_batches_too():
    trainer = Trainer(replace(PLAIN, batch_size=5000), own(), order=lambda epoch: np.roll(np.arange(20), epoch))
    for epoch in (0, 1, 5):
        trainer.begin(epoch)
        assert np.array_equal(trainer.batches[0].inputs.T, own().rows[np.roll(np.arange(20), epoch)])


def test_replicas_share_ones_own_arrays():
    samples, each = own(), [replace(PLAIN, seed=seed) for seed in (1, 2)]
    together = trained(each, samples=samples)
    assert all(np.array_equal(together.theta[i], trained(one, samples=samples).theta) for i, one in enumerate(each))


def test_own_first_weights_of_replicas():
    thetas = np.random.default_rng(0).standard_normal((3, Trainer(PLAIN).layout.P))
    together = trained([PLAIN] * 3, theta=thetas)
    assert all(np.array_equal(together.theta[i], trained(PLAIN, theta=thetas[i]).theta) for i in range(3))


P = Trainer(PLAIN).layout.P
X = np.zeros((2, 5))
WRONG_ARRAYS = {
    "theta: shape": lambda: Trainer(PLAIN, theta=np.zeros(P + 1)),
    "theta: shape ": lambda: Trainer([PLAIN] * 2, theta=np.zeros(P)),
    "theta: .*finite": lambda: Trainer(PLAIN, theta=np.full(P, np.nan)),
    "theta: 'abc' is not an array": lambda: Trainer(PLAIN, theta="abc"),
    "order: shape": lambda: trained(PLAIN, 1, order=lambda epoch: np.arange(26)),
    "order: .*below 27": lambda: trained(PLAIN, 1, order=lambda epoch: np.arange(27) + 1),
    "order: ": lambda: trained(PLAIN, 1, order=lambda epoch: np.arange(27) / 2),
    "Experiment.augmentation": lambda: Trainer(EVERYTHING, samples=own()),
    "Experiment.loss: cross_entropy": lambda: Trainer(PLAIN, samples=from_arrays(X, X[:1], "regression")),
    r"y: shape \(1, 4\) does not fit": lambda: from_arrays(X, np.zeros(4), "binary"),
    r"y: shape \(5, 1\)": lambda: from_arrays(X, np.zeros((5, 1)), "binary"),
    "x: row 1, column 3 holds nan": lambda: from_arrays([X[0], [0, 0, 0, np.nan, 0]], X[:1], "binary"),
    "y: row 0, column 2 holds inf": lambda: from_arrays(X, [0, 0, np.inf, 0, 0], "regression"),
    "y: classes are whole": lambda: from_arrays(X, [0, 1, 0.5, 0, 0], "binary"),
    "y: classes are whole numbers from 0": lambda: from_arrays(X, [0, 1, -1, 0, 0], "multiclass"),
    "y: classes .*below 2": lambda: from_arrays(X, [0, 1, 2, 0, 0], "binary"),
    "y: .*below 100": lambda: from_arrays(X, [0, 1, 1e9, 0, 0], "multiclass"),
    "x: .*not an array of numbers": lambda: from_arrays([["a"]], [1], "binary"),
    "x: .*is not an array": lambda: from_arrays([[1, 2], [3]], [1, 0], "binary"),
    "y: shape .* does not fit x": lambda: from_arrays(np.zeros((2, 0)), np.zeros((1, 0)), "binary"),
    "task: 'ternary' is unknown": lambda: from_arrays(X, X[:1], "ternary"),
    "counts: ": lambda: from_arrays(X, X[:1], "binary", counts=(3, 1, 0)),
    "counts: .*at least one": lambda: from_arrays(X, X[:1], "binary", counts=(0, 5, 0)),
    "counts: .*": lambda: from_arrays(X, X[:1], "binary", counts=(7, -2, 0)),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "attempt"), WRONG_ARRAYS.items())
def test_arrays_that_do_not_fit_are_refused_with_the_reason(sentence, attempt):
    with pytest.raises(Refused, match=sentence):
        attempt()


def test_an_order_that_is_refused_leaves_no_half_begun_epoch():
    orders = iter([np.zeros(3, int), np.arange(27)[::-1]])
    trainer = Trainer(PLAIN, order=lambda epoch: next(orders))
    with pytest.raises(Refused, match="order"):
        trainer.advance(trainer.start(), 1)
    trainer.advance(trainer.start(), 1)
    assert np.array_equal(trainer.epochs.rows, trainer.samples[0].rows[26::-1])


# what is reported


def test_the_score_is_the_share_of_right_answers_or_r_squared():
    trainer = Trainer(PLAIN)
    state = trained(PLAIN, 40)
    samples = trainer.samples[0]
    a = predictions(PLAIN.network, state.theta, samples.rows.T)
    evaluation = Evaluator(trainer).evaluate(state)
    for index, cut in enumerate(samples.bounds.values()):
        assert evaluation.score[index] == np.mean((a[:, cut] > 0.5) == samples.targets[:, cut])
        y, p = samples.targets[:, cut], a[:, cut]
        assert evaluation.loss[index] == pytest.approx(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), rel=1e-10)


def test_an_answer_is_the_class_above_one_half_or_the_largest():
    assert classes(np.array([[0.49, 0.5, 0.51]])).tolist() == [False, False, True]
    assert classes(np.array([[0.3, 0.1], [0.3, 0.2], [0.4, 0.7]])).tolist() == [2, 2]


def test_r_squared_of_the_mean_is_nought_and_of_the_truth_one():
    plane = replace(
        PLAIN, data=Data(DATASETS["plane"](noise=0.0), points=60), loss="squared_error", network=Network(())
    )
    samples = draw(plane.data)
    mean = samples.targets[:, : samples.counts[0]].mean()
    flat = Trainer(plane, theta=[0.0, 0.0, mean])
    assert Evaluator(flat).evaluate(flat.start()).score[0] == pytest.approx(0, abs=1e-12)
    exact = np.linalg.lstsq(samples.rows, samples.targets[0], rcond=None)[0]
    best = Trainer(plane, theta=exact)
    np.testing.assert_allclose(Evaluator(best).evaluate(best.start()).score, 1, rtol=1e-12)


def test_a_map_is_the_network_at_the_middle_of_each_pixel():
    trainer = Trainer(PLAIN)
    state = trained(PLAIN, 30)
    maps = Maps(trainer, 8, ((-4.0, 4.0), (-2.0, 6.0))).units(state)
    points = np.array([[-3.5, 3.5, -3.5], [5.5, 5.5, -1.5]])  # top left, top right, bottom left
    expected = predictions(PLAIN.network, state.theta, trainer.samples[0].inputs(points).T)[0]
    np.testing.assert_allclose([maps[-1][0][0, 0], maps[-1][0][0, -1], maps[-1][0][-1, 0]], expected, atol=1e-5)
    assert [len(layer) for layer in maps] == [4, 3, 1]


# divergence is data

WILD = replace(
    PLAIN,
    data=Data(DATASETS["plane"](), points=60),
    loss="squared_error",
    network=Network((Dense(4, "linear"),)),
    optimizer=DESCENT,
    schedule=Constant(5.0),
)


@pytest.mark.parametrize("at_once", [1, 7, 500])
def test_a_run_that_diverges_keeps_its_last_sound_state_and_says_when_and_why(at_once):
    trainer = Trainer(WILD)
    evaluator, state, divergence = Evaluator(trainer), trainer.start(), None
    while divergence is None:
        state, divergence = advance_soundly(evaluator, state, at_once)
        assert state.step < 600
    by_hand = Trainer(WILD)
    previous = after = by_hand.start()
    while np.abs(after.theta).max() < 1e8:
        previous, after = after, by_hand.advance(after, 1)
    assert same(state, previous)
    assert divergence.step == after.step == state.step + 1
    loss = Evaluator(by_hand).evaluate(previous).loss[0]
    for piece in (f"iverged at step {divergence.step}:", f"loss had come to {loss:.3g}", "rate 5 ", "Lower the rate"):
        assert piece in divergence.reason


def test_a_divergence_by_the_penalty_names_it():
    trainer = Trainer(replace(PLAIN, penalty=Penalty(l2=100.0), optimizer=DESCENT, schedule=Constant(10.0)))
    _, divergence = advance_soundly(Evaluator(trainer), trainer.start(), 100)
    assert divergence.reason.endswith("Lower the rate or the penalty.")


def test_numbers_beyond_all_bounds_raise_and_warn_nothing():
    trainer = Trainer([WILD, replace(WILD, schedule=Constant(0.01))])
    state = trainer.advance(trainer.start(), 2000)
    assert not np.isfinite(state.theta[0]).all()
    assert np.isfinite(state.theta[1]).all()  # what one replica does, no other sees
    evaluator = Evaluator(trainer)
    evaluator.evaluate(state)
    evaluator.signals(state)
    trainer.step(state)
    assert np.array_equal(state.theta[1], trained(replace(WILD, schedule=Constant(0.01)), 2000).theta)
