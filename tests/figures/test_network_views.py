"""Every option yields figures that Plotly accepts and patches that a browser can read."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image

from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import Dense, Network
from engine.training.trainer import Trainer
from pages.plots.network import VIEWS
from pages.plots.snapshot import PICTURE, TILE, Lens, Snapshot
from pages.plots.style import NEGATIVE, POSITIVE, rgb
from pages.plots.thumbnails import thumbnail
from pages.plots.view import patches
from pages.topics.playground.examples import EXPERIMENTS

PATCHES = patches(VIEWS)
PLANE = [slug for slug, each in DATASETS.items() if each.dimensions == 2]


def experiment_on(slug: str, **more) -> Experiment:
    source = DATASETS[slug]()
    loss = "squared_error" if source.task == "regression" else "cross_entropy"
    return Experiment(data=Data(source=source, points=60), loss=loss, **more)


def snapshot_of(experiment: Experiment, steps: int = 5) -> Snapshot:
    trainer = Trainer(experiment)
    return Snapshot(trainer.advance(trainer.start(), steps), Lens(trainer))


def with_plain_colours(value):
    """Plotly's own check knows no CSS variables."""
    if isinstance(value, dict):
        return {key: with_plain_colours(each) for key, each in value.items()}
    if isinstance(value, list):
        return [with_plain_colours(each) for each in value]
    return "#123456" if isinstance(value, str) and value.startswith("var(--") else value


def picture(uri: str) -> np.ndarray:
    """Pixels (height, width, 4) of a data address."""
    assert uri.startswith("data:image/png;base64,")
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))).convert("RGBA"))


@pytest.mark.parametrize("slug", PLANE)
def test_every_problem_yields_figures_and_patches(slug):
    snapshot = snapshot_of(experiment_on(slug))
    for view in VIEWS.values():
        spec = view.spec(snapshot.trainer)
        assert spec["title"] and spec["every"] >= 1
        if spec["painter"] == "plotly":
            figure = go.Figure(with_plain_colours(spec["figure"]))
            assert len(figure.data) >= 2 or slug
    frame = {name: patch(snapshot) for name, patch in PATCHES.items()}
    json.dumps(frame, allow_nan=False)  # a browser reads no NaN
    for name in ("boundary", "boundary:hard"):
        assert picture(frame[name]["images"][0]).shape == (PICTURE, PICTURE, 4)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("depth", [0, 1, 8])
def test_the_diagram_has_a_unit_a_link_and_a_tile_for_everything(activation, depth):
    layers = tuple(Dense(3, activation, keep_prob=0.8, batch_norm=depth == 1) for _ in range(depth))
    snapshot = snapshot_of(experiment_on("blobs", network=Network(layers)))
    spec, patch = VIEWS["network"].spec(snapshot.trainer), VIEWS["network"].patch(snapshot)
    sizes = [2] + [3] * depth + [4]
    assert len(spec["nodes"]) == sum(sizes)
    assert len(spec["links"]) == len(patch["weights"]) == sum(a * b for a, b in zip(sizes, sizes[1:], strict=False))
    assert [node["bias"] for node in spec["nodes"] if "bias" in node] == list(range(len(patch["biases"])))
    assert picture(patch["atlas"]).shape == (TILE * sum(sizes), TILE, 4)
    assert all(0 <= node["x"] <= 1 and 0 <= node["y"] <= 1 for node in spec["nodes"])


def test_a_link_carries_the_weight_between_its_units():
    snapshot = snapshot_of(Experiment())
    spec, patch = VIEWS["network"].spec(snapshot.trainer), VIEWS["network"].patch(snapshot)
    weights = snapshot.trainer.layout.weights(snapshot.state.theta, 1)  # (3, 4): to unit i from unit j
    index = spec["links"].index([2 + 1, 6 + 2])  # from the second unit of layer 1 to the third of layer 2
    assert patch["weights"][index] == pytest.approx(weights[2, 1], abs=1e-4)


def test_the_picture_shows_the_class_of_each_side():
    """Two far blobs, learned: the corner of class 1 is blue, that of class 0 orange, and upside is up."""
    experiment = Experiment(data=Data(source=DATASETS["gaussians"](), points=100), network=Network(()))
    snapshot = snapshot_of(replace(experiment, schedule=replace(experiment.schedule, rate=0.1)), steps=300)
    pixels = picture(VIEWS["boundary"].patch(snapshot)["images"][0])
    samples = snapshot.trainer.samples[0]
    for k, color in ((0, NEGATIVE), (1, POSITIVE)):
        x, y = samples.points[:, samples.values[0] == k].mean(axis=1)
        row, column = int((6 - y) / 12 * PICTURE), int((x + 6) / 12 * PICTURE)
        assert tuple(pixels[row, column, :3]) == rgb(color)


def test_curves_carry_train_and_dev():
    snapshot = snapshot_of(Experiment())
    point = VIEWS["loss"].patch(snapshot)["point"]
    assert point["0"] == pytest.approx(snapshot.evaluation.loss[0], rel=1e-4)
    assert point["1"] == pytest.approx(snapshot.evaluation.loss[1], rel=1e-4)


def test_an_empty_dev_set_is_a_gap_and_not_an_error():
    snapshot = snapshot_of(Experiment(data=Data(points=30, train_percent=100, dev_percent=0)))
    assert VIEWS["loss"].patch(snapshot)["point"]["1"] is None
    go.Figure(with_plain_colours(VIEWS["boundary"].spec(snapshot.trainer)["figure"]))


def test_infinite_weights_are_still_shown():
    snapshot = snapshot_of(Experiment())
    snapshot.state.theta[...] = np.nan
    json.dumps({name: patch(snapshot) for name, patch in PATCHES.items()}, allow_nan=False)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_example_trains_and_shows(name):
    snapshot = snapshot_of(EXPERIMENTS[name], steps=3)
    json.dumps({name: patch(snapshot) for name, patch in PATCHES.items()}, allow_nan=False)


@pytest.mark.parametrize("slug", PLANE)
def test_thumbnails_show_points_on_nothing(slug):
    pixels = picture(thumbnail(slug))
    assert 0.05 < (pixels[..., 3] > 0).mean() < 0.7
