"""Views of schedules: every kind yields a figure that Plotly takes, patches that fit it, and curves to be dragged."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from engine.optimizers.schedules import SCHEDULES, Constant, StepTable
from engine.studies.rate_decay.annealed import Annealed, annealing
from engine.studies.rate_decay.decay import Decay, Pace
from engine.studies.rate_decay.orbits import orbits
from pages.topics.rate_decay import curves, orbit, radius
from pages.topics.rate_decay.paces import HUES, grips, hues
from pages.topics.rate_decay.recording import ANNEALED, VIEWS
from tests.figures.test_network_views import with_plain_colours

KINDS = [replace(kind(), rate=0.4) for kind in SCHEDULES.values()]
DECAYS = (
    Decay(paces=tuple(map(Pace, KINDS[:5]))),
    Decay(paces=tuple(map(Pace, KINDS[5:])), noise=0.0, condition=100.0),
    Decay(paces=(Pace(Constant(2.4)), Pace(Constant(0.1), on=False), Pace(Constant(1e-6))), steps=50, epoch=100),
)


@pytest.mark.parametrize("decay", DECAYS, ids=range(len(DECAYS)))
def test_every_view_takes_every_patch(decay):
    figures = {name: go.Figure(with_plain_colours(view.spec(decay)["figure"])) for name, view in VIEWS.items()}
    for moment in list(orbits(decay))[::7]:
        patches = {name: view.patch(moment) for name, view in VIEWS.items()}
        assert len(json.dumps([patches, moment.facts], allow_nan=False)) < 20_000
        for name, patch in patches.items():
            for trace, changes in patch["restyle"].items():
                figures[name].data[int(trace)].update(changes)
                assert set(changes) <= {"x", "y"}, "places only: they are drawn without Plotly"


def test_a_colour_stays_when_another_schedule_goes():
    off = Decay(paces=(Pace(Constant(), on=False), *Decay().paces[1:]))
    assert hues(off) == list(HUES[1:]) and hues(Decay()) == list(HUES)


@pytest.mark.parametrize("decay", DECAYS[:2], ids=range(2))
def test_every_dot_lies_on_its_curve_and_has_a_shape(decay):
    spec, patch = curves.spec(decay), curves.patch(next(orbits(decay)))
    dots = [place for one in grips(decay) for place in one]
    assert patch["handle"] == pytest.approx(np.ravel(dots).tolist(), rel=1e-3)
    assert [each["at"] for each in spec["handles"]] == [[2 * k, 2 * k + 1] for k in range(len(dots))]
    for one, pace in zip(grips(decay), decay.active, strict=True):
        for epoch, rate in one:
            assert float(pace.schedule(epoch)) == pytest.approx(rate) or isinstance(pace.schedule, StepTable)


def test_a_family_rises_and_the_present_curve_is_between_its_members():
    decay = DECAYS[0]
    for each, (_, rate) in zip(curves.spec(decay)["handles"], (one[0] for one in grips(decay)), strict=True):
        heights = each["heights"]
        assert heights == sorted(heights) and len(heights) == len(each["curves"]) and heights[0] <= rate <= heights[-1]
        assert {len(curve) for curve in each["curves"]} == {len(each["x"])}


def test_the_circle_has_the_radius_of_the_cloud():
    *_, last = orbits(Decay())
    shown = orbit.patch(last)["restyle"]
    for k in range(5):
        cloud, circle = (np.array([shown[str(orbit.STILL + 2 * k + j)][name] for name in "xy"]) for j in (0, 1))
        assert np.hypot(*circle).mean() == pytest.approx(np.sqrt((cloud**2).sum(axis=0).mean()), rel=5e-3)


def test_measured_dots_lie_near_the_lines_of_theory():
    decay = Decay()
    lines, moments = radius.spec(decay)["figure"]["data"], list(orbits(decay))
    for k in range(5):
        line = lines[k]
        now = radius.patch(moments[200])["restyle"][str(5 + k)]
        assert now["y"][0] == pytest.approx(np.interp(now["x"][0], line["x"], line["y"]), rel=0.3)


def test_views_of_the_network_take_every_patch():
    decay = Decay(steps=50)
    figures = {name: go.Figure(with_plain_colours(view.spec(decay)["figure"])) for name, view in ANNEALED.views.items()}
    for moment in (each for each in annealing(Annealed(decay)) if each):
        for name, view in ANNEALED.views.items():
            patch = view.patch(moment)
            json.dumps([patch, moment.facts], allow_nan=False)
            for trace, changes in patch["restyle"].items():
                figures[name].data[int(trace)].update(changes)
    assert len(figures["course"].data[0].y) == 51
