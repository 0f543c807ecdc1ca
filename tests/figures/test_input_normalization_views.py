"""Views of input normalization: every kind of inputs, ratio and mixture yields a figure and a patch that fits it."""

from __future__ import annotations

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from engine.studies.input_normalization.apart import SHARES, Apart, mixture, mixtures
from engine.studies.input_normalization.inputs import Inputs
from engine.studies.input_normalization.scales import RATIOS, scaled, scales
from pages.topics.input_normalization import bowls, costs, sides, toll
from pages.topics.input_normalization.recording import APART, KIND
from tests.figures.test_network_views import with_plain_colours

KINDS = (Inputs(), Inputs(share=1.1), Inputs(unit=100.0, correlation=0.95), Inputs(unit=0.01, offset=5.0, points=10))


@pytest.mark.parametrize("inputs", KINDS, ids=range(len(KINDS)))
def test_every_view_takes_every_patch_and_a_frame_is_small(inputs):
    for kind, played, moments in ((KIND, inputs, scales(inputs)), (APART, Apart(inputs), mixtures(Apart(inputs)))):
        figures = {
            name: go.Figure(with_plain_colours(view.spec(played)["figure"])) for name, view in kind.views.items()
        }
        for moment in moments:
            patches = {name: view.patch(moment) for name, view in kind.views.items()}
            assert len(json.dumps([patches, moment.facts], allow_nan=False)) < 24_000
            for name, patch in patches.items():
                for trace, changes in patch["restyle"].items():
                    figures[name].data[int(trace)].update(changes)
                    assert set(changes) <= {"x", "y"}, "places only: they are drawn without Plotly"


@pytest.mark.parametrize("which", [bowls.RAW, bowls.NORMALIZED], ids=["raw", "normalized"])
def test_the_outer_contour_goes_through_the_start_and_all_are_level(which):
    moment = scaled(Inputs(correlation=0.5), RATIOS.index(3.16))
    bowl = (moment.raw if which is bowls.RAW else moment.normalized).bowl
    shown = which.patch(moment)["restyle"]
    rings = np.array([shown[str(bowls.CONTOURS)][name] for name in "xy"], dtype=float)
    away = rings - bowl.minimum[:2, None]
    heights = np.einsum("im,ij,jm->m", away, bowl.gentlest, away).reshape(len(bowls.LEVELS), -1)[:, :-1]
    start = bowl.minimum @ bowl.hessian @ bowl.minimum
    for level, found in zip(bowls.LEVELS, heights, strict=True):
        assert found == pytest.approx(level * start, rel=0.02)
    path = np.array([shown[str(bowls.PATH)][name] for name in "xy"])
    assert path[:, 0].tolist() == [0, 0] and path.shape == (2, bowls.STEPS + 1)


def test_the_arrow_is_the_way_of_the_first_step():
    shown = bowls.RAW.patch(scaled(Inputs(), RATIOS.index(5.01)))["restyle"]
    arrow, step = (np.array([shown[str(k)][name][1] for name in "xy"]) for k in (bowls.DOWNHILL, bowls.PATH))
    assert arrow @ step == pytest.approx(np.linalg.norm(arrow) * np.linalg.norm(step), rel=1e-4)


def test_the_marks_stand_on_the_lines():
    inputs = Inputs()
    for view in (toll.STEPS, toll.RATES):
        lines = view.spec(inputs)["figure"]["data"]
        for index in (0, 20, 40):
            marks = view.patch(scaled(inputs, index))["restyle"][str(toll.MARKS)]
            assert marks == {"x": [RATIOS[index]] * 2, "y": [line["y"][index] for line in lines[: toll.MARKS]]}


def test_a_rate_that_is_too_large_has_no_steps_and_rising_cost():
    moment = scaled(Inputs(share=1.05), 0)
    assert toll.STEPS.patch(moment)["restyle"][str(toll.MARKS)]["y"] == [None, None]
    left = [each for each in costs.patch(moment)["restyle"]["1"]["y"] if each is not None]
    assert left[-1] > 10


@pytest.mark.parametrize("index", [0, 15, len(SHARES) - 1])
def test_rings_are_around_the_wrong_ones_of_both_classes(index):
    moment = mixture(Apart(), index)
    for view, x in ((sides.TOGETHER, moment.together), (sides.APART, moment.apart)):
        shown = view.patch(moment)["restyle"]
        count = {name: len(each["x"]) for name, each in shown.items()}
        assert (count["1"], count["2"]) == (int((moment.truth == 0).sum()), int(moment.truth.sum()))
        assert count[str(sides.WRONG)] == round((1 - moment.line.right(x, moment.truth).mean()) * len(moment.truth))
