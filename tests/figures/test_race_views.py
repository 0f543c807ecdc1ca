"""Every race yields views that Plotly accepts and a browser can read, whatever became of its runners."""

from __future__ import annotations

import base64
import json
import math
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from engine.datasets.samples import Data
from engine.networks.network import Dense, Network
from engine.optimizers import OPTIMIZERS
from engine.optimizers.schedules import Constant
from engine.studies.landscapes.curvature import spectrum
from engine.studies.optimizer_race import contest
from engine.studies.optimizer_race.hills import HILLS, NetworkLoss
from engine.studies.optimizer_race.paths import run
from engine.studies.optimizer_race.race import Race, Runner
from pages.live.moments import Moments
from pages.plots.style import OPTIMIZER_COLORS, rgb
from pages.topics.optimizer_race import charts, curves, hill, pace, recording, relief
from pages.topics.optimizer_race.examples import RACES
from pages.topics.optimizer_race.recording import KIND, MOST_POINTS, MOST_STEPS, making, playable
from pages.topics.optimizer_race.topic import TOPIC
from pages.topics.optimizer_race.tracks import DASHES, Tracks, looks
from pages.topics.optimizer_race.views import VIEWS
from tests.figures.test_network_views import picture, with_plain_colours

SMALL = NetworkLoss(Data(points=40, train_percent=100, dev_percent=0), Network((Dense(3),)), batch_size=10)
FIELD = tuple(Runner(kind(), Constant(0.01)) for kind in list(OPTIMIZERS.values())[:8])


def race_on(slug: str, runners=FIELD, **more) -> Race:
    ground = SMALL if slug == "network" else HILLS[slug]()
    start = dict(zip("xy", getattr(ground, "start", ()), strict=False))
    return Race(**({"hill": ground, "runners": runners, "steps": 20} | start | more))


def names_of(race: Race) -> tuple[str, ...]:
    return tuple(name for name in VIEWS if len(race.hill.bounds) != 1 or name != "relief")


def tracks_of(race: Race) -> Tracks:
    return Tracks(race, run(race))


def recorded(race: Race) -> Moments:
    """A race's recording, as far as its first moment."""
    made = recording.record(race, None)
    assert made.advance(0, math.inf) == 0
    return made


