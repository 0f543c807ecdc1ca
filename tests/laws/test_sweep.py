"""Sweeps: what they refuse, that a cell is what its networks are alone, and what dev sets can tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.optimizers import OPTIMIZERS
from engine.studies.bias_variance.axes import AXES
from engine.studies.bias_variance.cost import bill
from engine.studies.bias_variance.diagnosis import diagnose
from engine.studies.bias_variance.examiner import Examiner
from engine.studies.bias_variance.splits import dev_estimates, mismatch
from engine.studies.bias_variance.sweep import (
    DEFAULT,
    Cell,
    Sweep,
    cell,
    examined,
    redrawn,
    refuse_one_class,
    run,
)
from engine.studies.regularization_lab.lab import Lab
from engine.training.trainer import Trainer
from engine.values.bounds import Refused
from engine.values.codec import decode, encode

SMALL = Sweep(first=1, last=4, count=3, redraws=4, epochs=20)


@pytest.mark.parametrize("vary", AXES)
def test_every_axis_puts_its_value_in_place(vary):
    axis = AXES[vary]
    sweep = Sweep(vary=vary, first=axis.first, last=axis.last, count=4)
    assert list(sweep.values) == sorted(set(sweep.values)) and len(sweep.values) > 1
    changed = {encode(sweep.at(value)) for value in sweep.values}
    assert len(changed) == (1 if vary == "epochs" else len(sweep.values))


def test_a_network_of_a_cell_is_the_same_run_alone():
    third = cell(SMALL, 2)
    third.advance(third.last)
    alone = Trainer(SMALL.replicas(SMALL.values[2])[3])
    state = alone.advance(alone.start(), 20 * alone.steps_per_epoch)
    np.testing.assert_array_equal(third.state.theta[3], state.theta)


def test_epochs_go_on_from_where_the_last_value_stood():
    sweep = replace(SMALL, vary="epochs", first=5, last=40, count=4)
    swept = run(sweep)
    for value, summary in zip(sweep.values, swept, strict=True):
        apart = Cell(redrawn(sweep.experiment, 4), (0, value)).finish()
        np.testing.assert_array_equal(summary.mean, apart.mean)


def test_same_start_leaves_only_the_data_to_differ():
    replicas = replace(SMALL, same_start=True).replicas(2)
    assert len({each.seed for each in replicas}) == 1 and len({each.data.seed for each in replicas}) == 4


def test_the_parts_come_close_to_the_test_error_that_was_measured():
    """On fresh examples of each redraw; at 30 redraws of 100 within 8 % at every width of the default."""
    for summary in run(replace(Sweep(), count=4)):
        assert summary.squared.error.mean() == pytest.approx(summary.mean[2], rel=0.08)


def test_a_network_that_diverges_is_left_out_and_counted():
    wild = replace(DEFAULT, schedule=replace(DEFAULT.schedule, rate=100.0), optimizer=OPTIMIZERS["gradient_descent"]())
    summary = examined(wild, 20, 4)
    assert summary.diverged == 4 and summary.squared is None and np.isnan(summary.mean).all()
    assert diagnose(summary.mean, wild.data.source).case == "diverged"


@pytest.mark.parametrize("source", ["cubic", "moons"])
def test_replicas_that_share_their_data_are_examined_as_each_by_itself(source):
    loss = "squared_error" if source == "cubic" else "cross_entropy"
    data = replace(DEFAULT.data, source=DATASETS[source](), seed=4)
    each = [replace(DEFAULT, data=data, loss=loss, seed=seed) for seed in range(3)]
    together = Trainer(each)
    state = together.advance(together.start(), 20)
    marks = Examiner(together).examine(state)
    assert marks.errors.shape == (3, 3) and len(set(marks.norms)) == 3
    for index, one in enumerate(each):
        alone = Trainer([one])
        own = Examiner(alone).examine(alone.advance(alone.start(), 20))
        for name in ("errors", "ground", "norms"):
            np.testing.assert_allclose(getattr(marks, name)[index], getattr(own, name)[0], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: Sweep(first=8, last=8), "is not above the first value"),
        (lambda: Sweep(vary="units", last=500), "between 1 and 128"),
        (lambda: Sweep(redraws=1), "Sweep.redraws"),
        (lambda: Sweep(replace(DEFAULT, data=replace(DEFAULT.data, dev_percent=0))), "leaves the dev set empty"),
        (lambda: Sweep(on_blobs(5)), "fewer than the 6 classes"),
        (lambda: refuse_one_class(Sweep(on_moons(5))), "of one class only"),
        (lambda: Lab(experiment=DEFAULT), "no classes on the plane"),
        (lambda: Lab(factor=20, experiment=replace(Lab().experiment, data=Data(points=400))), "more than 5000"),
        (lambda: Lab(experiment=replace(Lab().experiment, penalty=replace(Experiment().penalty, l2=1.0))), "bare"),
    ],
)  # fmt: skip
def test_what_cannot_be_swept_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(Refused, match=sentence):
        make()


def on_blobs(points: int) -> Experiment:
    return Experiment(data=Data(source=DATASETS["blobs"](classes=6), points=points))


def on_moons(points: int) -> Experiment:
    return Experiment(data=Data(source=DATASETS["moons"](), points=points))


def test_work_grows_with_what_is_asked_for():
    small, redrawn, longer = (
        bill(sweep, 0).whole for sweep in (SMALL, replace(SMALL, redraws=8), replace(SMALL, epochs=40))
    )
    assert redrawn.flops > small.flops and longer.flops > small.flops


def test_labs_have_links():
    lab = Lab(l2=1.0, keep_prob=0.5)
    assert decode(encode(lab), Lab) == lab


def test_a_larger_dev_set_strays_less():
    """The band of the estimate narrows like 1/√m: by ten, within a third, from 10 to 1000 examples."""
    found = dev_estimates(DEFAULT, 200, (10, 1000))
    narrow = found.high - found.low
    assert 6.5 < narrow[0] / narrow[1] < 14
    assert found.low[1] < found.error < found.high[1]


def test_mismatch_is_what_the_other_kind_of_examples_costs():
    """With noise 0.9 in place of 0.6 the squared error rises by 0.45² − 0.3² = 0.11, and train-dev does not."""
    source = DEFAULT.data.source
    same, other = (mismatch(DEFAULT, 300, replace(source, noise=noise), 30) for noise in (0.6, 0.9))
    assert abs(same.gap) < 0.01 and other.gap == pytest.approx(0.1125, abs=0.015)
    assert (same.train, same.train_dev) == (other.train, other.train_dev)


def test_of_networks_that_diverge_dev_sets_tell_nothing():
    wild = replace(DEFAULT, schedule=replace(DEFAULT.schedule, rate=100.0), optimizer=OPTIMIZERS["gradient_descent"]())
    found, other = dev_estimates(wild, 50, (10, 100)), mismatch(wild, 50, wild.data.source, 3)
    assert np.isnan([found.error, *found.low, *found.high]).all()
    assert np.isnan([other.train, other.variance, other.gap]).all()
