"""Views of activation functions: along z, of a live network, of the race; what they show is what the engine says."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from engine.chain import Chain
from engine.datasets import DATASETS
from engine.datasets.samples import Data
from engine.experiment import Experiment
from engine.networks.activations import ACTIVATIONS
from engine.networks.network import Dense, Network
from engine.studies.activation_functions.activations import Activations, places
from engine.studies.activation_functions.race import FunctionRace, standings
from engine.training.trainer import Trainer
from pages.topics.activation_functions import plane, product, shapes
from pages.topics.activation_functions.colors import COLORS
from pages.topics.activation_functions.recording import ALONG_Z, LIVE, NETWORK_KIND, RACED
from pages.topics.activation_functions.tiles import TILES
from tests.figures.test_network_views import with_plain_colours

LINEAR = Network((Dense(4, "linear"), Dense(3, "linear")))
RACE = FunctionRace(Experiment(data=Data(points=60), network=Network((Dense(4),))), 5, 5)


def moving(view, subject, moments) -> None:
    """Every patch fits the figure, and moves places only."""
    spec = view.spec(subject)
    figure = go.Figure(with_plain_colours(spec["figure"]))
    for moment in moments:
        patch = view.patch(moment)
        json.dumps([patch, moment.facts], allow_nan=False)
        for trace, changes in patch["restyle"].items():
            figure.data[int(trace)].update(changes)
            assert set(changes) <= {"x", "y"} and len(changes["x"]) == len(changes["y"])


@pytest.mark.parametrize("second", ["sigmoid", "relu", "tanh"])
@pytest.mark.parametrize("name", ALONG_Z)
def test_along_z_every_view_takes_every_patch(name, second):
    study = Activations("tanh", second)
    moving(ALONG_Z[name], study, places(study))


def test_every_function_of_the_registry_has_a_tile_and_a_colour():
    assert list(TILES) == [f"tile_{name}" for name in ACTIVATIONS] and set(COLORS) == set(ACTIVATIONS)


def test_a_frame_along_z_is_small():
    for place in places(Activations()):
        assert len(json.dumps([view.patch(place) for view in ALONG_Z.values()])) < 4000


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_tangent_touches_its_function(name):
    """Where it is smooth: one step further the function is off by the square of the step only."""
    study = Activations(name, name)
    found = list(places(study))
    for index in range(5, 155, 10):
        x, y = (np.array(each) for each in shapes.patch(found[index])["restyle"]["2"].values())
        slope = (y[1] - y[0]) / (x[1] - x[0])
        near = (found[index + 1].at(name)[0] - found[index - 1].at(name)[0]) / 0.2
        assert slope == pytest.approx(near, abs=0.02)
        assert y.mean() == pytest.approx(found[index].at(name)[0], abs=1e-3)


def test_a_corner_is_named_and_a_smooth_function_has_none():
    assert "a choice, any from 0 to 1" in shapes.slope_spec(Activations("relu"))["caption"]
    assert "choice" not in shapes.slope_spec(Activations())["caption"]


@pytest.mark.parametrize("name", RACED)
def test_of_a_race_every_view_takes_every_patch(name):
    found = [each for each in standings(RACE) if each]
    if RACED[name].spec(RACE)["painter"] == "table":
        rows, columns = (len(RACED[name].spec(RACE)[each]) for each in ("rows", "columns"))
        for standing in found:
            cells = RACED[name].patch(standing)["cells"]
            assert len(cells) == rows and {len(row) for row in cells} == {columns}
        return
    moving(RACED[name], RACE, found)


def snapshot(experiment: Experiment, steps: int = 30):
    recording = NETWORK_KIND.record(Chain(((0, experiment),)), None)
    recording.advance(steps, float("inf"))
    return recording.moment(steps)


@pytest.mark.parametrize(
    "experiment",
    [
        Experiment(network=LINEAR),
        Experiment(network=Network((Dense(4, "tanh", 0.8, True),))),
        Experiment(network=LINEAR, data=Data(source=DATASETS["three_spirals"]())),
        Experiment(network=LINEAR, data=Data(features=("x1", "x2", "x1_x2"))),
        Experiment(network=LINEAR, data=Data(features=("x2",))),
        Experiment(network=LINEAR, data=Data(source=DATASETS["gaussians"](noise=0.1), points=20)),
        Experiment(network=LINEAR, data=Data(points=1, train_percent=100, dev_percent=0)),
    ],
    ids=["linear", "batch norm", "three classes", "three inputs", "one input", "parted", "one point"],
)
def test_live_views_stand_for_any_network(experiment):
    trainer, moment = Trainer(experiment), snapshot(experiment)
    for name in ("lines", "one_matrix", "answers"):
        spec, patch = LIVE[name].spec(trainer), LIVE[name].patch(moment)
        json.dumps(patch, allow_nan=False)
        if name != "lines":
            assert len(patch["cells"]) == len(spec["rows"])
            assert {len(row) for row in patch["cells"]} == {len(spec["columns"])}


def test_the_line_of_the_product_is_where_the_network_says_one_half():
    moment = snapshot(Experiment(network=LINEAR), 200)
    first = len(plane.spec(moment.trainer)["figure"]["data"]) - 1
    line = plane.patch(moment)["restyle"][str(first)]
    ends = np.array([line["x"], line["y"]])
    rows = moment.trainer.samples[0].inputs(ends)
    np.testing.assert_allclose(moment.trainer.propagation(rows.T).forward()[0], 0.5, atol=2e-3)


def test_the_tables_say_whether_the_network_is_its_product():
    linear, bent = snapshot(Experiment(network=LINEAR)), snapshot(Experiment(), 300)
    assert "is this neuron" in product.patch(linear)["sum"] and product.difference(linear) < 1e-12
    assert "is more than this neuron" in product.patch(bent)["sum"] and product.difference(bent) > 0.1
    for network, neuron, apart in product.outputs_patch(linear)["cells"]:
        assert network == neuron and (apart == "0" or "e−1" in apart)
    assert product.outputs_patch(bent)["cells"] != product.outputs_patch(linear)["cells"]


def test_who_has_not_learned_has_no_dot():
    *_, last = (each for each in standings(replace(RACE, epochs=5)) if each)
    changes = RACED["reached"].patch(last)["restyle"]
    dots = sum(len(changes[str(3 * index + 1)]["x"]) for index in range(len(ACTIVATIONS)))
    assert dots == np.isfinite(last.arrived).sum()
