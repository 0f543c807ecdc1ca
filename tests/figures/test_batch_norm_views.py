"""Views of two networks: what they draw is what was measured."""

from __future__ import annotations

import json

import numpy as np
import pytest

from engine.studies.batch_norm.norms import NORMED, Norms
from engine.studies.batch_norm.pair import pairing
from engine.studies.batch_norm.rates import NormRates, rating
from pages.topics.batch_norm import by_rate, running, scales, survival, units
from pages.topics.batch_norm.recording import KIND, RATED

SMALL = Norms(layers=2, units=3, points=60, batch_size=10, epochs=5, b=1.0, shift=1.0)


@pytest.fixture(scope="module")
def look():
    return [each for each in pairing(SMALL) if each is not None][-1]


@pytest.mark.parametrize("name", KIND.patches)
def test_every_view_is_drawn_and_changes_traces_that_it_has(look, name):
    view = KIND.views[name.partition(":")[0]]
    spec, patch = view.spec(SMALL), KIND.patches[name](look)
    json.dumps([spec, patch], allow_nan=False, default=float)
    assert all(int(key) < len(spec["figure"]["data"]) for key in patch.get("restyle", {}))


def test_shapes_stand_on_the_side_that_is_theirs(look):
    places = units.where(SMALL.layers, SMALL.units)
    patch = units.normed_patch(look)["restyle"]
    for trace, side in (("0", -1), ("1", 1)):
        x = [each for each in patch[trace]["x"] if each is not None]
        off = [min((abs(each - place), each - place) for place in places)[1] for each in x]
        assert all(side * each >= 0 for each in np.round(off, 6)) and patch[trace]["x"].count(None) == len(places)


def test_own_statistics_bring_the_boundary_along_with_the_points(look):
    assert KIND.patches["with"](look) != KIND.patches["with:own"](look)


def test_dots_of_gamma_and_beta_are_the_parameters(look):
    span = look.pair.trainers[NORMED].layout.spans[0]
    theta = look.states[NORMED].theta
    assert scales.patch(look)["restyle"]["1"]["x"] == pytest.approx(theta[span.gamma], abs=1e-3)


def test_bars_of_batches_lie_around_nothing(look):
    bars = running.patch(look)["restyle"]["1"]["y"]
    assert bars[0] == -bars[1] < 0 and bars[2] is None


def test_the_mark_of_a_shift_stands_where_the_dial_does():
    assert survival.spec(SMALL)["figure"]["data"][-1]["x"] == [1.0, 1.0]


def test_bars_above_the_rates_are_those_that_have_learned():
    rated = [each for each in rating(NormRates(SMALL)) if each is not None][-1]
    json.dumps([by_rate.spec(NormRates(SMALL)), RATED.patches["by_rate"](rated)], allow_nan=False)
    for k in (0, 1):
        bar = by_rate.patch(rated)["restyle"][str(by_rate.BARS + k)]["x"]
        assert [each is not None for each in bar] == rated.usable[k].tolist()
