"""Backpropagation: one pass forward and one back through a small network, operation by operation (notes 1.3.2, 1.4)."""

from __future__ import annotations

from engine.studies.back_propagation.passage import Passage
from engine.studies.back_propagation.walk import steps
from pages.controls.topic import Layout, Topic
from pages.live.clock import Clock, Knob
from pages.topics.back_propagation.examples import DEFAULT, EXAMPLES
from pages.topics.back_propagation.panel import PANELS
from pages.topics.back_propagation.predictions import PREDICTIONS
from pages.topics.back_propagation.quiz import quiz
from pages.topics.back_propagation.recording import KIND


def clock(passage: Passage) -> Clock:
    """The operations by what they make; it opens where the loss is known, and the way back is about to begin."""
    named = steps(passage)
    return Clock(last=len(named) - 1, knob=Knob("after", named), speed="stroll", begins=named.index("ℒ"))


TOPIC = Topic(
    slug="back_propagation",
    title="Backpropagation",
    icon=":material/undo:",
    sections="1.3.2, 1.4",
    question="Where does a gradient come from?",
    formula=r"\begin{gathered} dZ^{[l]} = dA^{[l]} * g^{[l]\prime}(Z^{[l]}) \\"
    r" dW^{[l]} = \tfrac1m\, dZ^{[l]} A^{[l-1]\,T} \quad dA^{[l-1]} = W^{[l]\,T} dZ^{[l]} \end{gathered}",
    text="A network with every number in its place: press → for one operation more, ← for one less.",
    kind=KIND,
    default=DEFAULT,
    layouts={"": Layout([["circuit"], ["formula", "flow"]], clock=clock)},
    panels=PANELS,
    examples=EXAMPLES,
    extras={"Guess the shape": quiz},
    predictions=PREDICTIONS,
    network=lambda passage: passage.experiment,
)
