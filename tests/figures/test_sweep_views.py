"""Views of sweeps and of the lab: options yield figures that Plotly accepts and patches that a browser can read."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from engine.studies.regularization_lab.lab import Lab
from engine.values.codec import encode
from pages.controls.sweep_presets import SWEEPS
from pages.live.lab import LabKind
from pages.live.sweep import PARTS, SweepKind
from pages.plots.lab_views import LAB_PATCHES, LAB_SPECS
from pages.plots.sweep_views import SWEEP_PATCHES, SWEEP_SPECS
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


@pytest.mark.parametrize("name", SWEEPS)
def test_views_of_every_example(name):
    sweep = replace(SWEEPS[name], count=2, redraws=3, epochs=12)
    recording = SweepKind().recording(encode(sweep), None)
    recording.advance(2 * PARTS, time.monotonic() + 30)
    zero_one = sweep.experiment.data.source.task != "regression"
    for view, spec in SWEEP_SPECS.items():
        variants = [each for each in SWEEP_PATCHES if each.split(":")[0] == view and (zero_one or ":" not in each)]
        patches = [
            recording.frame(step, (each,))["views"][each] for step in (0, 5, PARTS, 2 * PARTS) for each in variants
        ]
        checked(spec(sweep), patches)


@pytest.mark.parametrize("lab", [Lab(epochs=10), Lab(epochs=10, keep_prob=1.0, patience=1, factor=2)])
def test_views_of_the_lab(lab):
    recording = LabKind().recording(encode(lab), None)
    recording.advance(10, time.monotonic() + 30)
    for view, spec in LAB_SPECS.items():
        variants = [each for each in LAB_PATCHES if each.split(":")[0] == view]
        checked(spec(lab), [recording.frame(step, (each,))["views"][each] for step in (0, 3, 10) for each in variants])
