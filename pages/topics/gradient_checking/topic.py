"""Gradient checking: a derived gradient against differences of the cost, and the playhead is ε (notes 2.1.4)."""

from __future__ import annotations

from engine.studies.gradient_checking.checking import Checking, short
from engine.studies.gradient_checking.differences import EPSILONS
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock, Knob
from pages.topics.gradient_checking.examples import BEGINS, DEFAULT, EXAMPLES
from pages.topics.gradient_checking.panels import PANELS
from pages.topics.gradient_checking.predictions import PREDICTIONS
from pages.topics.gradient_checking.recording import KIND

KNOB = Knob("ε", [short(epsilon) for epsilon in EPSILONS])


def clock(study: Checking) -> Clock:
    """The values of ε; another network is shown with the ε that stands."""
    return Clock(last=len(EPSILONS) - 1, knob=KNOB, keeps=True, begins=BEGINS)


TOPIC = Topic(
    slug="gradient_checking",
    title="Gradient checking",
    icon=":material/fact_check:",
    sections="2.1.4",
    question="How do I know that my gradient is right?",
    formula=r"\frac{\lVert a-d\theta\rVert}{\lVert a\rVert+\lVert d\theta\rVert}, \quad "
    r"a_i=\frac{J(\theta+\varepsilon e_i)-J(\theta-\varepsilon e_i)}{2\varepsilon}",
    text="Move each parameter a little and look what the cost does: drag ε, then plant a bug and find it.",
    kind=KIND,
    default=DEFAULT,
    layouts={"": Layout([["errors", "lights"], ["arrays", "pairs"]], clock=clock)},
    panels=PANELS,
    examples=EXAMPLES,
    claims=(24, 25),
    predictions=PREDICTIONS,
    network=lambda study: study.experiment,
)
