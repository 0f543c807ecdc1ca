"""The metrics of any problem: what a browser gets fits what was counted."""

from __future__ import annotations

import base64
import json

import numpy as np
import plotly.graph_objects as go
import pytest

from engine.datasets import SOURCES
from engine.datasets.samples import SPLITS, Data
from engine.experiment import Experiment
from engine.training.trainer import Trainer
from pages.plots import metrics
from pages.plots.snapshot import Lens, Snapshot
from tests.figures.test_network_views import with_plain_colours


def seen(slug: str, steps: int = 40, **data) -> Snapshot:
    source = SOURCES[slug]()
    loss = "squared_error" if source.task == "regression" else "cross_entropy"
    features = ("x1", "x2")[: source.dimensions]
    trainer = Trainer(Experiment(Data(source, **{"points": 90, "features": features} | data), loss=loss))
    return Snapshot(trainer.advance(trainer.start(), steps), Lens(trainer))


def unpacked(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), np.uint8)


@pytest.mark.parametrize("slug", SOURCES)
def test_every_problem_has_metrics_that_a_browser_can_read(slug):
    snapshot = seen(slug)
    spec, patch = metrics.spec(snapshot.trainer), metrics.patch(snapshot)
    json.dumps(spec, allow_nan=False), json.dumps(patch, allow_nan=False)
    if snapshot.trainer.samples[0].task == "regression":
        go.Figure(with_plain_colours(spec["figure"]))
        assert spec["painter"] == "plotly" and set(patch["restyle"]) == {"0", "1", "2"}
        assert [len(each["y"]) for each in patch["restyle"].values()] == list(snapshot.trainer.samples[0].counts)
        return
    samples = snapshot.trainer.samples[0]
    outputs, m = len(samples.targets), samples.values.shape[1]
    assert spec["painter"] == "threshold" and len(spec["scored"]) == outputs
    assert unpacked(patch["answers"]).shape == (outputs * m,) and unpacked(patch["answers"]).max() <= 100
    assert unpacked(patch["field"]).shape == (outputs * patch["side"] ** 2,)
    for split, (name, counts) in enumerate(zip(SPLITS, samples.counts, strict=True)):
        assert spec["splits"][split]["name"] == name and np.sum(patch["confusion"][split]) == counts
        for output in range(outputs):
            hits, alarms = patch["above"][split][output]
            assert hits[0] + alarms[0] == counts


def test_a_perfect_classifier_has_an_area_of_one_and_a_diagonal_table():
    snapshot = seen("gaussians", steps=600)
    patch = metrics.patch(snapshot)
    assert snapshot.evaluation.score[0] == 1 and patch["areas"][0] == [1.0]
    table = np.array(patch["confusion"][0])
    assert table.trace() == table.sum()


def test_the_table_at_a_half_is_the_accuracy_of_the_run():
    snapshot = seen("moons", steps=30)
    patch = metrics.patch(snapshot)
    for split in range(3):
        table, (hits, alarms) = np.array(patch["confusion"][split]), patch["above"][split][0]
        assert table.trace() / table.sum() == pytest.approx(snapshot.evaluation.score[split])
        assert (table[1, 1], table[0, 1]) == (hits[50], alarms[50])


def test_a_split_without_points_has_no_area_and_no_number():
    patch = metrics.patch(seen("circles", train_percent=100, dev_percent=0))
    assert patch["areas"][1] == [None] and np.sum(patch["confusion"][2]) == 0
    residuals = metrics.patch(seen("plane", train_percent=100, dev_percent=0))
    assert residuals["scores"][0][1:] == [None, None]
