"""Logistic regression: one neuron in the plane, its cost, and the notes' algorithm on it (notes 1.1, 1.2)."""

from __future__ import annotations

from engine.studies.logistic_regression.neuron import Neuron, experiment
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock
from pages.topics.logistic_regression import houses, image, loop
from pages.topics.logistic_regression.examples import DEFAULT, EXAMPLES
from pages.topics.logistic_regression.panel import PANELS, pointed, reseed
from pages.topics.logistic_regression.predictions import PREDICTIONS
from pages.topics.logistic_regression.recording import KIND

WORDS = {"reset": "Back to the start", "reseed": "Draw other points"}
BELOW = ["update", ["sigmoid", "cost"]]


def clock(neuron: Neuron) -> Clock:
    """Updates; a changed control leaves the playhead where it is."""
    return Clock(last=neuron.updates, words=WORDS, keeps=True)


TOPIC = Topic(
    slug="logistic_regression",
    title="Logistic regression",
    icon=":material/linear_scale:",
    sections="1.1, 1.2",
    question="What does a single neuron do?",
    formula=r"a=\sigma(w^{T}x+b)\qquad w:=w-\frac{\alpha}{m}\,X(A-Y)^{T}",
    text="One line, and surer the farther from it: grab the line, or the dot on the cost, and the other follows.",
    kind=KIND,
    default=DEFAULT,
    layouts={
        "weights": Layout([["plane", "weights"], BELOW], "w₁ and w₂", clock=clock),
        "bias": Layout([["plane", "bias"], BELOW], "w₁ and b", clock=clock),
        "houses": houses.LAYOUT,
        "image": image.LAYOUT,
    },
    panels=PANELS | {"Image": image.panel},
    examples=EXAMPLES,
    acts={"point": pointed, "edit": image.drawn, "reseed": reseed},
    extras={"Loop or arrays": loop.panel},
    claims=(1, 2, 3),
    predictions=PREDICTIONS,
    network=experiment,
)
