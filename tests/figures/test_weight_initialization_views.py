"""Views of first weights: every frame fits its figure, small enough to play, and shows what the engine says."""

from __future__ import annotations

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from engine.studies.weight_initialization.first_weights import SCALES, FirstWeights
from engine.studies.weight_initialization.scale_map import DEPTHS, MAPPED, Mapped, ScaleMap
from engine.studies.weight_initialization.signals import signals
from engine.values.codec import decode
from pages.topics.weight_initialization import kept, map
from pages.topics.weight_initialization.recording import KIND, MAP_KIND, looks
from tests.figures.test_network_views import with_plain_colours

STUDIES = [FirstWeights(depth=4, width=6), FirstWeights(depth=50, width=4, activation="relu"),
           FirstWeights(depth=3, width=5, activation="linear", weights="identity")]  # fmt: skip


@pytest.mark.parametrize("study", STUDIES)
def test_every_view_takes_every_patch(study):
    found = list(looks(study))
    for view in KIND.views.values():
        figure = go.Figure(with_plain_colours(view.spec(study)["figure"]))
        for moment in found[::6]:
            patch = view.patch(moment)
            assert len(json.dumps([patch, moment.facts], allow_nan=False)) < 12_000
            for trace, changes in patch.get("restyle", {}).items():
                figure.data[int(trace)].update(changes)
                assert set(changes) <= {"x", "y"}, "places only: they are drawn without Plotly"


def test_the_dots_stand_on_the_lines_of_exact_products():
    study = STUDIES[2]
    lines = kept.figure(study)["data"]
    for moment in signals(study)[40:80:5]:
        dots = kept.patch(moment)["restyle"]
        for row in (0, 1):
            assert dots[str(kept.MARKS + row)]["y"] == pytest.approx([lines[1 + row]["y"][moment.index]], rel=1e-3)
            assert dots[str(kept.MARKS + row)]["x"] == [lines[1]["x"][SCALES.index(moment.scale)]]


def test_cells_of_the_map_open_their_run_or_say_why_not():
    picks, texts = map.spec(ScaleMap())["picks"], map.texts(ScaleMap())
    for row, depth in enumerate(DEPTHS):
        for column in (0, 13, 25):
            run = picks["runs"][row * len(MAPPED) + column]
            if depth > 8:
                assert run is None and f"{depth} hidden layers are more than the 8" in texts[row][column]
            else:
                experiment = decode(run)
                assert len(experiment.network.layers) == depth
                assert experiment.network.initializer.scale == MAPPED[column]


def test_the_map_shows_what_is_known():
    losses, lost = np.full((2, len(DEPTHS), len(MAPPED)), np.nan)
    lost = np.zeros_like(losses, bool)
    losses[0], lost[1, 3] = 0.25, True
    mapped = Mapped(ScaleMap(), 7, losses, lost)
    cells = map.patch(mapped)["restyle"]["0"]["z"]
    assert cells[0] == [0.25] * len(MAPPED) and cells[1][3] == map.AWAY and cells[1][4] is None
    for view in MAP_KIND.views.values():
        go.Figure(with_plain_colours(view.spec(ScaleMap())["figure"]))
        json.dumps([view.patch(mapped), mapped.facts], allow_nan=False)
