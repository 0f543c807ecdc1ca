"""The lab as a recording: seven contenders, epoch by epoch, and every step's cost."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.regularization_lab.lab import DEFAULT, Lab
from engine.studies.regularization_lab.process import LabProcess
from engine.values.bounds import Refused
from engine.values.codec import encode
from pages.topics.regularization_lab.examples import EXAMPLES
from pages.topics.regularization_lab.topic import TOPIC

KIND = TOPIC.kind
SMALL = Lab(replace(DEFAULT, network=Network((Dense(4), Dense(3)))), epochs=40, patience=5)
BATCHES = replace(SMALL, experiment=replace(SMALL.experiment, batch_size=7))


def recorded(lab: Lab, step: int, stride: int, seconds: float = 0.001):
    recording = KIND.recording(encode(lab), None)
    for goal in range(0, step + 1, stride):
        while recording.advance(goal, time.monotonic() + seconds) < goal and recording.end is None:
            pass
    return recording


@pytest.mark.parametrize("lab", [SMALL, BATCHES], ids=["full batches", "mini-batches"])
def test_a_frame_is_the_same_however_one_came_there(lab):
    played, sought = recorded(lab, 40, 1), recorded(lab, 40, 40)
    views = tuple(KIND.patches)
    for step in (33, 7, 40):
        for recording in (played, sought):
            assert recording.advance(step, float("inf")) == step
        assert KIND.frame(played, step, views) == KIND.frame(sought, step, views)
    assert sought.end == (40, "all seven have trained for 40 epochs")


def test_the_costs_of_an_epoch_are_those_of_all_its_steps():
    process = LabProcess(BATCHES)
    costs = process.onward(process.start(), 3, 10_000)[0].costs
    recording = recorded(BATCHES, 3, 1)
    points = KIND.frame(recording, 3, ("cost",))["views"]["cost"]["point"]
    bare, dropped = ([row.mean(), row.min(), row.max()] for row in costs)
    shown = [[points[index] for index in row] for row in (("0", "2", "3"), ("1", "4", "5"))]
    assert costs.shape == (2, process.together.steps_per_epoch) and costs.shape[1] > 1
    assert shown[0] == pytest.approx(bare, rel=1e-3) and shown[1] == pytest.approx(dropped, rel=1e-3)


def test_before_the_first_step_there_is_no_cost():
    points = KIND.frame(recorded(BATCHES, 0, 1), 0, ("cost",))["views"]["cost"]["point"]
    assert set(points.values()) == {None}


def test_the_figure_of_the_costs_says_what_its_points_are():
    one, several = (KIND.views["cost"].spec(lab) for lab in (SMALL, BATCHES))
    assert one["title"] == "Cost of each step" and len(one["figure"]["data"]) == 2
    steps = LabProcess(BATCHES).together.steps_per_epoch
    assert f"{steps} steps: mean" in several["title"] and len(several["figure"]["data"]) == 6


def test_the_drawn_network_offers_nothing_that_the_page_does_not_answer():
    mask = KIND.views["mask"].spec(SMALL)
    assert "edit" not in TOPIC.acts and "layers" not in mask
    assert not any("layer" in column for column in mask["columns"])


def test_a_linear_share_of_tanh_units_is_told_only_where_there_are_any():
    relu = replace(SMALL, experiment=replace(SMALL.experiment, network=Network((Dense(4, "relu"),))))
    for lab, told in ((SMALL, "%"), (relu, "–")):
        cells = KIND.frame(recorded(lab, 2, 1), 2, ("table",))["views"]["table"]["cells"]
        assert all(row[-1].endswith(told) for row in cells)


def test_it_ends_at_the_last_sound_epoch_and_says_who_diverged():
    descent = OPTIMIZERS["gradient_descent"]()
    network = Network((Dense(16, "relu"),))
    wild = replace(SMALL, experiment=replace(DEFAULT, network=network, optimizer=descent, schedule=Constant(100.0)))
    recording = recorded(wild, 40, 40)
    step, reason = recording.end
    assert step < 40 and f"diverged at epoch {step + 1}: lower the learning rate" in reason
    assert KIND.frame(recording, step, tuple(KIND.patches))["step"] == step


def test_what_it_holds_is_counted_as_it_grows():
    recording = KIND.recording(encode(SMALL), None)
    recording.advance(5, float("inf"))
    before = recording.nbytes
    KIND.frame(recording, 5, tuple(KIND.patches))
    assert recording.nbytes > before > 0, "looking makes arrays that are kept"


def test_too_many_points_are_refused_with_a_sentence():
    with pytest.raises(Refused, match="20 times 200 points are more than 2000"):
        KIND.open(encode(Lab(replace(DEFAULT, data=replace(DEFAULT.data, points=200)), factor=20)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_can_be_played_in_every_layout(name):
    lab = EXAMPLES[name].value
    for layout in TOPIC.layouts.values():
        kind = layout.kind or KIND
        assert kind.open(encode(layout.run(lab))) == layout.run(lab)
