"""Hyperparameter search: grid, dice, coarse to fine on equal budgets (notes 1.4.1, 2.3.1)."""

from __future__ import annotations

from engine.studies.hyperparameter_search.hunt import Hunt
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock
from pages.topics.hyperparameter_search import lines
from pages.topics.hyperparameter_search.examples import DEFAULT, EXAMPLES
from pages.topics.hyperparameter_search.panel import PANELS, reseed
from pages.topics.hyperparameter_search.predictions import PREDICTIONS
from pages.topics.hyperparameter_search.recording import KIND

WORDS = {"reset": "Back to the first trial", "reseed": "Draw other points, weights and trials"}


def clock(hunt: Hunt) -> Clock:
    """Trials of each method."""
    return Clock(unit="trial", last=hunt.budget, speed="slow", words=WORDS, keeps=True)


TOPIC = Topic(
    slug="hyperparameter_search",
    title="Hyperparameter search",
    icon=":material/casino:",
    sections="1.4.1, 2.3.1",
    question="Grid or dice?",
    formula=r"r\sim U(-3,\,1):\ \ \alpha=10^{r}\qquad \beta=1-10^{r'}",
    text="Three searches on equal budgets, each dot a trained network: watch who finds the best, then click a dot.",
    kind=KIND,
    default=DEFAULT,
    layouts={"": Layout([["grid", "random", "fine"], ["best", "distinct", "matters"]], clock=clock)},
    panels=PANELS,
    examples=EXAMPLES,
    acts={"reseed": reseed},
    extras={"Twenty times over": lines.bands, "Parallel coordinates": lines.parallel},
    claims=(37, 38, 39),
    predictions=PREDICTIONS,
    network=lambda hunt: hunt.base,
)
