"""The network itself, with every weight and b lit by how far its slope is off."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.studies.gradient_checking.checking import Checked, Checking
from engine.studies.gradient_checking.differences import VERDICTS, Differences, judge
from engine.training.cost import widths
from pages.plots.diagram import column_nodes, links
from pages.plots.style import NEGATIVE, RULE, SOFT, TEST, TRUTH, axis, layout

LATER = [{"label": "after training", "effect": "variant:trained", "title": "After training, not at the start"}]
LOOKS = {"right": (TEST, 1.2), "unclear": (SOFT, 1.2), "doubtful": (NEGATIVE, 2.2), "wrong": (TRUTH, 2.6)}
LINKS, UNITS = 1, 2 + len(VERDICTS)  # the first traces of each verdict; before them all links, and the inputs


def spec(study: Checking) -> dict[str, Any]:
    """The view as the player takes it."""
    lit = [{"label": name, "color": color} for name, (color, _) in LOOKS.items()]
    return {
        "painter": "plotly",
        "title": "Where it is off",
        "caption": "lines are weights, dots b (or γ and β): off by 10⁻⁶, 10⁻⁴ of the largest, or by less than rounding",
        "figure": figure(study),
        "legend": lit,
        "switches": LATER,
        "every": 1,
    }


def figure(study: Checking) -> dict[str, Any]:
    """Columns of units from the inputs to the output."""
    units, pairs = drawing(study)
    empty = {"type": "scatter", "x": [], "y": [], "hoverinfo": "skip"}
    quiet = empty | {"mode": "lines", "name": "not checked", "line": {"color": RULE, "width": 1}}
    x, y = strokes(units, pairs)
    traces = [quiet | {"x": x, "y": y}]
    for name, (color, width) in LOOKS.items():
        traces.append(empty | {"mode": "lines", "name": name, "line": {"color": color, "width": width}})
    inputs = units[units[:, 2] == 0]
    traces.append(empty | {"mode": "markers", "name": "inputs", "x": inputs[:, 0].tolist(), "y": inputs[:, 1].tolist(),
                           "marker": {"color": SOFT, "size": 9}})  # fmt: skip
    for name, (color, _) in LOOKS.items():
        traces.append(empty | {"mode": "markers", "name": f"b {name}", "marker": {"color": color, "size": 13}})
    heads = ["inputs", *(str(layer + 1) for layer in range(len(widths(study.experiment))))]
    places_of = sorted(set(units[:, 0].tolist()))
    x = axis("layer", range=[-0.06, 1.06], tickvals=places_of, ticktext=heads, showgrid=False)
    y = axis(range=[1.05, -0.05], showgrid=False, showticklabels=False)
    return {"data": traces, "layout": layout(x, y)}


def drawing(study: Checking) -> tuple[np.ndarray, np.ndarray]:
    """(x, y, column) of every unit, and (from, to) of every weight in the order of theta."""
    sizes = [study.experiment.data.sizes[0], *widths(study.experiment)]
    nodes = [
        (node["x"], node["y"], column)
        for column, size in enumerate(sizes)
        for node in column_nodes(column, [("", "")] * size, len(sizes))
    ]
    return np.array(nodes), np.array(links(sizes))


def strokes(units: np.ndarray, pairs: np.ndarray) -> tuple[list, list]:
    """Lines from unit to unit, as x and y with gaps."""
    ends = units[pairs][:, :, :2]
    x, y = (np.column_stack([ends[:, :, axis], np.full(len(ends), np.nan)]).ravel().tolist() for axis in (0, 1))
    return [None if each != each else each for each in x], [None if each != each else each for each in y]


def patch(moment: Checked) -> dict[str, Any]:
    """What is off at the start."""
    return {"restyle": lit(moment, moment.start)}


def trained_patch(moment: Checked) -> dict[str, Any]:
    """What is off after training."""
    return {"restyle": lit(moment, moment.trained)}


def lit(moment: Checked, found: Differences) -> dict[str, Any]:
    """Links and units by how far the slope of their weight, or of their b, is off."""
    units, pairs, links_at, units_at = places_of(moment)
    off = spread(moment, found)
    of_links, of_units = off[links_at], np.fmax.reduce(off[units_at], axis=0)
    traces = {}
    for k in range(len(VERDICTS)):
        x, y = strokes(units, pairs[of_links == k])
        own = units[units[:, 2] > 0][of_units == k]
        traces[str(LINKS + k)] = {"x": x, "y": y}
        traces[str(UNITS + k)] = {"x": own[:, 0].tolist(), "y": own[:, 1].tolist()}
    return traces


def places_of(moment: Checked) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Units, links, and where in theta the weight of each link (n,) and the one or two b of each unit (2, n) lie."""
    layout, every = moment.layout, np.arange(moment.layout.P)
    spans = range(len(layout.spans))
    links_at = np.concatenate([layout.weights(every, layer).ravel() for layer in spans])
    offsets = np.concatenate([layout.bias(every, layer).ravel() for layer in spans])
    scales = [every[each.gamma] if each.gamma else layout.bias(every, k).ravel() for k, each in enumerate(layout.spans)]
    return *drawing(moment.study), links_at, np.stack([offsets, np.concatenate(scales)])


def spread(moment: Checked, found: Differences) -> np.ndarray:
    """(P,): the verdict on each slope, by how far it is off beside the largest of its array; NaN if not checked."""
    approximation, verdicts = found.approximation(moment.index), np.full(moment.layout.P, np.nan)
    for own in moment.arrays.values():
        gap, size = np.abs(approximation - found.claimed)[own], (np.abs(approximation) + np.abs(found.claimed))[own]
        largest = size.max(initial=0.0) or 1.0
        verdicts[moment.which[own]] = judge(gap / largest, found.digit[moment.index] / largest)
    return verdicts
