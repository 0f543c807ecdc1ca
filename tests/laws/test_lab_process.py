"""The lab as a process: a moment is a function of its state alone, however small the pieces in which one came there."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from engine.optimizers import OPTIMIZERS
from engine.studies.regularization_lab.closeup import SUBNETWORKS
from engine.studies.regularization_lab.lab import CONTENDERS, TOGETHER, Lab
from engine.studies.regularization_lab.process import BARE, DROPOUT, LabProcess, LabState
from engine.studies.regularization_lab.scene import LabLens, Scene
from engine.training.run import train
from engine.training.trainer import Trainer
from pages.live.reach import weight

BATCHES = replace(Lab(), experiment=replace(Lab().experiment, batch_size=8), epochs=40, patience=6)
WILD = replace(BATCHES, l2=50.0, experiment=replace(
    BATCHES.experiment, optimizer=OPTIMIZERS["gradient_descent"](),
    schedule=replace(BATCHES.experiment.schedule, rate=10.0)))  # fmt: skip


def arrays(value) -> list[np.ndarray]:
    """Every array in a state, however deep."""
    if is_dataclass(value):
        return [each for field in fields(value) for each in arrays(getattr(value, field.name))]
    return [value] if isinstance(value, np.ndarray) else []


def same(one: LabState, other: LabState) -> bool:
    pairs = zip(arrays(one), arrays(other), strict=True)
    return one.step == other.step and all(np.array_equal(a, b, equal_nan=True) for a, b in pairs)


def reached(process: LabProcess, goal: int, pieces: int, state: LabState | None = None) -> tuple[LabState, str | None]:
    """The state at an epoch, in pieces of one size."""
    state, reason = state or process.start(), None
    while state.step < goal and reason is None:
        state, reason = process.onward(state, goal, pieces)
    return state, reason


def scene(lab: Lab, epoch: int) -> Scene:
    process = LabProcess(lab)
    return Scene(reached(process, epoch, 1000)[0], LabLens(process))


@pytest.mark.parametrize("pieces", [1, 7, 1000])
@pytest.mark.parametrize("lab", [BATCHES, replace(Lab(), epochs=40)], ids=["batches", "full"])
def test_pieces_do_not_matter(lab, pieces):
    process = LabProcess(lab)
    whole, _ = process.onward(process.start(), 23, 10**6)
    assert whole.step == 23 and isinstance(whole.step, int)
    assert same(reached(process, 23, pieces)[0], whole)


def test_any_state_goes_on_as_if_there_had_been_no_other():
    process = LabProcess(BATCHES)
    within, _ = process.onward(process.start(), 40, 100)
    later = reached(process, 12, 1000)[0]
    assert 4 < within.step < 5 and within.ahead is not None
    assert same(reached(LabProcess(BATCHES), 12, 1000, within)[0], later)


def test_a_piece_is_one_training_step_and_none_goes_beyond_the_goal(monkeypatch):
    process, made, descend = LabProcess(BATCHES), [], Trainer.descend
    monkeypatch.setattr(Trainer, "descend", lambda self, step: made.append(step) or descend(self, step))
    epoch = process.together.steps_per_epoch + process.more.steps_per_epoch
    state, steps = process.start(), []
    while state.step < 2:
        before = len(made)
        state, _ = process.onward(state, 2, 5)
        assert 0 < len(made) - before <= 5
        steps.append(state.step)
    assert len(made) == 2 * epoch and steps == sorted(set(steps)) and len(steps) > 2 and steps[-1] == 2
    assert process.onward(state, 2, 100)[0] is state
    assert process.onward(state, 10**6, 10**6)[0].step == process.last == 40


def test_contenders_train_as_if_alone():
    process = LabProcess(BATCHES)
    state, _ = reached(process, 9, 7)
    for row, experiment in enumerate(BATCHES.together()):
        alone = Trainer(experiment)
        after = alone.advance(alone.start(), 9 * alone.steps_per_epoch)
        np.testing.assert_allclose(state.together.theta[row], after.theta, rtol=1e-9, atol=1e-12)


def test_early_stopping_is_that_of_training():
    process = LabProcess(BATCHES)
    state, _ = reached(process, 40, 1000)
    alone = train(BATCHES.experiment, 40, BATCHES.patience)
    assert (state.watch.best, state.watch.stopped) == (alone.best_epoch, alone.stopped) and alone.stopped < 40
    np.testing.assert_allclose(state.kept.theta, alone.best.theta, rtol=1e-9, atol=1e-12)
    assert state.kept.worth.loss[BARE, 1] == state.watch.lowest


def test_every_step_has_its_cost_and_every_rise_counts():
    process, trainer, costs = LabProcess(BATCHES), Trainer(BATCHES.together()), []
    state = trainer.start()
    for _ in range(5 * trainer.steps_per_epoch):
        state, info = trainer.step(state)
        costs.append(info.loss[[BARE, DROPOUT]])
    costs = np.array(costs).T
    found, _ = reached(process, 5, 3)
    assert np.array_equal(found.costs, costs[:, -trainer.steps_per_epoch :])
    assert np.array_equal(found.rises, (np.diff(costs) > 0).sum(axis=1))
    assert np.array_equal(Scene(found, LabLens(process)).dropout.rose, (np.diff(costs) > 0).mean(axis=1))


@pytest.mark.parametrize("pieces", [1, 7, 1000])
def test_a_divergence_ends_the_run_after_the_last_sound_epoch(pieces):
    process = LabProcess(WILD)
    state, reason = reached(process, 40, pieces)
    assert reason == f"L2 diverged at epoch {state.step + 1}: lower the learning rate"
    assert state.ahead is None and np.abs(state.together.theta).max() < 1e8
    assert same(state, reached(process, state.epoch, 1000)[0])


@pytest.mark.parametrize("pieces", [3, 1000])
def test_a_state_knows_its_bytes(pieces):
    state, _ = LabProcess(BATCHES).onward(LabProcess(BATCHES).start(), 3, pieces)
    assert state.nbytes == sum(each.nbytes for each in arrays(state))


def test_nothing_is_computed_before_it_is_asked_for():
    found = scene(BATCHES, 3)
    lens, first = found.lens, weight(found.lens)
    assert list(found.portraits) == list(CONTENDERS) and weight(lens) == first
    for ask in (lambda: found.portraits["l1"].output, lambda: found.portraits["more"].test_error,
                lambda: found.portraits["l2"].habits, lambda: found.dropout.sub_networks,
                lambda: found.dropout.modes):  # fmt: skip
        ask()
        assert weight(lens) > first
        first = weight(lens)
    assert found.portraits["none"].output is not None and weight(lens) == first


def test_what_one_contender_shows_is_not_overwritten_by_the_next():
    found = scene(BATCHES, 12)
    shown = {slug: each.output for slug, each in found.portraits.items()}
    inverted, plain = found.dropout.sub_networks, found.dropout.plain_sub_networks
    assert not np.array_equal(inverted, plain)
    again = scene(BATCHES, 12)
    assert np.array_equal(again.dropout.plain_sub_networks, plain)
    assert np.array_equal(again.dropout.sub_networks, inverted)
    for slug in reversed(shown):
        assert np.array_equal(again.portraits[slug].output, shown[slug])


def test_early_stopping_shows_what_it_went_back_to():
    before, after = scene(BATCHES, 2), scene(BATCHES, 40)
    assert before.stopped is None and before.portraits["early"].error is not None
    assert np.array_equal(before.portraits["early"].theta, before.portraits["none"].theta)
    assert after.stopped == after.best + BATCHES.patience
    back = scene(BATCHES, after.best)
    for name in ("theta", "loss", "error", "norm", "output", "test_error"):
        shown, bare = (getattr(each, name) for each in (after.portraits["early"], back.portraits["none"]))
        assert np.array_equal(shown, bare)


def test_the_close_up_shows_the_mask_of_the_coming_step():
    found = scene(BATCHES, 4)
    trainer = Trainer(BATCHES.together())
    trainer.descend(4 * trainer.steps_per_epoch)
    drops = trainer.batches[0].propagation.drops
    assert len(found.dropout.mask) == len(drops) == 2
    for kept, drop in zip(found.dropout.mask, drops, strict=True):
        assert np.array_equal(kept, drop.mask[DROPOUT, :, 0] > 0)


def test_test_mode_is_the_loss_of_the_whole_network_and_its_state_trains_on_alone():
    found = scene(BATCHES, 4)
    whole, parts = found.dropout.modes
    assert parts.shape == (SUBNETWORKS,)
    assert whole == pytest.approx(found.portraits["dropout"].loss[0], rel=1e-12)
    trainer, steps = found.dropout.lens.trainer, found.state.together.step // 4
    later = trainer.advance(found.dropout.state, steps)
    stack = scene(BATCHES, 5).state.together
    assert later.step == stack.step
    np.testing.assert_allclose(later.theta, stack.theta[TOGETHER.index("dropout")], rtol=1e-9, atol=1e-12)
