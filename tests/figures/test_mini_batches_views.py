"""Views of batch sizes: every choice yields a figure that Plotly takes, and patches that fit it."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from engine.studies.mini_batches.batches import ALL, SOURCES, Batches
from engine.studies.mini_batches.clouds import expected_spread
from engine.studies.mini_batches.runs import running
from engine.studies.mini_batches.timing import Times
from pages.topics.mini_batches import cloud, costs, looks, plane, seconds
from pages.topics.mini_batches.recording import VIEWS
from tests.figures.test_network_views import with_plain_colours

KINDS = (
    Batches(points=30, epochs=2),
    Batches(sizes=("128",), points=20, epochs=2, units=1),
    Batches(sizes=("1", "2", "64", ALL), source=SOURCES["moons"](), points=80, epochs=3, rate=5.0),
)


def moments(batches: Batches):
    return [each for each in running(batches) if each]


@pytest.mark.parametrize("batches", KINDS, ids=range(len(KINDS)))
def test_every_view_takes_every_patch(batches):
    figures = {name: go.Figure(with_plain_colours(view.spec(batches)["figure"])) for name, view in VIEWS.items()}
    for moment in moments(batches)[::6]:
        patches = {name: view.patch(moment) for name, view in VIEWS.items()}
        assert len(json.dumps([patches, moment.facts], allow_nan=False)) < 60_000
        for name, patch in patches.items():
            for trace, changes in patch["restyle"].items():
                figures[name].data[int(trace)].update(changes)
                assert set(changes) <= {"x", "y"}, "places only: they are drawn without Plotly"


def test_the_picture_is_made_once_for_all_frames_of_a_run():
    first, *_, last = moments(KINDS[0])
    assert plane.patch(first)["images"][0] is plane.patch(last)["images"][0]
    assert plane.patch(first)["images"][0].startswith("data:image/png;base64,")


def test_paths_grow_from_one_start():
    found = moments(KINDS[0])
    shown = plane.patch(found[7])["restyle"]
    assert [len(shown[str(1 + 2 * k)]["x"]) for k in range(3)] == [8, 8, 8]
    starts = {(shown[str(1 + 2 * k)]["x"][0], shown[str(1 + 2 * k)]["y"][0]) for k in range(3)}
    assert starts == {(shown["0"]["x"][0], shown["0"]["y"][0])}


def test_the_line_of_noise_is_the_theory_at_the_last_sizes_place():
    moment = moments(KINDS[0])[9]
    shown = cloud.spread_patch(moment)["restyle"]
    theory = expected_spread(looks.here(moment), cloud.powers(KINDS[0]))
    assert shown["1"]["y"] == pytest.approx(theory.tolist(), rel=0.01)


def test_a_curve_by_steps_is_the_one_by_epochs_stretched():
    moment = moments(KINDS[0])[-1]
    by_epoch, by_step = costs.patch(moment)["restyle"], costs.steps_patch(moment)["restyle"]
    assert by_epoch["0"]["y"] == by_step["0"]["y"]
    assert by_step["0"]["x"][-1] == 30 * by_epoch["0"]["x"][-1] == 60


def test_times_are_drawn_with_powers_of_two_marked():
    times = Times((1, 2, 3, 4, 30), (0.03, 0.02, 0.015, 0.01, 0.002))
    line, marks = seconds.figure(times).data
    assert list(line.x) == [1, 2, 3, 4, 30] and list(marks.x) == [1, 2, 4]
    assert "**15 times as long**" in seconds.words(times)
