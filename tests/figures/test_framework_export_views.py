"""Views of the graph: values forward, slopes backward, a tangent."""

from __future__ import annotations

import json

import pytest

from engine.studies.framework_export.descent import Export, Moment
from pages.topics.framework_export import charts, graph
from pages.topics.framework_export.recording import KIND

HERE = Moment(Export(), 3, 2.0)


@pytest.mark.parametrize("name", KIND.views)
def test_every_view_is_drawn(name):
    json.dumps([KIND.views[name].spec(Export()), KIND.patches[name](HERE)], allow_nan=False)


def test_every_node_has_its_own_value_and_slope():
    patch = graph.patch(HERE)["restyle"]
    values = dict(zip(graph.NAMES, patch[str(graph.VALUES)]["text"], strict=True))
    assert values == {"w": "2.000", "w²": "4.000", "−10": "-10.000", "−10 w": "-20.000", "w² − 10w": "-16.000",
                      "25": "25.000", "J": "9.000"}  # fmt: skip
    slopes = dict(zip(graph.NAMES, patch[str(graph.SLOPES)]["text"], strict=True))
    assert slopes["w"] == "∂ -6.000" and slopes["−10"] == "∂ 2.000" and slopes["J"] == "∂ 1.000"


def test_arrows_lead_from_each_node_to_what_it_is_part_of():
    edges = graph.edges()
    assert edges["x"].count(None) == 7  # w is used twice, in the square and in the product


def test_the_tangent_touches_and_has_the_slope():
    line, dot = (charts.curve_patch(HERE)["restyle"][key] for key in ("1", "2"))
    assert dot == {"x": [2.0], "y": [9.0]}
    assert (line["y"][1] - line["y"][0]) / (line["x"][1] - line["x"][0]) == pytest.approx(-6)


def test_three_ways_are_compared_with_the_first():
    cells = charts.slopes_patch(HERE)["cells"]
    assert cells[0] == ["-6.000000", "0"] and cells[2] == ["-6.000000", "0"]
