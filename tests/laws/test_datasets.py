"""Every problem gives what it promises: shapes, balance, the same bits from the same seed, points in the picture."""

import dataclasses

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.values.bounds import Refused
from engine.values.fields import specs
from engine.values.randomness import generator

CLASS_SETS = [key for key, kind in DATASETS.items() if kind.task != "regression"]
VALUE_SETS = [key for key, kind in DATASETS.items() if kind.task == "regression"]


def draw(source, m, seed=1):
    return source.sample(generator(seed, "points"), m)


@pytest.mark.parametrize("key", DATASETS)
@pytest.mark.parametrize("m", [1, 2, 7, 300])
def test_shapes_and_finite_numbers_for_any_number_of_points(key, m):
    source = DATASETS[key]()
    X, Y = draw(source, m)
    assert X.shape == (source.dimensions, m) and Y.shape == (1, m)
    assert X.dtype == Y.dtype == np.float64
    assert np.isfinite(X).all() and np.isfinite(Y).all()


@pytest.mark.parametrize("key", DATASETS)
def test_same_seed_same_bits_and_another_seed_other_points(key):
    source = DATASETS[key]()
    (X, Y), (again_X, again_Y), (other, _) = draw(source, 50), draw(DATASETS[key](), 50), draw(source, 50, seed=2)
    assert X.tobytes() == again_X.tobytes() and Y.tobytes() == again_Y.tobytes()
    assert not np.array_equal(X, other)


@pytest.mark.parametrize("key", CLASS_SETS)
@pytest.mark.parametrize("m", [1, 2, 10, 101])
def test_classes_are_balanced_to_within_one(key, m):
    source = DATASETS[key]()
    counts = np.bincount(draw(source, m)[1][0].astype(int), minlength=source.classes)
    assert len(counts) == source.classes and counts.max() - counts.min() <= 1


@pytest.mark.parametrize("key", CLASS_SETS)
def test_classes_come_in_random_order_and_chance_picks_the_first(key):
    source = DATASETS[key]()
    assert {draw(source, 1, seed)[1].item() for seed in range(40)} == set(range(source.classes))
    labels = draw(source, 300)[1][0]
    repeats = np.mean(labels[1:] == labels[:-1])
    assert abs(repeats - 1 / source.classes) < 0.12  # neighbours agree as often as chance has it


@pytest.mark.parametrize("key", DATASETS)
def test_points_fill_the_picture_and_stay_in_it(key):
    source = DATASETS[key]()
    X, Y = draw(source, 1000)
    shown = X if source.dimensions == 2 else np.concatenate([X, Y])
    for row, (low, high) in zip(shown, source.bounds, strict=True):
        assert np.mean((low <= row) & (row <= high)) > 0.99
    shares = [np.ptp(row) / (high - low) for row, (low, high) in zip(shown, source.bounds, strict=True)]
    assert min(shares) > 0.2 and max(shares) > 0.4


@pytest.mark.parametrize("key", DATASETS)
def test_noise_moves_the_same_points_and_never_labels(key):
    kind = DATASETS[key]
    (clean_X, clean_Y), (X, Y), (far_X, far_Y) = (draw(kind(noise=noise), 200) for noise in (0.0, 0.2, 0.8))
    if kind.task == "regression":
        assert np.array_equal(X, clean_X) and np.array_equal(X, far_X)
        assert np.allclose(far_Y - clean_Y, 4 * (Y - clean_Y))
        return
    assert np.array_equal(Y, clean_Y) and np.array_equal(Y, far_Y)
    assert 0 < np.linalg.norm(X - clean_X) < np.linalg.norm(far_X - clean_X)


@pytest.mark.parametrize("key", DATASETS)
def test_a_small_net_can_work_on_the_raw_numbers(key):
    X, Y = draw(DATASETS[key](), 500)
    assert 1 < np.std(X) < 5
    if DATASETS[key].task == "regression":
        assert Y.min() > -1.2 and 0.8 < Y.max() < 1.2


@pytest.mark.parametrize("key", DATASETS)
def test_every_set_describes_itself(key):
    kind = DATASETS[key]
    assert kind.label and kind.description.endswith(".") and kind.source and kind.__doc__.endswith(".")
    assert kind.task in ("binary", "multiclass", "regression") and len(kind.axes) == 2
    assert {each.name for each in dataclasses.fields(kind)} == set(specs(kind))
    assert all(spec.help and spec.symbol for spec in specs(kind).values())


@pytest.mark.parametrize("key", DATASETS)
@pytest.mark.parametrize("noise", [-0.1, 1.1, float("nan"), "0.1", None])
def test_impossible_noise_is_refused_by_name(key, noise):
    with pytest.raises(Refused, match=r"\.noise"):
        DATASETS[key](noise=noise)


@pytest.mark.parametrize("classes", [3, 4, 5, 6])
def test_blobs_have_as_many_classes_as_asked_for(classes):
    blobs = DATASETS["blobs"](classes=classes)
    assert set(draw(blobs, 60)[1][0]) == set(range(classes))
    assert blobs.log_density(np.zeros((2, 5))).shape == (classes, 5)
