"""Views of a contest: planes, the map of differences, curves."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.studies.arena.arena import Arena, Corner, alone
from engine.studies.arena.bout import fighting
from engine.studies.arena.seeds import over_seeds
from engine.training.pieces import outcome
from pages.topics.arena import corners, curves, judged, planes
from pages.topics.arena.recording import KIND
from tests.laws.test_arena import CHANGES, SMALL

TWO = Arena((Corner(SMALL), Corner(CHANGES["activation"])), epochs=5)
FOUR = Arena((Corner(SMALL), *(Corner(CHANGES[name]) for name in ("rate", "optimizer", "depth"))), epochs=5)


def last(arena):
    return [each for each in fighting(arena) if each is not None][-1]


@pytest.mark.parametrize("arena", [TWO, FOUR], ids=["two", "four"])
@pytest.mark.parametrize("name", KIND.patches)
def test_every_view_is_drawn_for_any_number_of_runs(arena, name):
    spec, patch = KIND.views[name.partition(":")[0]].spec(arena), KIND.patches[name](last(arena))
    json.dumps([spec, patch], allow_nan=False)
    assert all(int(key) < len(spec["figure"]["data"]) for key in patch.get("restyle", {}))


@pytest.mark.parametrize("slug", ["moons", "three_spirals", "bumps"])
def test_two_runs_that_are_the_same_differ_nowhere(slug):
    regression = slug == "bumps"
    loss = "squared_error" if regression else "cross_entropy"
    one = replace(SMALL, data=Data(DATASETS[slug](), 60), loss=loss)
    look = last(replace(alone(one), epochs=5))
    assert np.ptp(planes.answers(look, 0) - planes.answers(look, 1)) == 0
    clear = planes.difference_patch(1, look)
    assert clear != planes.difference_patch(1, last(replace(alone(one), epochs=5, corners=(Corner(one), Corner(
        replace(one, schedule=replace(one.schedule, rate=1e-3)))))))  # fmt: skip


def test_curves_are_the_course_of_losses():
    look = last(TWO)
    drawn = curves.patch(curves.LOSS, look)["restyle"]
    assert drawn["3"]["y"] == pytest.approx(look.course[:, 1, 0, 1], abs=1e-4) and drawn["0"]["x"][-1] == 5


def test_what_is_different_is_said_over_each_run():
    assert corners.apart(TWO, 1) == "Activation tanh → ReLU"
    assert "change something" in corners.apart(alone(SMALL), 1)
    many = Arena((Corner(SMALL), Corner(replace(CHANGES["rate"], clip=1.0, batch_size=9))))
    assert corners.apart(many, 1).endswith("and 1 more")


def test_every_seed_is_a_line():
    found = outcome(over_seeds(TWO, 4))
    assert len(judged.figure(found).data) == 4 + 2 and "accuracy" in judged.medians(found, TWO)
