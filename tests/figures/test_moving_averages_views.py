"""Views of moving averages: every series and every β yields a figure that Plotly takes, and a patch that fits it."""

from __future__ import annotations

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from engine.optimizers.averages import window
from engine.studies.moving_averages.averages import BETAS, Averages, averages
from engine.studies.moving_averages.made import Temperatures
from engine.studies.moving_averages.series import SERIES
from pages.topics.moving_averages import price, series, weights
from pages.topics.moving_averages.recording import VIEWS
from tests.figures.test_network_views import with_plain_colours

LOOKED_AT = [BETAS.index(beta) for beta in (0.0, 0.5, 0.9, 0.99, 0.999)]


def moments(study: Averages):
    return [each for each in averages(study) if each]


@pytest.mark.parametrize("kind", SERIES.values(), ids=SERIES)
def test_every_view_takes_every_patch(kind):
    study = Averages(kind())
    found = moments(study)
    for view in VIEWS.values():
        figure = go.Figure(with_plain_colours(view.spec(study)["figure"]))
        for moment in found:
            patch = view.patch(moment)
            json.dumps([patch, moment.facts], allow_nan=False)
            for trace, changes in patch["restyle"].items():
                figure.data[int(trace)].update(changes)
                assert set(changes) <= {"x", "y"}, "places only: they are drawn without Plotly"


def test_a_frame_is_small():
    for moment in moments(Averages()):
        assert len(json.dumps([view.patch(moment) for view in VIEWS.values()], separators=(",", ":"))) < 12_000


def test_the_series_shows_what_the_engine_says():
    moment = moments(Averages())[BETAS.index(0.98)]
    changes = series.patch(moment)["restyle"]
    for trace, expected in ((series.VALUES, moment.values), (series.PLAIN, moment.plain)):
        np.testing.assert_allclose(changes[str(trace)]["y"], expected, atol=0.006)
    np.testing.assert_allclose(changes[str(series.CORRECTED)]["y"], moment.corrected, atol=0.006)
    assert changes["1"]["x"][0] == pytest.approx(365.5 - 50)


def test_the_window_is_at_most_the_whole_series():
    changes = series.patch(moments(Averages(Temperatures(days=30)))[-1])["restyle"]
    assert changes["1"]["x"] == [0.5, 0.5, 30.5, 30.5]


@pytest.mark.parametrize("index", LOOKED_AT)
def test_bars_are_weights_and_the_window_is_marked(index):
    moment = moments(Averages())[index]
    changes = weights.patch(moment)["restyle"]
    bars = changes["1"]["y"]
    assert len(bars) == weights.COUNT and bars[0] == pytest.approx(1 - moment.beta)
    assert changes["0"]["x"][2] == pytest.approx(min(window(moment.beta), weights.COUNT) - 0.5)
    inside = bars[round(window(moment.beta)) :]
    assert all(height <= changes["2"]["y"][0] for height in inside), "outside the window each is below 1/e of the first"


def test_the_mark_stands_on_the_lines():
    lines = price.figure()["data"]
    for moment in moments(Averages()):
        heights = price.patch(moment)["restyle"][str(price.MARKS)]["y"]
        assert heights == [line["y"][moment.index] for line in lines[:3]]


def test_what_was_measured_lies_near_the_lines():
    lines = price.figure()["data"]
    for dots, line in ((lines[3], lines[1]), (lines[4], lines[2])):
        for beta, height in zip(price.MEASURED[1:], dots["y"][1:], strict=True):
            there = line["y"][BETAS.index(beta)]
            assert abs(height - there) <= 1 if height > 1 else height == pytest.approx(there, rel=0.1)
