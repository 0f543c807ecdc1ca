"""Augmentation makes new points and keeps the truth; what a problem does not allow is refused with a reason."""

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.augmentation import Augmentation, augment
from engine.datasets.truth import truth
from engine.values.bounds import Refused
from engine.values.fields import specs
from engine.values.randomness import generator

TURNABLE = [key for key, kind in DATASETS.items() if kind.symmetries.turn <= 180]
MIRRORED = [key for key, kind in DATASETS.items() if kind.symmetries.mirror is not None]
PUSHABLE = [key for key, kind in DATASETS.items() if kind.symmetries.jitter]


def moved(augmentation, source, index=0, m=200):
    """Points of a problem and the same ones augmented."""
    X, _ = source.sample(generator(1, "points"), m)
    X.setflags(write=False)
    return X, augment(augmentation, source, X, generator(1, "augmentation", index))


@pytest.mark.parametrize("key", DATASETS)
def test_all_off_gives_the_points_themselves(key):
    X, same = moved(Augmentation(), DATASETS[key]())
    assert same is X


@pytest.mark.parametrize("key", TURNABLE)
def test_turns_keep_the_truth(key):
    source = DATASETS[key](noise=0.4)
    X, turned = moved(Augmentation(rotation=180.0), source)
    share = np.mean(np.abs(turned - X).max(axis=0) > 1e-9)
    assert 0.3 < share <= 1
    assert truth(source, turned) == pytest.approx(truth(source, X), abs=1e-9)


@pytest.mark.parametrize("key", MIRRORED)
def test_mirrors_keep_the_truth_and_move_half_of_the_points(key):
    source = DATASETS[key](noise=0.4)
    X, mirrored = moved(Augmentation(reflection=True), source)
    assert 0.35 < np.mean(np.abs(mirrored - X).max(axis=0) > 1e-9) < 0.65
    assert truth(source, mirrored) == pytest.approx(truth(source, X), abs=1e-9)


def test_turns_and_mirrors_keep_the_distance_from_the_origin():
    X, moved_X = moved(Augmentation(rotation=60.0, reflection=True), DATASETS["circles"]())
    assert np.hypot(*moved_X) == pytest.approx(np.hypot(*X))


def test_turns_stay_within_the_largest_angle():
    X, turned = moved(Augmentation(rotation=30.0), DATASETS["circles"](), m=2000)
    cosines = (X * turned).sum(axis=0) / (X**2).sum(axis=0)
    assert cosines.min() >= np.cos(np.radians(30)) - 1e-12
    assert cosines.min() < np.cos(np.radians(29))


@pytest.mark.parametrize("key", PUSHABLE)
def test_a_push_has_the_stated_size(key):
    X, pushed = moved(Augmentation(jitter=0.25), DATASETS[key](), m=3000)
    assert np.std(pushed - X) == pytest.approx(0.25, rel=0.05)


def test_each_index_draws_anew_and_the_same_index_the_same_bits():
    everything, circles = Augmentation(jitter=0.1, rotation=180.0, reflection=True), DATASETS["circles"]()
    (_, first), (_, again), (_, other) = (moved(everything, circles, index) for index in (0, 0, 1))
    assert first.tobytes() == again.tobytes()
    assert not np.array_equal(first, other)


def test_replicas_in_front_are_moved_each_in_its_own_way():
    source = DATASETS["circles"]()
    X = np.broadcast_to(source.sample(generator(1, "points"), 20)[0], (3, 2, 20))
    everything = Augmentation(jitter=0.1, rotation=90.0, reflection=True)
    new = augment(everything, source, X, generator(1, "augmentation"))
    assert new.shape == (3, 2, 20) and not np.array_equal(new[0], new[1])


@pytest.mark.parametrize("key", DATASETS)
def test_what_the_problem_does_not_allow_is_refused_by_name(key):
    source = DATASETS[key]()
    forbidden = {
        "rotation": (Augmentation(rotation=90.0), key not in TURNABLE or source.symmetries.turn > 90),
        "reflection": (Augmentation(reflection=True), key not in MIRRORED),
        "jitter": (Augmentation(jitter=0.1), key not in PUSHABLE),
    }
    for name, (augmentation, wrong) in forbidden.items():
        if wrong:
            with pytest.raises(Refused, match=f"Augmentation.{name}: .*{source.label}"):
                moved(augmentation, source)


def test_xor_takes_half_turns_but_no_quarter_turns():
    """A quarter turn changes the sign of x₁x₂, and with it the label."""
    with pytest.raises(Refused, match="turns by 180° keep them"):
        moved(Augmentation(rotation=90.0), DATASETS["xor"]())
    X, turned = moved(Augmentation(rotation=180.0), DATASETS["xor"]())
    assert np.sign(turned.prod(axis=0)) == pytest.approx(np.sign(X.prod(axis=0)))


@pytest.mark.parametrize("wrong", [{"jitter": -1.0}, {"rotation": 200.0}, {"reflection": 1}])
def test_values_out_of_bounds_are_refused(wrong):
    with pytest.raises(Refused):
        Augmentation(**wrong)


def test_every_field_has_help_and_may_change_during_a_run():
    assert all(spec.help and spec.hot for spec in specs(Augmentation).values())
