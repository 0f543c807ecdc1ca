"""Batch norm: a network with it and one without on one playhead (notes 2.3.2)."""

from __future__ import annotations

from engine.studies.batch_norm.norms import NORMED, Norms
from engine.studies.batch_norm.pair import LOOKS
from engine.studies.batch_norm.rates import NormRates
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock
from pages.topics.batch_norm.examples import DEFAULT, EXAMPLES
from pages.topics.batch_norm.panel import PANELS, reseed
from pages.topics.batch_norm.predictions import PREDICTIONS
from pages.topics.batch_norm.recording import KIND, RATED

WORDS = {"reset": "Back to the start", "reseed": "Draw other points, weights and order"}


def looks(norms: Norms) -> Clock:
    """Looks, five to an epoch."""
    return Clock(epoch=LOOKS, last=LOOKS * norms.epochs, speed="slow", words=WORDS, keeps=True)


def epochs(study: NormRates) -> Clock:
    """Whole epochs."""
    return Clock(last=study.norms.epochs, speed="slow", words=WORDS, keeps=True)


TOPIC = Topic(
    slug="batch_norm",
    title="Batch norm",
    icon=":material/align_vertical_center:",
    sections="2.3.2",
    question="What does batch norm change?",
    formula=r"\tilde z=\gamma\,\frac{z-\mu}{\sqrt{\sigma^2+\epsilon}}+\beta,\qquad z=Wa\ \cancel{+\,b}",
    text="Two networks, one start, one with batch norm: watch every unit's z before and after, then shift the inputs.",
    kind=KIND,
    default=DEFAULT,
    layouts={
        "training": Layout(
            [["without", "with"], ["units_without", "units_with"], ["losses", "scales"]], "In training", clock=looks
        ),
        "test": Layout([["without", "with"], ["survival", "statistics"], ["losses"]], "At test time", clock=looks),
        "rates": Layout([["by_rate"]], "By rate", kind=RATED, run=NormRates, clock=epochs),
    },
    panels=PANELS,
    examples=EXAMPLES,
    acts={"reseed": reseed},
    claims=(40, 41, 42, 43, 44),
    predictions=PREDICTIONS,
    network=lambda norms: norms.experiment(NORMED),
)
