"""Views of saddles: every hill, dimension and network yields a figure that Plotly takes, and patches that fit it."""

from __future__ import annotations

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from engine.studies.saddle_points.balls import HILLS, Optima, fall, falling
from engine.studies.saddle_points.followed import Followed, following
from engine.studies.saddle_points.matrices import RARE, Matrices, chances
from pages.topics.saddle_points import chance, hill, lines, training
from pages.topics.saddle_points.recording import CHANCES, FOLLOWED, KIND
from tests.figures.test_network_views import with_plain_colours

OPTIMA = [Optima(hill=kind(), x=float(kind.start[0]), y=float(kind.start[1]), steps=40) for kind in HILLS.values()]
PLAYED = [
    *((KIND, each, falling) for each in OPTIMA),
    (CHANCES, Matrices(seed=2), chances),
    (FOLLOWED, Followed(units=8, epochs=120), following),
]


@pytest.mark.parametrize(("kind", "value", "make"), PLAYED, ids=range(len(PLAYED)))
def test_every_view_takes_every_patch(kind, value, make):
    figures = {name: go.Figure(with_plain_colours(view.spec(value)["figure"])) for name, view in kind.views.items()}
    for moment in [each for each in make(value) if each][::9]:
        patches = {name: view.patch(moment) for name, view in kind.views.items()}
        assert len(json.dumps([patches, moment.facts], allow_nan=False)) < 30_000
        for name, patch in patches.items():
            for trace, changes in patch["restyle"].items():
                figures[name].data[int(trace)].update(changes)
                assert set(changes) <= {"x", "y"}, "places only: they are drawn without Plotly"


def test_on_a_saddle_each_ball_has_a_stroke_up_along_x_and_one_down_along_y():
    first = next(falling(Optima(x=-1.0, y=0.5)))
    shown = hill.patch(first)["restyle"]
    up, down = (np.array([shown[str(k)][name][:2] for name in "xy"], float) for k in (hill.UP, hill.DOWN))
    assert np.ptp(up[0]) > 0.1 > np.ptp(up[1]) and np.ptp(down[1]) > 0.1 > np.ptp(down[0])
    assert len(shown[str(hill.UP)]["x"]) == len(shown[str(hill.DOWN)]["x"]) == 12


def test_dots_stand_on_their_lines():
    optima = Optima()
    *_, moment = falling(optima)
    for view, found in ((lines.HEIGHTS, fall(optima).heights), (lines.LEAST, fall(optima).eigenvalues[..., 0])):
        shown = view.patch(moment)["restyle"]
        assert [each["y"][0] for each in shown.values()] == pytest.approx(found[-1].tolist(), rel=1e-3)


def test_where_no_matrix_was_found_the_ring_is_at_the_most_it_can_be():
    for moment in (each for each in chances(Matrices()) if each):
        shown = chance.patch(moment)["restyle"][str(chance.NOW)]
        assert shown["y"] == ([moment.definite or RARE] if moment.n <= chance.LAST else [])


def test_eigenvalues_are_parted_by_their_sign():
    look = next(each for each in following(Followed(epochs=60)) if each)
    shown = training.spectrum_patch(look)["restyle"]
    assert len(shown["2"]["x"]) == look.spectrum.index > 0
    assert len(shown["1"]["x"]) + len(shown["2"]["x"]) == 13 and max(shown["2"]["y"]) < 0
    assert np.sinh(shown["1"]["y"][0]) * training.UNIT == pytest.approx(look.spectrum.eigenvalues[0], rel=0.01)
