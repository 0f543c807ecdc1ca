"""The large numbers over the picture are those of the evaluation, a column for each split."""

from __future__ import annotations

import numpy as np

from engine.experiment import Experiment
from engine.training.trainer import Trainer
from pages.plots import scores
from pages.plots.snapshot import Lens, Snapshot


def test_scores_are_those_of_the_three_splits():
    trainer = Trainer(Experiment())
    snapshot = Snapshot(trainer.advance(trainer.start(), 40), Lens(trainer))
    answers = [snapshot.evaluation.score, snapshot.evaluation.loss]
    np.testing.assert_allclose(scores.patch(snapshot), answers, rtol=1e-3)
    assert scores.spec(trainer)["columns"] == list(trainer.samples[0].bounds)
    assert snapshot.facts["right"] == round(float(answers[0][0]), 5)
