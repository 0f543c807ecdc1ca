"""What the pictures of a check show: curves and marks, the arrays that light up, and the shapes of bugs."""

from __future__ import annotations

import numpy as np
import pytest

from engine.studies.gradient_checking.checking import NOTES, Checking, checking
from engine.studies.gradient_checking.differences import EPSILONS
from engine.studies.gradient_checking.grounds import ground
from pages.topics.gradient_checking import arrays, errors, lights, pairs
from pages.topics.gradient_checking.recording import VIEWS

AT = EPSILONS.index(NOTES)


def seen(fault: str = "none", index: int = 20):
    study = Checking(ground(fault) if fault != "none" else Checking().experiment, fault, steps=50)
    return [moment for moment in checking(study) if moment][index]


def test_every_trace_that_a_frame_fills_is_in_the_figure():
    moment = seen("constant_statistics")
    for view in VIEWS.values():
        spec, patch = view.spec(moment.study), view.patch(moment)
        if spec["painter"] == "plotly":
            assert {int(name) for name in patch["restyle"]} <= set(range(len(spec["figure"]["data"])))
        else:
            assert len(spec["rows"]) == len(patch["cells"]) == len(patch["shades"])


def test_marks_lie_on_the_curves_and_slopes_on_a_right_gradient():
    moment = seen(index=AT)
    traces = errors.patch(moment)["restyle"]
    marks = traces[str(errors.MARKS)]
    assert marks["x"] == [NOTES] * 4
    assert marks["y"] == [traces[str(k)]["y"][AT] for k in (3, 4, 5, 6)]
    for guide, curve in (("0", "3"), ("1", "4")):
        assert traces[guide]["y"][5:16] == pytest.approx(traces[curve]["y"][5:16], rel=0.05)
    spoiled = errors.patch(seen("wrong_sign", AT))["restyle"]
    assert min(spoiled["4"]["y"]) > 0.9 and spoiled["1"]["y"][10] < 1e-4, "guides stay those of the right gradient"


@pytest.mark.parametrize(("fault", "off"), [("none", []), ("forgotten_layer", ["W[1]", "b[1]"])])
def test_arrays_light_up_where_the_bug_is(fault, off):
    moment = seen(fault)
    names = [row["label"] for row in arrays.spec(moment.study)["rows"]]
    shades = np.array(arrays.patch(moment)["shades"])
    assert [name for name, row in zip(names, shades, strict=True) if row.min() > 0.5] == off
    assert arrays.lit(np.array([np.nan, 0.0, 1e-7, 1.0])).tolist() == [1, 0, 0, 1]


def test_the_drawn_network_shows_which_links_and_units_are_off():
    sizes, drawn = (6, 9, 3), lights.patch(seen("forgotten_layer"))["restyle"]
    strokes = {name: len(drawn[name]["x"]) // 3 for name in "1234"}
    assert strokes == {"1": sizes[1] + sizes[2], "2": 0, "3": 0, "4": sizes[0]}
    assert [len(drawn[name]["x"]) for name in "6789"] == [4, 0, 0, 3]
    assert all(x < 0.5 for x in drawn["9"]["x"]), "those of layer 1"
    late = lights.trained_patch(seen("penalised_bias"))["restyle"]
    assert len(late["9"]["x"]) and not len(late["4"]["x"]), "b is off, W is right"


def test_where_rounding_may_be_to_blame_nothing_is_said_to_be_right_or_wrong():
    for fault in ("none", "missing_slope"):
        moment = seen(fault, len(EPSILONS) - 1)
        drawn = lights.patch(moment)["restyle"]
        assert moment.facts["numbers"]["verdict"] == "unclear"
        assert len(drawn["2"]["x"]) and not len(drawn["4"]["x"])


def test_a_bug_has_a_shape():
    """A wrong sign mirrors the diagonal; a forgotten mean is m times as steep."""
    for fault, slope in (("none", 1.0), ("wrong_sign", -1.0), ("forgotten_mean", None)):
        moment = seen(fault)
        traces = pairs.patch(moment)["restyle"]
        x, y = (np.concatenate([traces[str(layer)][axis] for layer in (1, 2, 3)]) for axis in "xy")
        slope = slope or moment.study.experiment.data.counts[0]
        assert np.polyfit(x, y, 1)[0] == pytest.approx(slope, rel=0.1)
    assert pairs.trained_patch(moment) != pairs.patch(moment)
