"""Views of the Softmax page: any number of classes yields figures that Plotly takes, and patches that fit them."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from engine.chain import Chain
from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.network import Dense, Network
from engine.studies.softmax_regions.temperature import TEMPERATURES, Cooling
from engine.training.trainer import Trainer
from pages.topics.softmax_regions import simplex
from pages.topics.softmax_regions.examples import DEFAULT
from pages.topics.softmax_regions.moment import Classes
from pages.topics.softmax_regions.recording import COOLED, COOLING, KIND, TRAINED
from tests.figures.test_network_views import with_plain_colours

EVER = float("inf")
SOURCES = {
    "two": DATASETS["moons"](), "three": DATASETS["three_spirals"](), "four": DATASETS["blobs"](),
    "six": DATASETS["rings"](classes=6), "a number": DATASETS["plane"](), "on a line": DATASETS["sine"](),
}  # fmt: skip


def experiment(name: str) -> Experiment:
    loss = "squared_error" if SOURCES[name].task == "regression" else "cross_entropy"
    features = ("x1", "x2")[: SOURCES[name].dimensions]
    return Experiment(Data(source=SOURCES[name], points=60, features=features), Network((Dense(3),)), loss=loss)


def snapshots(value: Experiment, steps=(0, 40)):
    recording = KIND.record(Chain(((0, value),)), None)
    for step in steps:
        recording.advance(step, EVER)
        yield recording.moment(step)


def fits(view, spec, patch) -> None:
    """The patch is JSON, and its figure takes it."""
    json.dumps(patch, allow_nan=False)
    if spec["painter"] != "plotly":
        return
    figure = go.Figure(with_plain_colours(spec["figure"]))
    for trace, changes in patch.get("restyle", {}).items():
        figure.data[int(trace)].update(changes)
        assert set(changes) <= {"x", "y"}, "places only: they are drawn without Plotly"
    assert len(patch.get("images", [])) == len(spec["figure"]["layout"].get("images", []))


@pytest.mark.parametrize("name", SOURCES)
def test_every_view_takes_every_moment_of_training(name):
    value = experiment(name)
    number = value.data.source.task == "regression"  # such a run is refused on the page, but the route plays all net1
    for moment in snapshots(value):
        for view in TRAINED.values():
            for patch in (view.patch, *view.variants.values()):
                found = patch(moment)
                json.dumps(found, allow_nan=False) if number else fits(view, view.spec(Trainer(value)), found)


@pytest.mark.parametrize("name", ["two", "four", "six"])
def test_every_view_takes_every_temperature(name):
    study = Cooling(experiment(name), epochs=2)
    recording = COOLING.record(study, None)
    recording.advance(len(TEMPERATURES), EVER)
    assert len(recording.made) == len(TEMPERATURES) and "right at every temperature" in recording.end[1]
    for moment in recording.made[::15]:
        for view in COOLED.values():
            fits(view, view.spec(Trainer(study.experiment)), view.patch(moment))


def test_a_frame_is_small():
    value = replace(DEFAULT, data=replace(DEFAULT.data, source=DATASETS["blobs"](classes=6)))
    for moment in snapshots(value, (0, 300)):
        assert len(json.dumps([view.patch(moment) for view in TRAINED.values()])) < 90_000


def test_the_triangle_stands_each_point_at_its_shares():
    *_, moment = snapshots(replace(DEFAULT, data=replace(DEFAULT.data, points=100)), (60,))
    found, answers, truth = (
        simplex.patch(Classes.of(moment)),
        Classes.of(moment).answers,
        moment.trainer.samples[0].values,
    )
    at = simplex.corners(3)
    assert np.allclose(at @ np.eye(3), at) and np.abs(at.sum(axis=1)).max() < 1e-12
    first = int(np.flatnonzero(truth[0, :60] == 1)[0])
    x, y = at @ answers[:, first]
    own = found["restyle"]["4"]
    assert own["x"][0] == pytest.approx(x, abs=6e-4) and own["y"][0] == pytest.approx(y, abs=6e-4)


def test_the_grid_that_the_browser_reads_holds_the_scores():
    """Of a network without hidden layers z is flat, so that what is read between the places of the grid is exact."""
    *_, moment = snapshots(DEFAULT, (200,))
    patch, classes = TRAINED["shares"].patch(moment), Classes.of(moment)
    height, width = patch["size"]
    z = patch["unit"] * np.frombuffer(base64.b64decode(patch["values"]), "<i2").reshape(3, height, width)
    left, right, top, bottom = patch["ends"]
    point, row = moment.trainer.samples[0].points[:, 0], classes.points[:, 0]
    across, down = (point[0] - left) / (right - left) * (width - 1), (point[1] - top) / (bottom - top) * (height - 1)
    i, j = int(across), int(down)
    lines = [z[:, k, i] + (across - i) * (z[:, k, i + 1] - z[:, k, i]) for k in (j, j + 1)]
    assert lines[0] + (down - j) * (lines[1] - lines[0]) == pytest.approx(row, abs=3 * patch["unit"])


def test_the_twins_agree_to_the_last_digits_that_are_shown():
    for name in ("two", "four"):
        for moment in snapshots(experiment(name), (100,)):
            for _, logistic, softmax, apart in TRAINED["as_logistic"].patch(moment)["cells"]:
                assert abs(float(logistic) - float(softmax)) <= 1e-12 and float(apart) < 1e-12
