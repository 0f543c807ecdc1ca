"""Local optima: balls on hills, chance by dimension, and the curvature of a network in training (notes 2.2)."""

from __future__ import annotations

from engine.studies.saddle_points.balls import Optima
from engine.studies.saddle_points.followed import Followed
from engine.studies.saddle_points.matrices import DIMENSIONS, Matrices, of_page
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock, Knob
from pages.topics.saddle_points.examples import DEFAULT, EXAMPLES
from pages.topics.saddle_points.panel import PANELS, pointed, reseed
from pages.topics.saddle_points.predictions import PREDICTIONS
from pages.topics.saddle_points.recording import CHANCES, FOLLOWED, KIND

KNOB = Knob("n", [str(n) for n in DIMENSIONS])
WORDS = {"reset": "Back to the start", "reseed": "Draw other matrices and weights"}


def steps(optima: Optima) -> Clock:
    """Steps alone; a fall is known whole, so a changed control leaves the playhead where it is."""
    return Clock(last=optima.steps, words=WORDS, keeps=True)


def dimensions(matrices: Matrices) -> Clock:
    """The dimensions."""
    return Clock(last=len(DIMENSIONS) - 1, knob=KNOB, keeps=True, begins=1, words=WORDS)


def looks(followed: Followed) -> Clock:
    """Looks at the network, so many epochs apart."""
    return Clock(unit="look", last=followed.epochs // followed.stride, speed="slow", words=WORDS)


TOPIC = Topic(
    slug="saddle_points",
    title="Local optima",
    icon=":material/landscape:",
    sections="2.2",
    question="Do we get stuck?",
    formula=r"\nabla J = 0,\quad \lambda_{\min} < 0 < \lambda_{\max}:\ \text{a saddle}",
    text="Click on a hill and let balls go; then drag the dimensions, and see hardly anything left but saddles.",
    kind=KIND,
    default=DEFAULT,
    layouts={
        "hill": Layout([["hill", ["heights", "least"]], ["largest"]], "On a hill", clock=steps),
        "chance": Layout([["chance", "ways"]], "By dimension", kind=CHANCES, run=of_page, clock=dimensions),
        "network": Layout(
            [["spectrum", "course"]],
            "In training",
            kind=FOLLOWED,
            run=lambda optima: optima.followed,
            clock=looks,
        ),
    },
    panels=PANELS,
    examples=EXAMPLES,
    acts={"point": pointed, "reseed": reseed},
    claims=(35, 36),
    predictions=PREDICTIONS,
    network=lambda optima: optima.followed.experiment,
)
