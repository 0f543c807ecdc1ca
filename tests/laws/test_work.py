"""Laws of work in pieces: it tells how much is done, and what comes of it does not depend on the pieces, to the bit."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from engine.claims import CLAIMS
from engine.claims.activations import arrivals
from engine.claims.optimizers import tried
from engine.studies.bias_variance.splits import dev_estimating, mismatching
from engine.studies.bias_variance.sweep import DEFAULT, Sweep, examining, running
from engine.studies.landscapes.curvature import LARGEST, spectrum_in_pieces
from engine.studies.optimizer_race.contest import competing, tuning
from engine.studies.optimizer_race.hills import HILLS
from engine.studies.optimizer_race.race import Race
from engine.studies.regularization_lab.claims import outcomes_in_pieces
from engine.studies.regularization_lab.lab import Lab
from engine.training import cost
from engine.training.pieces import Work, at_once, counted, kept, one_by_one, outcome, part

ODD = replace(DEFAULT, batch_size=7)
ON_NETWORK = Race(hill=HILLS["network"](), steps=21)


def bowl(theta):
    """The gradient of Σ i wᵢ² / 2."""
    return theta * np.arange(1, theta.shape[-1] + 1)


def claim(number: int) -> Work:
    """A claim on two seeds, with a clock that counts how often it is read."""
    return CLAIMS[number].work(CLAIMS[number].on, range(2), count().__next__)


WORKS = {
    "a diagnosis": lambda: examining(ODD, 20, 5),
    "a sweep": lambda: running(Sweep(ODD, redraws=4, epochs=9, count=3)),
    "epochs": lambda: running(Sweep(ODD, "epochs", 3, 11, 3, redraws=4)),
    "sizes of dev sets": lambda: dev_estimating(ODD, 20, (10, 100)),
    "dev sets of another kind": lambda: mismatching(ODD, 20, ODD.data.source, 4),
    "rates": lambda: tuning(ON_NETWORK, np.array([1e-3, 0.1])),
    "a league": lambda: competing(Race(steps=60), 5),
    "outcomes": lambda: outcomes_in_pieces(Lab(epochs=45), 2),
    "a whole spectrum": lambda: spectrum_in_pieces(bowl, np.ones(50)),
    "its ends": lambda: spectrum_in_pieces(bowl, np.ones(LARGEST + 1)),
    **{f"claim {number}": lambda number=number: claim(number) for number in CLAIMS
       if number not in (11, 12, 13, 14, 15, 16, 19, 20)},  # those take long, or are made of the works above
}  # fmt: skip
every_work = pytest.mark.parametrize("name", WORKS)


def parts(value) -> list:
    """All arrays and plain values in a result, in order."""
    if isinstance(value, dict):
        return [each for item in value.items() for each in parts(item)]
    if isinstance(value, list | tuple):
        return [each for one in value for each in parts(one)]
    return parts(list(vars(value).values())) if hasattr(value, "__dict__") else [value]


def same(one, other) -> bool:
    return all(np.array_equal(a, b, equal_nan=not isinstance(a, str)) if a is not None else b is None
               for a, b in zip(parts(one), parts(other), strict=True))  # fmt: skip


def marked(work: Work) -> tuple[list[float], object]:
    """What some work says of how much is done, and what comes of it."""
    marks = []
    while True:
        try:
            marks.append(next(work))
        except StopIteration as end:
            return marks, end.value


@every_work
def test_what_comes_of_work_does_not_depend_on_its_pieces_and_marks_rise(name, monkeypatch):
    marks, usual = marked(WORKS[name]())
    assert marks and marks == sorted(marks) and marks[0] >= 0 and marks[-1] <= 1
    monkeypatch.setattr(cost, "BREATH", 0.0)
    for keeper in (arrivals, tried):
        keeper.forget()  # what is kept would be no work
    more, found = marked(WORKS[name]())
    assert same(found, usual) and len(more) >= len(marks) and more == sorted(more)


def test_a_long_training_gives_way_at_every_step_if_a_breath_is_short(monkeypatch):
    monkeypatch.setattr(cost, "BREATH", 0.0)
    marks, _ = marked(examining(ODD, 20, 5))
    assert len(marks) >= 20 * cost.steps_per_epoch(ODD)


def test_work_given_up_in_the_middle_ends():
    work = running(Sweep(ODD, redraws=4, epochs=9, count=3))
    next(work)
    work.close()
    assert list(work) == []


def told(*marks: float) -> Work:
    yield from marks
    return len(marks)


def test_parts_fill_their_share():
    assert marked(part(told(0.0, 0.5, 1.0), 0.5, 0.7)) == ([0.5, pytest.approx(0.6), 0.7], 3)
    marks, found = marked(one_by_one([told(0.0, 0.5), told(1.0)]))
    assert marks == [0, 0.25, 0.5, 1.0, 1.0] and found == [2, 1]
    assert marked(counted(told(9, 9, 9), 2)) == ([0.5, 1.0, 1.0], 3)
    assert marked(at_once(len)("four")) == ([0.0], 4)


def test_the_latest_results_are_kept_by_what_they_are_about():
    done = []

    @kept(2)
    def squared(number: int) -> Work:
        done.append(number)
        yield 0.5
        return number**2

    assert [outcome(squared(each)) for each in (1, 2, 1, 3, 2, 1)] == [1, 4, 1, 9, 4, 1]
    assert done == [1, 2, 3, 1], "of the oldest nothing is left"
