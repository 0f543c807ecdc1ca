"""Views of sweeps and of the lab: options yield figures that Plotly accepts and patches that a browser can read."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from engine.datasets import DATASETS
from engine.networks.network import Network
from engine.studies.bias_variance.looks import PARTS_OF_A_VALUE as PARTS
from engine.studies.regularization_lab.lab import CONTENDERS, DEFAULT, Lab
from engine.values.codec import encode
from pages.live.kind import Kind
from pages.live.sweep import SWEEP_KIND
from pages.topics.bias_variance.examples import SWEEPS
from pages.topics.regularization_lab.contenders import COLORS
from pages.topics.regularization_lab.topic import TOPIC
from tests.figures.test_network_views import with_plain_colours


def checked(spec: dict, patches: list[dict]) -> None:
    """The figure is one of Plotly's, every patch fits it, and all of it is JSON without NaN."""
    json.dumps([spec, patches], allow_nan=False)
    if spec["painter"] == "table":
        for patch in patches:
            assert [len(row) for row in patch["cells"]] == [len(spec["columns"])] * len(spec["rows"])
    if spec["painter"] != "plotly":
        return
    figure = go.Figure(with_plain_colours(spec["figure"]))
    for patch in patches:
        assert len(patch.get("images", ())) <= len(figure.layout.images)
        for trace, changes in patch.get("restyle", {}).items():
            figure.data[int(trace)].update(with_plain_colours(changes))
        assert all(int(trace) < len(figure.data) for trace in patch.get("point", {}))


def of_every_view(kind: Kind, value: Any, steps: tuple[int, ...], views: Iterable[str]) -> None:
    """Hold the spec of each view, and its patches and those of its variants at some steps, to ``checked``."""
    recording = kind.recording(encode(value), None)
    recording.advance(max(steps), time.monotonic() + 30)
    for view in views:
        names = [view, *(f"{view}:{each}" for each in kind.views[view].variants)]
        patches = [kind.frame(recording, step, (name,))["views"][name] for step in steps for name in names]
        checked(kind.views[view].spec(value), patches)


@pytest.mark.parametrize("name", SWEEPS)
def test_views_of_every_example(name):
    sweep = replace(SWEEPS[name], count=2, redraws=3, epochs=12)
    of_every_view(SWEEP_KIND, sweep, (0, 5, PARTS, 2 * PARTS), SWEEP_KIND.views)


@pytest.mark.parametrize(
    "lab",
    [
        Lab(epochs=10),
        Lab(epochs=10, keep_prob=1.0, patience=1, factor=2),
        Lab(replace(DEFAULT, batch_size=7), epochs=10),
        Lab(replace(DEFAULT, network=Network(())), epochs=10),
        Lab(replace(DEFAULT, data=replace(DEFAULT.data, source=DATASETS["blobs"](classes=5))), epochs=10),
    ],
    ids=["default", "as weak as can be", "mini-batches", "no hidden layer", "five classes"],
)
def test_views_of_the_lab(lab):
    of_every_view(TOPIC.kind, lab, (0, 3, 10), TOPIC.kind.views)


def test_each_contender_has_a_colour_of_its_own():
    assert set(COLORS) == set(CONTENDERS) and len(set(COLORS.values())) == len(COLORS)