def numbers(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f4")


def checked(race: Race) -> dict:
    """The frame of a race, once it has been sent and read, and its figures have been accepted."""
    sent = json.dumps(KIND.frame(recorded(race), 0, names_of(race)), allow_nan=False)
    frame = json.loads(sent)
    seen = pace.paced(race, {"pace": "gradients"})
    for name, patch in frame["views"].items():
        json.dumps(VIEWS[name].spec(seen), allow_nan=False)
        if "figure" in patch:
            go.Figure(with_plain_colours(patch["figure"]))
        for line in patch.get("lines", ()):
            assert len(numbers(line["y"])) in (race.steps, race.steps + 1)
    return frame


@pytest.mark.parametrize("slug", HILLS)
def test_every_hill_yields_views(slug):
    frame = checked(race_on(slug))
    assert frame["tape"] == {"steps": 20, "reason": frame["tape"]["reason"], "epoch": 1}


@pytest.mark.parametrize("name", RACES)
def test_every_example_yields_views(name):
    assert checked(playable(RACES[name]))


def test_a_networks_hill_is_measured_in_pieces_before_its_frames():
    breaths = 0
    for tracks in making(race_on("network")):
        if tracks is not None:
            break
        breaths += 1
    assert breaths > hill.PLANE_SIDE == len(tracks.rows)
    tracks.objective.cost = None  # which no view asks for from then on
    assert hill.patch(tracks)["figure"] and relief.patch(tracks)["side"] == hill.PLANE_SIDE


def test_one_moment_serves_for_every_step_and_the_end_says_who_was_lost():
    race = race_on("bowl", (Runner(OPTIMIZERS["gradient_descent"](), Constant(50.0)),), steps=200)
    made = recorded(race)
    assert made.end is None
    assert made.advance(10_000, math.inf) == 200
    assert made.moment(200) is made.moment(0)
    step, reason = made.end
    assert step == 200
    assert reason == made.moment(0).facts["tape"]["reason"]
    assert "diverged at step" in reason
    assert made.nbytes < made.moment(0).nbytes + 10_000, "it is counted once"


@pytest.mark.parametrize("slug", ["bowl", "goldstein_price", "parabola", "network"])
def test_runners_that_diverge_all_at_once_are_shown_and_explained(slug):
    wild = tuple(Runner(OPTIMIZERS["gradient_descent"](), Constant(rate)) for rate in (50.0, 60.0, 70.0, 80.0) * 2)
    frame = checked(race_on(slug, wild, steps=200))
    if slug != "network":
        assert frame["tape"]["reason"].count("diverged at step") == 8


def test_layouts_name_views_that_there_are():
    for layout in TOPIC.layouts.values():
        assert set(layout.views) <= set(VIEWS)
        assert len(layout.views) == len(set(layout.views))


def test_a_hill_of_one_coordinate_has_no_relief_and_is_seen_from_above():
    for race in (RACES["w² − 10w + 25, in one dimension"], Race(), race_on("network")):
        layout = TOPIC.layout(race, {"layout": "relief"})
        assert ("relief" in layout.views) == (len(race.hill.bounds) != 1)


def test_paths_lie_where_the_race_went():
    race = race_on("beale", FIELD[:3])
    tracks = tracks_of(race)
    for row, line in enumerate(hill.patch(tracks)["lines"]):
        np.testing.assert_allclose(numbers(line["x"]), tracks.paths.points[:, row, 0], rtol=1e-6)
        np.testing.assert_allclose(numbers(line["y"]), tracks.paths.points[:, row, 1], rtol=1e-6)


def test_arrows_of_the_gradient_point_downhill():
    tracks = tracks_of(race_on("rosenbrock", FIELD[:2]))
    for row, line in enumerate(hill.patch(tracks)["lines"]):
        arrows = numbers(line["gradient"]).reshape(-1, 2)
        exact = -tracks.race.hill.gradient(tracks.paths.points[:-1, row])
        np.testing.assert_allclose(arrows, exact, rtol=1e-5, atol=1e-5)  # NaN where a runner was lost


def test_the_valley_is_the_darkest_place():
    tracks = tracks_of(race_on("bowl", FIELD[:1]))
    shade = picture(hill.contours(tracks)["layout"]["images"][0]["source"])[..., 3]
    middle = hill.SIDE // 2
    assert shade[middle, middle] == shade.max()
    assert shade[0, 0] < 10


def test_one_colour_an_optimizer_and_a_second_mark_for_the_second_of_a_kind():
    assert set(OPTIMIZER_COLORS) == set(OPTIMIZERS)
    assert len({rgb(color) for color in OPTIMIZER_COLORS.values()}) == len(OPTIMIZERS)
    twins = looks((FIELD[0], FIELD[0], FIELD[1]))
    assert len({look["color"] for look in twins}) == 3
    assert [tuple(look["dash"]) for look in twins] == [DASHES[0], DASHES[1], DASHES[0]]
    assert len({look["name"] for look in twins}) == 3


def test_runners_keep_their_looks_when_others_are_switched_off():
    race = race_on("bowl", (FIELD[0], FIELD[0], FIELD[1]))
    fewer = replace(race, runners=(replace(FIELD[0], on=False), FIELD[0], FIELD[1]))
    assert tracks_of(fewer).looks == tracks_of(race).looks[1:]


def test_curves_know_the_length_of_a_step_in_gradients_and_in_seconds():
    race = race_on("network")
    seen = {name: pace.paced(race, {"pace": name}) for name in pace.PACES}
    assert seen["steps"].paces == (1,) * 8
    assert seen["gradients"].paces == (10,) * 8
    assert all(0 < each < 1 for each in seen["seconds"].paces)
    assert VIEWS["loss"].spec(seen["seconds"])["paces"] == seen["seconds"].paces
    assert {pace.paced(race_on("beale"), {"pace": "gradients"}).paces} == {(1,) * 8}
    assert list(pace.PACES) == list(TOPIC.looks["pace"].options)


def test_seconds_are_measured_only_where_somebody_looks_at_them(monkeypatch):
    def refuse(call):
        raise AssertionError("a clock was read")

    monkeypatch.setattr(pace, "fastest", refuse)
    race = race_on("beale", seed=77)
    KIND.frame(recorded(race), 0, names_of(race))
    for name in ("steps", "gradients"):
        pace.paced(race, {"pace": name})
    with pytest.raises(AssertionError, match="clock"):
        pace.paced(race, {"pace": "seconds"})


def test_ranges_are_finite_whatever_the_values():
    for values in (np.full((5, 2), np.nan), np.zeros((5, 1)), np.array([[1.0], [np.inf]]), np.array([[-1.0], [2.0]])):
        assert np.isfinite(curves.linear_range(values)).all()
        found = curves.log_range(values)
        assert found is None or np.isfinite(found).all()


@pytest.mark.parametrize("slug", ["rosenbrock", "saddle", "parabola", "network"])
def test_sweep_and_league_have_figures_and_rows(slug):
    race = race_on(slug, FIELD[:3], steps=15)
    charts.tuning(race, contest.tune(race, np.array([1e-4, 1e-2, 10.0])))
    trials = contest.league(race, 4)
    charts.league(race, trials)
    rows = charts.league_rows(race, trials)
    assert [row["Runner"] for row in rows] == [look["name"] for look in looks(race.active)]


def test_curvature_and_trust_have_figures():
    tracks = tracks_of(race_on("network", FIELD[:2]))
    charts.spectrum(spectrum(tracks.objective.gradient, tracks.paths.points[-1, 0]))
    figure = charts.trust(tracks)
    assert len(figure.data) == 4


def test_a_race_that_would_keep_others_waiting_is_refused():
    race = race_on("network")
    for heavy in (
        replace(race, steps=MOST_STEPS + 1),
        replace(race, hill=replace(SMALL, data=Data(points=MOST_POINTS + 1))),
    ):
        with pytest.raises(ValueError, match=r"steps|points"):
            playable(heavy)
